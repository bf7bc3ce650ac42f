import { expect } from 'vitest';
import { DISCORDS_ACKNOWLEDGEMENT_MS, TOKEN_MS } from 'discord-simulator';
import { PATIENCE_MS } from 'discord-simulator/waiting';
import { nightly } from '../../support/cases.ts';
import type { Bot } from '../../support/world/bot.ts';
import { eventually } from '../../support/eventually.ts';
import { crowd, type Wish } from '../../support/chaos/crowd.ts';
import { discordChaos } from '../../support/chaos/discord-chaos.ts';
import { endpointChaos } from '../../support/chaos/endpoint-chaos.ts';
import { readChaosSettings } from '../../support/chaos/settings.ts';
import { isFinal } from '../../support/expectations.ts';
import { seeded } from '../../support/chaos/seeded.ts';
import { startWorld, type World } from '../../support/world.ts';

const { seed, requests } = readChaosSettings();
const KILLS = 3;

nightly(
  `of ${requests} requests in the midst of faults and ${KILLS} kills, each acknowledged one has one final answer`,
  { timeout: 5 * PATIENCE_MS + requests * 1000 },
  async () => {
    console.info(`CHAOS_SEED=${seed} CHAOS_REQUESTS=${requests}`);
    const random = seeded(seed);
    await using world = await startWorld({
      withoutBot: true,
      // Requests while no bot runs are lost.
      discord: { acknowledgementMs: DISCORDS_ACKNOWLEDGEMENT_MS },
      endpoint: { latencyMs: 100 },
      env: { FACE_REQUEST_TIMEOUT: '5', SHUTDOWN_SECONDS: '5' },
    });
    const { discord, endpoint } = world;
    let bot: Promise<Bot> = world.startProcess();
    await bot;
    discord.faults.schedule(discordChaos(seeded(random.between(0, 2 ** 31))));
    endpoint.script(endpointChaos(seeded(random.between(0, 2 ** 31))));

    const wishes: Wish[] = [];
    const insideEndpoint = new Map<string, number>();
    const killAt = new Set(
      Array.from({ length: KILLS }, (_, index) =>
        random.between(Math.ceil((requests * (index + 0.3)) / KILLS), Math.floor((requests * (index + 0.9)) / KILLS)),
      ),
    );
    let unheard = Infinity;
    for await (const wish of crowd(world, random, requests)) {
      wishes.push(wish);
      unheard -= 1;
      if (unheard === 0) await bot;
      if (killAt.has(wishes.length)) {
        await world.kill(await bot);
        for (const { request, stage } of await world.unfinished()) {
          if (stage.name === 'calling') insideEndpoint.set(request.id, (insideEndpoint.get(request.id) ?? 0) + 1);
        }
        // Requests until it is back are lost, and the people are told so by Discord.
        bot = world.startProcess();
        unheard = random.between(1, 4);
      } else if (random.next() < 0.05) {
        await bot;
        discord.gateway.drop();
      }
    }
    await bot;
    await eventually(async () => expect((await world.unfinished()).map(({ stage }) => stage.name)).toEqual([]));

    const acknowledged = wishes.filter(({ asked }) => asked.state.callback !== undefined);
    // How many depends on the machine: Discord waits 3 s for an acknowledgement, and a request that was resumed by two
    // processes that were killed ends with a sentence.
    const fewest = requests / 10;
    expect(acknowledged.length).toBeGreaterThan(fewest);
    const pictures = acknowledged.filter(({ asked }) => asked.answer?.pictures.length === 1).length;
    console.info(`${acknowledged.length} were acknowledged, ${pictures} got a picture, ${endpoint.calls.length} calls`);
    expect(pictures).toBeGreaterThan(fewest);
    for (const wish of acknowledged) expectOneFinalAnswer(wish.asked);
    for (const wish of wishes.filter((each) => !acknowledged.includes(each))) expect(callsFor(world, wish)).toEqual([]);
    for (const wish of wishes) {
      const paid = callsFor(world, wish).filter(({ outcome }) => outcome === '200');
      expect(paid.length).toBeLessThanOrEqual(1 + (insideEndpoint.get(wish.asked.id) ?? 0));
    }
  },
);

function callsFor({ endpoint }: World, { filename }: Wish) {
  return endpoint.calls.filter(({ body }) => String(Reflect.get(Object(body), 'image_url')).includes(`/${filename}`));
}

function expectOneFinalAnswer({ answer, state, history }: Wish['asked']): void {
  const trace = history
    .map(({ kind, message }) => `${kind}: ${message?.thinking ? 'thinking' : message?.text}`)
    .join('\n');
  if (!answer) throw new Error(`Nothing is left to see:\n${trace}`);
  const visible = [...(answer.deleted ? [] : [answer]), ...answer.followUps];
  expect({
    trace,
    isFinal: isFinal(answer),
    // If the bot is killed after sending a private sentence and before recording it, the sentence is sent again.
    // Nothing else may come twice.
    different: new Set(visible.map(({ text }) => text)).size,
    pictures: visible.filter(({ pictures }) => pictures.length > 0).length,
  }).toEqual({ trace, isFinal: true, different: 1, pictures: answer.pictures.length });
  expect((history.at(-1)?.at ?? Infinity) - state.createdAt).toBeLessThan(TOKEN_MS);
}
