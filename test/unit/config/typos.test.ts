import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config.ts';
import { ENVIRONMENTS } from './environments.ts';

const REQUIRED = { DISCORD_TOKEN: 'a-bot-token', ACEDATACLOUD_API_TOKEN: 'an-endpoint-key' };

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('a name near one of ours', () => {
  test.each([
    ['DAILY_BUDGET_CALL', 'DAILY_BUDGET_CALLS'],
    ['DAILY_CALL_BUDGET', 'DAILY_BUDGET_CALLS'],
    ['DAILY_BUDGETS_CALL', 'DAILY_BUDGET_CALLS'],
    ['USER_DAILY_QOUTA', 'USER_DAILY_QUOTA'],
    ['USER_QUOTA_DAILY', 'USER_DAILY_QUOTA'],
    ['USERDAILYQUOTA', 'USER_DAILY_QUOTA'],
    ['GUILD_COOLDOWN_SECOND', 'GUILD_COOLDOWN_SECONDS'],
    ['guild_cooldown_seconds', 'GUILD_COOLDOWN_SECONDS'],
    ['ALOWED_GUILD', 'ALLOWED_GUILDS'],
    ['ALLOWED_GUILD', 'ALLOWED_GUILDS'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['AGE_MIN', 'MIN_AGE'],
    ['SHARD', 'SHARDS'],
    ['SHARDS_COUNT', 'SHARD_COUNT'],
    ['STORAGE_URI', 'STORAGE_URL'],
    ['PUBLICURL', 'PUBLIC_URL'],
    ['ENVFILE', 'ENV_FILE'],
  ])('%s is refused, and %s is named', (name, meant) => {
    const problems = problemsOf({ ...REQUIRED, [name]: 'a-value-of-somebody' });
    expect(problems).toEqual([`${name} is not a variable of this bot: did you mean ${meant}?`]);
  });

  test('is said along with all other problems', () => {
    const problems = problemsOf({ ...REQUIRED, MIN_AGES: '12', PORT: 'x' }).join('\n');
    expect(problems).toMatch(/MIN_AGES .* MIN_AGE\?\nPORT should be/);
  });

  test('is nobody’s business when it is empty, or when the right one is set too', () => {
    expect(problemsOf({ ...REQUIRED, DAILY_BUDGET_CALL: ' ' })).toEqual([]);
    expect(problemsOf({ ...REQUIRED, LOGLEVEL: 'error', LOG_LEVEL: 'info' })).toEqual([]);
  });
});

describe('a required variable that is missing', () => {
  test.each(['DISCORD_TOKNE', 'DISCORD_BOT_TOKEN', 'DISCORDTOKEN', 'discord_token', 'TOKEN_DISCORD', 'DISCRD_TOKN'])(
    'is asked for by its name when there is %s',
    (name) => {
      const problems = problemsOf({ ACEDATACLOUD_API_TOKEN: 'a-key', [name]: 'a-secret-token' }).join('\n');
      expect(problems).toContain('did you mean DISCORD_TOKEN?');
      expect(problems).toContain(name);
      expect(problems).not.toContain('a-secret-token');
    },
  );

  test('is not confused with one that is far away', () => {
    const problems = problemsOf({ ACEDATACLOUD_API_TOKEN: 'a-key', GITHUB_TOKEN: 'x', PATH: '/bin' }).join('\n');
    expect(problems).toMatch(/^DISCORD_TOKEN should be the token[^;]*$/);
  });
});

describe('what is not near', () => {
  test.each(Object.entries(ENVIRONMENTS))('is nobody’s business in %s', (_where, names) => {
    const env = Object.fromEntries(names.split(/\s+/).map((name) => [name, 'x']));
    expect(Object.keys(env).length).toBeGreaterThan(20);
    expect(problemsOf({ ...env, ...REQUIRED })).toEqual([]);
  });
});
