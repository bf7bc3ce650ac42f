import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { startWorld } from '../../support/world.ts';

test('the health page says whether the bot works, and metrics count requests without naming people', async () => {
  await using world = await startWorld({ withoutBot: true });
  const { discord, endpoint } = world;
  const port = await freePort();
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, body: await response.text() };
  };

  discord.gateway.refuseConnections = true;
  const starting = world.startInProcess({ PORT: String(port) });
  await eventually(async () => expect((await get('/readyz')).body).toMatch(/^gateway: not connected yet/));
  expect(await get('/livez')).toMatchObject({ status: 200 });
  discord.gateway.refuseConnections = false;
  world.clock.shift(5000);
  await using _bot = await starting;
  expect(await get('/readyz')).toMatchObject({
    status: 200,
    body: expect.stringMatching(/^ok\nshards: 0 of 1\n/) as string,
  });

  const asked = await world.askInNewServer();
  await expectPicture(asked);
  endpoint.script([{ answer: { status: 500, body: { error: { code: 'api_error', message: '未检测到人脸。' } } } }]);
  await expectSentence(await world.askInNewServer(), 'no_face');
  const metrics = await eventually(async () => {
    const { body } = await get('/metrics');
    expect(body).toMatch(/^face_age_requests_failed_total\{.*reason="no_face".*\} 1$/m);
    return body;
  });
  expect(metrics).toMatch(/^face_age_requests_seen_total\{command="age"\} 2$/m);
  expect(metrics).toMatch(/^face_age_requests_answered_total\{command="age"\} 1$/m);
  expect(metrics).toMatch(/^face_age_endpoint_calls_total\{.*outcome="ok".*\} 1$/m);
  for (const name of ['acknowledgement', 'queue', 'endpoint_call', 'delivery', 'request']) {
    expect(metrics).toMatch(new RegExp(`^face_age_${name}_seconds_count.* [12]$`, 'm'));
  }
  for (const name of ['queue_waiting', 'requests_active', 'gateway_latency_seconds', 'paid_calls_per_answer_count']) {
    expect(metrics).toContain(`face_age_${name}`);
  }
  expect(metrics).toContain('nodejs_eventloop_lag');
  const ids = [asked.id, world.alice.user.id, ...discord.gateway.sessions.map(({ id }) => id)];
  for (const id of ids) expect(metrics).not.toContain(id);
  expect(metrics).not.toMatch(/="\d{15,}"/);

  expect(await get('/elsewhere')).toMatchObject({ status: 404 });
  const lose = async () => {
    discord.gateway.refuseConnections = true;
    discord.gateway.drop();
    await eventually(async () => expect((await get('/readyz')).body).toMatch(/^gateway: shard 0 is not connected/));
    expect(await get('/livez')).toMatchObject({ status: 200 });
  };
  await lose();
  discord.gateway.refuseConnections = false;
  await eventually(async () => expect((await get('/readyz')).status).toBe(200));
  await lose();
  world.clock.shift(5 * 60_000);
  expect(await get('/livez')).toMatchObject({ status: 503 });
});
