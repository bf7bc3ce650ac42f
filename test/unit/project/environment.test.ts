import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { configurationPage, envExample, sections } from '../../../scripts/documents/configuration.ts';
import { ConfigError, forgetEnvironment, readConfig } from '../../../src/config.ts';
import { environment } from '../../../src/config/variables.ts';

const REQUIRED = { DISCORD_TOKEN: 'a-bot-token', ACEDATACLOUD_API_TOKEN: 'an-endpoint-key' };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig({ ...REQUIRED, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

afterEach(() => vi.unstubAllEnvs());

describe('the environment', () => {
  test('nothing that the process starts later inherits what was read', () => {
    for (const [name, value] of Object.entries(REQUIRED)) vi.stubEnv(name, value);
    vi.stubEnv('SOMETHING_ELSE', 'stays');
    forgetEnvironment();
    expect(Object.keys(process.env)).toContain('SOMETHING_ELSE');
    expect(Object.keys(process.env).filter((name) => name in environment.shape)).toEqual([]);
  });

  test('two variables are required, and the rest have defaults', () => {
    const config = readConfig(REQUIRED);
    expect(config.storage.url).toBe('sqlite://data/face-age-bot.db');
    expect(config.endpoint.baseUrl).toBe('https://api.acedata.cloud');
    expect(config.endpoint.timeoutMs).toBe(120_000);
    expect(config.discord.isPublicApi).toBe(true);
  });

  test('every bad variable is named at once, with what it should be, and never its value', () => {
    const secretish = 'hunter2-not-a-number';
    const problems = problemsOf({
      DISCORD_TOKEN: '',
      PORT: secretish,
      MIN_AGE: '9',
      STORAGE_URL: secretish,
      STORAGE_KEY: secretish,
      DISCORD_API_URL: secretish,
      LOG_LEVEL: secretish,
      SHARDS: '0..3',
    }).join('\n');
    for (const name of [
      'DISCORD_TOKEN',
      'PORT',
      'MIN_AGE',
      'STORAGE_URL',
      'STORAGE_KEY',
      'DISCORD_API_URL',
      'LOG_LEVEL',
      'SHARDS',
    ]) {
      expect(problems).toMatch(new RegExp(`^${name} (is missing|should be)`, 'm'));
    }
    expect(problems).not.toContain(secretish);
  });

  test.each([
    ['0,2,5', [0, 2, 5]],
    ['0-3', [0, 1, 2, 3]],
    ['0-1,4', [0, 1, 4]],
  ])('the value SHARDS=%s is read', (list, ids) => {
    expect(readConfig({ ...REQUIRED, SHARDS: list, SHARD_COUNT: '6' }).discord.shards).toEqual(ids);
  });

  test.each([
    ['without SHARD_COUNT', { SHARDS: '0' }, 'SHARD_COUNT'],
    ['beyond SHARD_COUNT', { SHARDS: '0-4', SHARD_COUNT: '4' }, 'SHARDS'],
    ['twice', { SHARDS: '1,1', SHARD_COUNT: '4' }, 'SHARDS'],
  ])('the value SHARDS %s is refused', (_what, env, name) => {
    expect(problemsOf(env).join()).toContain(name);
  });

  test.each([
    [{}, ['receiver', 'worker']],
    [{ ROLES: 'worker', STORAGE_URL: 'redis://127.0.0.1:6379' }, ['worker']],
    [{ ROLES: 'worker, receiver', STORAGE_URL: 'sqlite://data/bot.db' }, ['receiver', 'worker']],
  ])('the roles of %o are read', (env, roles) => {
    expect([...readConfig({ ...REQUIRED, ...env }).roles].toSorted()).toEqual(roles);
  });

  test.each([
    [{ ROLES: 'worker' }],
    [{ ROLES: 'receiver', STORAGE_URL: 'memory:' }],
    [{ ROLES: 'cook', STORAGE_URL: 'redis://127.0.0.1:6379' }],
    [{ ROLES: ',', STORAGE_URL: 'redis://127.0.0.1:6379' }],
  ])('the roles of %o are refused', (env) => {
    expect(problemsOf(env).join()).toMatch(/^ROLES should be /);
  });

  test.each([
    ['too short', { DISCORD_PUBLIC_KEY: 'a'.repeat(63) }, 'DISCORD_PUBLIC_KEY'],
    ['too long', { DISCORD_PUBLIC_KEY: 'a'.repeat(65) }, 'DISCORD_PUBLIC_KEY'],
    ['not hexadecimal', { DISCORD_PUBLIC_KEY: 'g'.repeat(64) }, 'DISCORD_PUBLIC_KEY'],
    ['without a port', { DISCORD_PUBLIC_KEY: 'aA'.repeat(32), PORT: '0' }, 'PORT'],
  ])('a public key that is %s is refused', (_what, env, name) => {
    expect(problemsOf(env).join()).toMatch(new RegExp(`^${name} should`));
    expect(problemsOf({ DISCORD_PUBLIC_KEY: 'aA'.repeat(32) })).toEqual([]);
  });

  test('unknown and empty variables are ignored', () => {
    expect(problemsOf({ SOMETHING_ELSE: 'x', PORT: '  ' })).toEqual([]);
  });

  test('addresses may end with a slash', () => {
    const config = readConfig({ ...REQUIRED, DISCORD_API_URL: 'http://127.0.0.1:4000/api/' });
    expect(config.discord.apiUrl).toBe('http://127.0.0.1:4000/api');
    expect(config.discord.isPublicApi).toBe(false);
  });

  test('every variable is in .env.example, with the same default', () => {
    const example = readFileSync('.env.example', 'utf8');
    const listed = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=(.*)$/gm)];
    expect(listed.map(([, name]) => name).toSorted()).toEqual(Object.keys(environment.shape).toSorted());
    const defaults = Object.fromEntries(listed.map(([, name, value]) => [name ?? '', value ?? '']));
    expect(readConfig({ ...defaults, ...REQUIRED })).toEqual(readConfig(REQUIRED));
  });

  test('docs/configuration.md and .env.example are made from the variables: npm run docs:configuration', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage());
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });

  test('every variable says what it means, and what it should be unless any text will do', () => {
    const all = sections.flatMap(({ variables }) => variables);
    expect(all.filter(({ meaning }) => !/^\w.*\.$/.test(meaning)).map(({ name }) => name)).toEqual([]);
    expect(all.filter(({ should }) => should === undefined).map(({ name }) => name)).toEqual([
      'STORAGE_CA',
      'DATA_FOLDER',
      'HOST',
      'INTERNAL_HOST',
    ]);
  });
});
