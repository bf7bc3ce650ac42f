import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { applicationFindings } from '../../../src/doctor/checks/application.ts';
import { clockFinding } from '../../../src/doctor/checks/clock.ts';
import { deploymentFindings } from '../../../src/doctor/checks/commands.ts';
import { keyFinding as endpointFinding } from '../../../src/doctor/checks/endpoint.ts';
import { gatewayFindings } from '../../../src/doctor/checks/gateway.ts';
import { keyFinding } from '../../../src/doctor/checks/storage.ts';
import type { Account } from '../../../src/doctor/discord-api.ts';
import { examine } from '../../../src/doctor/examine.ts';
import { ok, warning, type Finding } from '../../../src/doctor/finding.ts';
import { regionsFinding } from '../../../src/doctor/live.ts';
import { describeLine, isWell, summary } from '../../../src/doctor/report.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';

const REQUIRED = { DISCORD_TOKEN: 'a-bot-token', ACEDATACLOUD_API_TOKEN: 'an-endpoint-key' };
const signal = new AbortController().signal;

const notOk = (findings: readonly Finding[]) =>
  findings.filter(({ state }) => state !== 'ok').map(({ state, says }) => `${state}: ${says}`);

const config = () => readConfig(REQUIRED);
const limit = (remaining: number) => ({ total: 1000, remaining, reset_after: 90_000 });
const line = (finding: Finding) => ({ check: 'x', ...finding });

const judge = (remaining: number, shardCount?: number) =>
  gatewayFindings({ url: 'wss://x', shards: 4, session_start_limit: limit(remaining) }, shardCount);

const examined = async (options: Omit<Parameters<typeof examine>[0], 'signal'>) =>
  await Array.fromAsync(examine({ machine: [], checks: [], config, ...options, signal }));

describe('the application', () => {
  const application: Account['application'] = { id: '1', name: 'Face Age', flags: 0, bot_public: false };
  const find = (more: Partial<Account['application']>, env: Record<string, string> = {}, public_flags = 0) =>
    notOk(
      applicationFindings(
        { user: { id: '1', username: 'face_age', public_flags }, application: { ...application, ...more } },
        readConfig({ ...REQUIRED, ...env }),
      ),
    ).join('\n');

  test('nothing is wrong with one that is set up as the README says', () => {
    expect(find({ integration_types_config: { 0: {}, 1: {} } })).toBe('');
    expect(find({ bot_public: true }, { ALLOWED_GUILDS: '123456789012345678' })).toBe('');
  });

  test.each<[string, Partial<Account['application']>, Record<string, string>, RegExp]>([
    ['privileged intents', { flags: 1 << 19 }, {}, /^warning: Privileged intents are turned on/],
    ['a code grant', { bot_require_code_grant: true }, {}, /^problem: Requires OAuth2 Code Grant/],
    ['no install in servers', { integration_types_config: { 1: {} } }, {}, /^warning: Servers cannot add the bot/],
    ['no install by people', { integration_types_config: { 0: {} } }, {}, /^warning: People cannot add the bot/],
    ['a public bot', { bot_public: true }, {}, /^warning: Public Bot is on/],
    ['many servers', { approximate_guild_count: 80 }, {}, /^warning: The bot is in about 80 servers/],
    [
      'another public key',
      { verify_key: 'aa' },
      { DISCORD_PUBLIC_KEY: 'b'.repeat(64) },
      /^problem: DISCORD_PUBLIC_KEY/,
    ],
    ['interactions elsewhere', { interactions_endpoint_url: 'https://x/' }, {}, /^problem: Discord sends interactions/],
  ])('%s is noticed', (_what, more, env, expected) => {
    expect(find(more, env)).toMatch(expected);
  });

  test('what the operator has decided is no warning', () => {
    expect(find({ integration_types_config: { 0: {} } }, { USER_INSTALL: 'off' })).toBe('');
    expect(find({ approximate_guild_count: 5000 }, {}, 1 << 16)).toBe('');
  });
});

test.each([
  [0, false, 'ok'],
  [-1900, false, 'ok'],
  [3000, false, 'warning'],
  [-3000, true, 'warning'],
  [5000, true, 'problem'],
  [5000, false, 'warning'],
  [-31_000, false, 'problem'],
])('a clock that is %d ms ahead (over HTTP: %s) is: %s', (ahead, isOverHttp, state) => {
  expect(clockFinding(ahead, isOverHttp).state).toBe(state);
});

