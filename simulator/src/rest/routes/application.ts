import { Locale, type APIUser } from 'discord-api-types/v10';
import type { Interactions } from '../../interactions/endpoint.ts';
import type { Routes } from '../route.ts';

export interface GatewayAdvice {
  url: string;
  shards: number;
  session_start_limit: { total: number; remaining: number; reset_after: number; max_concurrency: number };
}

/** A bot's account as the bot itself sees it. */
export const ownAccount = (bot: APIUser): APIUser => ({
  ...bot,
  mfa_enabled: false,
  locale: Locale.EnglishUS,
  verified: true,
  email: null,
});

/** What an app can read about itself and the gateway. */
export const applicationRoutes =
  ({ advice, interactions }: { advice: () => GatewayAdvice; interactions: Interactions }): Routes =>
  (world) => {
    const application = () => ({
      id: world.applicationId,
      name: world.bot.global_name,
      icon: null,
      description: '',
      type: null,
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: interactions.publicKey,
      team: null,
      flags: 0,
      flags_new: '0',
      bot: world.bot,
      owner: world.owner,
      approximate_guild_count: world.guilds
        .values()
        .filter((guild) => guild.botInstalled)
        .toArray().length,
      approximate_user_install_count: world.people
        .values()
        .filter((person) => person.installed)
        .toArray().length,
      approximate_user_authorization_count: 0,
      redirect_uris: [],
      interactions_endpoint_url: interactions.url ?? null,
      role_connections_verification_url: null,
      explicit_content_filter: 0,
      eligible_oauth2_scopes: [],
    });
    const get = { method: 'GET', authorized: true } as const;
    return [
      {
        ...get,
        pattern: '/gateway',
        kind: 'gateway',
        authorized: false,
        handle: () => ({ status: 200, body: { url: advice().url } }),
      },
      { ...get, pattern: '/gateway/bot', kind: 'gateway', handle: () => ({ status: 200, body: advice() }) },
      { ...get, pattern: '/users/@me', kind: 'user', handle: () => ({ status: 200, body: ownAccount(world.bot) }) },
      {
        ...get,
        pattern: '/applications/@me',
        kind: 'application',
        handle: () => ({ status: 200, body: application() }),
      },
      {
        ...get,
        pattern: '/oauth2/applications/@me',
        kind: 'application',
        handle: () => ({ status: 200, body: application() }),
      },
    ];
  };
