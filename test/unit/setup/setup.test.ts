import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDiscord, type Discord } from 'discord-simulator';
import { startEndpoint, type SimulatedEndpoint } from 'discord-simulator/endpoint';
import type { Ask } from '../../../src/setup/ask.ts';
import { setUpWithQuestions } from '../../../src/setup/setup.ts';

let discord: Discord;
let endpoint: SimulatedEndpoint;

beforeAll(async () => {
  discord = await startDiscord();
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await discord[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
});

/** An operator who gives these answers in turn. Everything that is said to them is noted. */
function operator(answers: readonly (string | boolean)[]) {
  const said: string[] = [];
  const left = [...answers];
  const next = (question: string) => {
    said.push(`? ${question}`);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`no answer to: ${question}`);
    return answer;
  };
  const say = (words: string) => void said.push(words);
  const ask: Ask = {
    intro: say,
    outro: say,
    say,
    plain: say,
    warn: (words) => say(`! ${words}`),
    error: (words) => say(`x ${words}`),
    note: (title, words) => say(`${title}: ${words}`),
    during: async (_message, work) => await work(),
    secret: async (message) => String(next(message)),
    confirm: async (message) => next(message) === true,
    async text(message, check) {
      for (;;) {
        const answer = String(next(message));
        const wrong = check(answer);
        if (wrong === undefined) return answer;
        say(`x ${wrong}`);
      }
    },
  };
  return { ask, said, left };
}

async function setUp(answers: readonly (string | boolean)[], env: NodeJS.Dict<string> = {}) {
  const { ask, said, left } = operator(answers);
  const addresses = { apiUrl: discord.apiUrl, baseUrl: endpoint.url };
  const outcome = await setUpWithQuestions(ask, { env, addresses, signal: new AbortController().signal });
  expect(left).toEqual([]);
  for (const secret of [discord.botToken, endpoint.token]) expect(said.join('\n')).not.toContain(secret);
  return { outcome, said };
}

describe('the questions of npm run setup', () => {
  test('both secrets are asked for and checked, and who may use a public bot', async () => {
    const { outcome, said } = await setUp([discord.botToken, endpoint.token, 'my server', '123456789012345678']);
    expect(outcome.values).toEqual({
      DISCORD_TOKEN: discord.botToken,
      ACEDATACLOUD_API_TOKEN: endpoint.token,
      ALLOWED_GUILDS: '123456789012345678',
    });
    expect(said).toContain(`This is the token of ${discord.botUser.username}.`);
    expect(said.join('\n')).toContain('anyone can add this bot to a server');
    expect(outcome.invites.map(({ url }) => new URL(url).searchParams.get('client_id'))).toEqual([
      discord.applicationId,
      discord.applicationId,
    ]);
  });

  test('a wrong secret is said to be wrong, and asked for again', async () => {
    const wrong = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.wrong';
    const { outcome, said } = await setUp([wrong, ` Bot ${discord.botToken} `, 'wrong', endpoint.token, '']);
    expect(outcome.values).toEqual({ DISCORD_TOKEN: discord.botToken, ACEDATACLOUD_API_TOKEN: endpoint.token });
    const wrongs = said.filter((words) => words.startsWith('x '));
    expect(wrongs).toHaveLength(2);
    expect(wrongs[0]).toMatch(/^x Discord does not accept DISCORD_TOKEN/);
    expect(wrongs[1]).toMatch(/^x The endpoint can't be used/);
    expect(said.join('\n')).not.toContain(wrong);
  });

  test('present values are offered, and checked too; a limited bot is not asked about', async () => {
    const env = {
      DISCORD_TOKEN: discord.botToken,
      ACEDATACLOUD_API_TOKEN: 'an-old-key',
      ALLOWED_GUILDS: '123456789012345678',
      USER_INSTALL: 'off',
    };
    const { outcome } = await setUp([true, true, endpoint.token], env);
    expect(outcome.values).toEqual({ DISCORD_TOKEN: discord.botToken, ACEDATACLOUD_API_TOKEN: endpoint.token });
    expect(outcome.invites.map(({ what }) => what)).toEqual(['Add the bot to a server']);
    expect((await setUp([false, discord.botToken, false, endpoint.token], env)).outcome.values).toEqual(outcome.values);
  });
});
