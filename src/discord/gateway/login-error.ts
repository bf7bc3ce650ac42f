import { GatewayCloseCodes } from 'discord.js';

/** Discord refuses this bot for a reason that only its operator can fix; the message says how. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
}

const PORTAL = 'https://discord.com/developers/applications';

const SENTENCES: Readonly<Partial<Record<number, string>>> = {
  [GatewayCloseCodes.AuthenticationFailed]: `Discord does not accept DISCORD_TOKEN: copy the token again from the Bot page of your application at ${PORTAL}`,
  [GatewayCloseCodes.InvalidShard]:
    'Discord does not know one of the shards: check SHARDS and SHARD_COUNT, or leave both unset',
  [GatewayCloseCodes.ShardingRequired]:
    'Discord wants more shards for this bot: raise SHARD_COUNT, or leave SHARDS and SHARD_COUNT unset',
  [GatewayCloseCodes.InvalidAPIVersion]:
    'Discord no longer speaks the version of the gateway that this bot uses: update face-age-bot',
  [GatewayCloseCodes.InvalidIntents]: 'Discord does not know an intent that this bot asks for: update face-age-bot',
  [GatewayCloseCodes.DisallowedIntents]: `Discord does not allow an intent that this bot asks for: check the Bot page of your application at ${PORTAL}`,
};

/** The error for a close code that reconnecting can't fix; `undefined` for all others. */
export function fatalClose(code: number): LoginError | undefined {
  const sentence = SENTENCES[code];
  return sentence ? new LoginError(sentence) : undefined;
}

/** The error for a token that Discord doesn't accept. */
export function tokenRefused(cause: unknown): LoginError {
  return new LoginError(SENTENCES[GatewayCloseCodes.AuthenticationFailed], { cause });
}
