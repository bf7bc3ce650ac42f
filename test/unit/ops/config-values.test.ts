import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config.ts';
import { anyText, anyUrl } from '../../support/any-text.ts';
import { fewerOf } from '../../support/cases.ts';

const NAMES = [
  'DISCORD_TOKEN',
  'ACEDATACLOUD_API_TOKEN',
  'ACEDATACLOUD_API_BASE_URL',
  'FACE_REQUEST_TIMEOUT',
  'ENDPOINT_CONCURRENCY',
  'ENDPOINT_CALLS_PER_SECOND',
  'STORAGE_URL',
  'STORAGE_KEY',
  'STORAGE_CA',
  'GUILD_COOLDOWN_SECONDS',
  'DM_COOLDOWN_SECONDS',
  'MIN_AGE',
  'SHARDS',
  'SHARD_COUNT',
  'SHUTDOWN_SECONDS',
  'PORT',
  'HOST',
  'DEV_GUILD_ID',
  'DISCORD_API_URL',
  'LOG_LEVEL',
] as const;

const COMPLETE = { DISCORD_TOKEN: 'token', ACEDATACLOUD_API_TOKEN: 'key' };
const number = fc.oneof(fc.integer(), fc.double(), fc.bigInt()).map(String);
const url = fc.oneof(
  anyUrl(),
  fc.constantFrom('redis://', 'rediss+cluster://host', 'unix:///path', 'sqlite://', 'http://'),
);
const value = fc.oneof(anyText(), number, url, fc.constantFrom('0-99999', '5-1', '0,0', '1-2,2-3', 'memory:'));
const environment = fc.dictionary(fc.constantFrom(...NAMES), value);

function read(env: Record<string, string>): ReturnType<typeof readConfig> | ConfigError {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

test('any environment is either read or refused in words', () => {
  fc.assert(
    fc.property(environment, (env) => {
      const outcome = read({ ...COMPLETE, ...env });
      if (!(outcome instanceof ConfigError)) return;
      expect(outcome.problems.length).toBeGreaterThan(0);
      for (const problem of outcome.problems) expect(NAMES.some((name) => problem.startsWith(name))).toBe(true);
    }),
    { numRuns: fewerOf(500) },
  );
});

test('a refusal never contains the refused value', () => {
  const marked = fc.tuple(fc.constantFrom(...NAMES), value).map(([name, odd]) => [name, `zq9${odd} zq9`] as const);
  fc.assert(
    fc.property(marked, ([name, odd]) => {
      const outcome = read({ ...COMPLETE, [name]: odd });
      const words = outcome instanceof ConfigError ? outcome.message : '';
      expect(words).not.toContain('zq9');
    }),
    { numRuns: fewerOf(500) },
  );
});

test('all numbers in the configuration are finite', () => {
  fc.assert(
    fc.property(environment, (env) => {
      const outcome = read({ ...COMPLETE, ...env });
      if (outcome instanceof ConfigError) return;
      const numbers = [
        outcome.endpoint.timeoutMs,
        outcome.endpoint.concurrency,
        outcome.shutdownMs,
        outcome.server.port,
      ];
      for (const each of numbers) expect(Number.isSafeInteger(each)).toBe(true);
    }),
  );
});
