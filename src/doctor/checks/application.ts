import { ApplicationFlags, UserFlags } from 'discord.js';
import type { Config } from '../../config.ts';
import { readAccount, type Account } from '../discord-api.ts';
import { fromSentence, ok, problem, warning, type Check, type Finding } from '../finding.ts';

const PORTAL = 'your application at https://discord.com/developers/applications';
/** An unverified application can be in 100 servers, and can ask for verification from 75 on. */
const ASK_FOR_VERIFICATION_AT = 75;
const { GatewayMessageContent, GatewayMessageContentLimited, GatewayGuildMembers, GatewayPresence } = ApplicationFlags;
const { GatewayGuildMembersLimited, GatewayPresenceLimited } = ApplicationFlags;
const PRIVILEGED =
  GatewayMessageContent |
  GatewayMessageContentLimited |
  GatewayGuildMembers |
  GatewayGuildMembersLimited |
  GatewayPresence |
  GatewayPresenceLimited;

/** The token, and how the application is set up in the developer portal. */
export const application: Check = {
  name: 'application',
  async run({ config, discord }) {
    const account = await readAccount(discord);
    if (typeof account === 'string') return [fromSentence(problem, account)];
    return applicationFindings(account, config);
  },
};

export function applicationFindings({ user, application: app }: Account, config: Config): Finding[] {
  const guilds = app.approximate_guild_count ?? 0;
  const isVerified = (user.public_flags & UserFlags.VerifiedBot) !== 0;
  const installs = app.integration_types_config;
  const findings = [
    (app.flags & PRIVILEGED) !== 0 &&
      warning(
        'Privileged intents are turned on, which this bot does not use.',
        `Turn all three off on the Bot page of ${PORTAL}.`,
      ),
    app.bot_require_code_grant === true &&
      problem(
        'Requires OAuth2 Code Grant is turned on, so nobody can add the bot.',
        `Turn it off on the Bot page of ${PORTAL}.`,
      ),
    installs &&
      !('0' in installs) &&
      warning('Servers cannot add the bot.', `Tick Guild Install on the Installation page of ${PORTAL}.`),
    installs &&
      config.access.userInstall &&
      !('1' in installs) &&
      warning(
        'People cannot add the bot to their account, although USER_INSTALL is on.',
        `Tick User Install on the Installation page of ${PORTAL}, or set USER_INSTALL=off.`,
      ),
    app.bot_public === true && !config.access.allowedGuilds && warning(PUBLIC_BOT.says, PUBLIC_BOT.advice),
    guilds >= ASK_FOR_VERIFICATION_AT &&
      !isVerified &&
      warning(
        `The bot is in about ${guilds} servers; an unverified application can be in at most 100.`,
        `Ask for verification at ${PORTAL}.`,
      ),
    config.discord.publicKey !== undefined &&
      app.verify_key !== undefined &&
      app.verify_key.toLowerCase() !== config.discord.publicKey.toLowerCase() &&
      problem(
        'DISCORD_PUBLIC_KEY is not the public key of this application.',
        `Copy it from the General Information page of ${PORTAL}.`,
      ),
    app.interactions_endpoint_url &&
      config.discord.publicKey === undefined &&
      problem(
        'Discord sends interactions over HTTP, but DISCORD_PUBLIC_KEY is not set: commands do not arrive.',
        `Set DISCORD_PUBLIC_KEY, or clear the Interactions Endpoint URL at ${PORTAL}.`,
      ),
  ].filter((finding) => typeof finding === 'object' && finding !== null);
  const verified = isVerified ? 'verified' : 'not verified';
  return [
    ok(`The token belongs to ${user.username} (${app.name}), ${verified}; servers: about ${guilds}.`),
    ...findings,
  ];
}

/** Also said by `npm run setup`. */
export const PUBLIC_BOT = {
  says: 'Public Bot is on and ALLOWED_GUILDS is not set: anyone can add this bot to a server and use up your paid calls.',
  advice: `Set ALLOWED_GUILDS to the IDs of your servers, or turn Public Bot off on the Bot page of ${PORTAL} (set the Install Link on its Installation page to None first). DAILY_BUDGET_CALLS limits the cost in any case.`,
} as const;