test('the logins that are left are judged, and the number of shards', () => {
  expect(judge(900)).toEqual([ok('900 of 1000 logins are left; the limit resets in 2 min.')]);
  expect(notOk(judge(10))).toEqual(['warning: 10 of 1000 logins are left; the limit resets in 2 min.']);
  expect(notOk(judge(0))).toEqual(['problem: 0 of 1000 logins are left; the limit resets in 2 min.']);
  expect(notOk(judge(900, 2))).toEqual(['warning: SHARD_COUNT is 2, and Discord recommends 4.']);
  expect(notOk(judge(900, 4))).toEqual([]);
});

test('commands are equal, different, missing or doubled', () => {
  const found = { isEqual: true, isEmpty: false, count: 9, doubledIn: [] };
  expect(notOk(deploymentFindings(found))).toEqual([]);
  expect(notOk(deploymentFindings({ ...found, isEqual: false }))).toHaveLength(1);
  expect(notOk(deploymentFindings({ ...found, isEqual: false, isEmpty: true }))).toEqual([
    'warning: No commands are deployed yet.',
  ]);
  expect(notOk(deploymentFindings({ ...found, doubledIn: ['5'] }))[0]).toContain('twice in the server 5');
});

test.each([
  [{ fit: 0, unfit: 0 }, 'ok'],
  [{ fit: 9, unfit: 0 }, 'ok'],
  [{ fit: 9, unfit: 1 }, 'warning'],
  [{ fit: 0, unfit: 1 }, 'problem'],
])('of encrypted rows, %o is: %s', (rows, state) => {
  expect(keyFinding(rows).state).toBe(state);
});

test.each([
  [undefined, 'ok'],
  [new EndpointError('endpoint_unauthorised'), 'problem'],
  [new EndpointError('endpoint_unfunded'), 'problem'],
  [new EndpointError('endpoint_unreachable'), 'problem'],
  [new EndpointError('endpoint_trouble'), 'warning'],
  [new EndpointError('rate_limited'), 'warning'],
])('what the probe of the key found (%o) is: %s', (found, state) => {
  const finding = endpointFinding(found);
  expect(finding.state).toBe(state);
  expect(state === 'ok' || finding.advice).toBeTruthy();
});

test.each([
  [{ asked: 20, other: 1 }, 'crop', 'ok', 'honours regions'],
  [{ asked: 20, other: 1 }, 'rect', 'ok', 'honours regions'],
  [{ asked: 1, other: 20 }, 'crop', 'ok', 'does not honour'],
  [{ asked: 1, other: 20 }, 'rect', 'problem', 'does not honour'],
  [{ asked: 20, other: 20 }, 'rect', 'problem', 'does not honour'],
] as const)('faces that changed by %o with FACE_REGIONS=%s are: %s', (changes, faceRegions, state, says) => {
  const finding = regionsFinding(changes, { faces: { faceDetection: true, faceRegions } });
  expect(finding).toMatchObject({ state, says: expect.stringContaining(says) as string });
});

describe('the examination', () => {
  test('every check is run, whatever the others do, and no secret is in what failed', async () => {
    const lines = await examined({
      machine: [{ name: 'one', run: () => [ok('Fine.')] }],
      checks: [
        { name: 'two', run: () => Promise.reject(new Error(`no: Bot ${REQUIRED.DISCORD_TOKEN}`)) },
        { name: 'three', run: () => Promise.resolve([warning('Hm.', 'Look.')]) },
      ],
    });
    expect(lines.map(({ check, state }) => `${check}: ${state}`)).toEqual([
      'configuration: ok',
      'one: ok',
      'two: problem',
      'three: warning',
    ]);
    expect(JSON.stringify(lines)).not.toContain(REQUIRED.DISCORD_TOKEN);
  });

  test('without a valid configuration, the machine is examined all the same', async () => {
    const lines = await examined({
      config: () => readConfig({}),
      machine: [{ name: 'one', run: () => [ok('Fine.')] }],
      checks: [{ name: 'two', run: () => [ok('Fine.')] }],
    });
    expect(lines.map(({ check, state }) => `${check}: ${state}`)).toEqual([
      'configuration: problem',
      'configuration: problem',
      'one: ok',
    ]);
  });
});

test('a warning is no failure, and a problem is', () => {
  const [fine, hm, bad] = [ok('A.'), warning('B.', 'C.'), { state: 'problem', says: 'D.', advice: 'E.' } as const].map(
    line,
  );
  if (!fine || !hm || !bad) throw new Error('there are three');
  expect([isWell([fine, hm]), isWell([fine, bad])]).toEqual([true, false]);
  expect([summary([fine]), summary([hm, bad, bad])]).toEqual(['All is well.', '2 problems, 1 warning.']);
  expect(describeLine(hm, false)).toBe(`! x             B.\n${' '.repeat(16)}→ C.`);
  expect(describeLine(fine, true)).toContain('\u001B[32m✓\u001B[0m');
});
