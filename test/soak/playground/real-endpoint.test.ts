import { PATIENCE_MS } from 'discord-simulator';
import { startEndpoint } from 'discord-simulator/endpoint';
import { expect, test } from 'vitest';
import { startPlayground } from '../../../playground/playground.ts';
import { freePort } from '../../support/free-port.ts';
import { photos } from '../../support/pictures/photos.ts';

test('with a key and an address, the bot of the playground can be switched to the real endpoint and back', async () => {
  // Another simulated endpoint stands for the real one, which fetches photos from PUBLIC_URL.
  await using real = await startEndpoint();
  const port = String(await freePort());
  const env = {
    ACEDATACLOUD_API_TOKEN: real.token,
    ACEDATACLOUD_API_BASE_URL: real.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: port,
  };
  await using playground = await startPlayground({ env, acknowledgementMs: PATIENCE_MS });
  const { discord, endpoint, scene, bot } = playground;
  const [marie] = scene.people;
  const [channel] = scene.channels;
  const ready = async (starts: number) =>
    await discord.until(() => bot.log.filter((line) => line.startsWith('Ready')).length === starts);
  const ask = async () => {
    const options = { image: photos.marieCurie, age: 60 };
    const answer = channel && (await (await marie?.slash({ channel, command: 'age', options }))?.final());
    expect(answer?.text).toContain('About 60 years old');
  };
  const use = async (realEndpoint: boolean) => {
    const body = new FormData();
    body.set('action', JSON.stringify({ do: 'switch', switches: { realEndpoint } }));
    expect((await fetch(`${playground.url}/act`, { method: 'POST', body })).status).toBe(204);
  };

  await ready(1);
  await discord.untilCommand('age');
  expect(real.probes).toHaveLength(0);
  await use(true);
  await ready(2);
  await ask();
  expect([real.charged, endpoint.calls.length]).toEqual([1, 0]);

  await use(false);
  await ready(3);
  await ask();
  expect([real.charged, endpoint.charged]).toEqual([1, 1]);
  expect([...real.problems, ...endpoint.problems, ...discord.problems]).toEqual([]);
});
