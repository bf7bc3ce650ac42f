import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Asked, RequestKind } from 'discord-simulator';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import { expectPicture, expectSentence, logOf } from '../../support/expectations.ts';
import { leaksIn } from '../../support/world/leaks.ts';
import { startWorld } from '../../support/world.ts';

// Every world checks its bots' output for secrets. Here, everything fails whose error message or verbose log could
// reveal one.

test('no failure prints a secret, even at the most verbose log level', async () => {
  const env = { LOG_LEVEL: 'trace', STORAGE_KEY: randomBytes(32).toString('base64') };
  await using world = await startWorld({ env, ownProcess: true });
  const { ask, discord, endpoint } = world;
  const refusal = { status: 400, body: { message: 'no', code: 50_035 } };

  await expectPicture(await ask());
  await expectPicture(await ask({ private: true, dm: true }));

  // discord.js' errors contain the request: the picture, and a URL with the interaction's token.
  const failsOnce = (kind: RequestKind) => discord.faults.inject({ match: { kind }, do: refusal });
  const untilLogged = (asked: Asked, line: string) =>
    discord.until(() => logOf(world, asked).some(({ msg }) => msg === line));
  failsOnce('edit-original');
  await expectSentence(await ask(), 'upload_failed');
  failsOnce('callback');
  // Over HTTP, the first response doesn't come as a callback.
  discord.faults.inject({ match: { kind: 'response' }, do: { drop: 'before' } });
  await untilLogged(await ask(), 'Discord did not accept the first response in time');
  endpoint.script(() => answers(500, envelope('api_error', 'FailedOperation.DetectNoFace')));
  failsOnce('delete-original');
  await (await ask()).final();
  failsOnce('follow-up');
  await untilLogged(await ask(), 'Answer could not be delivered');
  endpoint.script([]);

  // A photo that can't be downloaded, and one whose download breaks off.
  discord.faults.inject({ match: { kind: 'cdn' }, do: { status: 403, body: 'no' } });
  await expectSentence(await ask(), 'picture_gone');
  discord.faults.inject({ match: { kind: 'cdn' }, do: { drop: 'before' } });
  await expectPicture(await ask());
  endpoint.script([{ result: 'missing' }]);
  await expectSentence(await ask(), 'result_unavailable');

  // The endpoint repeats the request, including the key.
  endpoint.script([
    answers(400, `no such token: ${endpoint.token} ${endpoint.url}/face?token=${endpoint.token}`),
    answers(400, { error: { code: endpoint.token, message: JSON.stringify(endpoint.calls[0]?.body) } }),
    answers(401, envelope('invalid_token', `The token Bearer ${endpoint.token} is wrong`)),
  ]);
  await expectSentence(await ask(), 'endpoint_rejected');
  await expectSentence(await ask(), 'endpoint_rejected');
  await expectSentence(await ask(), 'endpoint_unauthorised');
});

test('a printed secret is found', () => {
  const secrets = { 'the bot token': 'abc.def.ghi', nothing: '' };
  const link = 'http://127.0.0.1:1/ephemeral-attachments/1/2/me.jpg?ex=1&is=2&hm=0123456789abcdef0123&';
  expect(leaksIn('all is well', secrets, [link, undefined])).toEqual([]);
  expect(leaksIn('login with abc.def.ghi', secrets)).toEqual(['the bot token']);
  expect(leaksIn('of 0123456789abcdef0123', secrets, [link])).toEqual(['the link to a photo']);
  expect(leaksIn('from /ephemeral-attachments/1/2/me.jpg', secrets, [link])).toContain('the link to a photo');
  expect(leaksIn('?ex=1&hm=77', secrets)).not.toEqual([]);
  expect(leaksIn('/ft/ChangeAgePic/6f1c2d3e-aaaa', secrets)).not.toEqual([]);
  expect(leaksIn('{"data":{"type":"Buffer","data":[1]}}', secrets)).not.toEqual([]);
});
