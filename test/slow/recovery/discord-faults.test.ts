import { expect, test } from 'vitest';
import { nightly, someOf } from '../../support/cases.ts';
import { held } from '../../support/faults/endpoint-steps.ts';
import { eventually } from '../../support/eventually.ts';
import { inTurn } from '../../support/faults/in-turn.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { useWorld } from '../../support/world.ts';

const NO_FACE = { answer: { status: 500, body: { error: { code: 'api_error', message: '未检测到人脸。' } } } } as const;
/** Temporary faults, which a retry gets past. */
const PASSING = [
  { status: 502 },
  { status: 500, body: '<html>' },
  { rateLimit: { retryAfter: 0.3 } },
  { rateLimit: { retryAfter: 0.3, scope: 'shared' } },
  { drop: 'mid-upload' },
  { drop: 'before' },
  { drop: 'after' },
] as const;

const world = useWorld();

/** Counts the bot's requests of a kind from now on. */
function counting(kind: string): () => number {
  const from = world().discord.requests.length;
  return () =>
    world()
      .discord.requests.slice(from)
      .filter((request) => request.kind === kind).length;
}

const nothingLeft = () =>
  eventually(async () => expect((await world().unfinished()).map(({ stage }) => stage.name)).toEqual([]));

test.each(someOf(['in a server', 'privately'], ['in a server']))(
  'an answer %s is delivered in spite of faults of Discord and the network',
  async (where) => {
    const charged = world().endpoint.charged;
    const asked = await Promise.all(
      PASSING.map(async (fault) => {
        const channel = world().newChannel();
        const each = await world().ask({ channel, private: where === 'privately' });
        const plan = inTurn('edit-original', fault, fault, fault, 'pass');
        world().hold(each, plan);
        return { each, channel, plan };
      }),
    );
    await world().until(() => asked.every(({ plan }) => plan.count >= 4), { what: 'not all faults were met' });
    await nothingLeft();
    for (const { each, channel, plan } of asked) {
      await expectPicture(each);
      expect(channel.messages).toHaveLength(where === 'privately' ? 0 : 1);
      expect(plan.count).toBe(4);
    }
    expect(world().endpoint.charged - charged).toBe(PASSING.length);
  },
);

test('the wait that a rate limit asks for is kept', async () => {
  const edits = counting('edit-original');
  world().discord.faults.inject({ match: { kind: 'edit-original' }, do: { rateLimit: { retryAfter: 1.2 } } });
  await expectPicture(await world().askInNewServer());
  expect(edits()).toBe(2);
  const [first, second] = world()
    .discord.requests.filter(({ kind }) => kind === 'edit-original')
    .slice(-2);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1200);
});

test('a private sentence is delivered in spite of faults at each step', async () => {
  const faults = PASSING.filter((fault) => !('drop' in fault && fault.drop === 'after'));
  world().endpoint.script(faults.map(() => NO_FACE));
  const asked = await Promise.all(
    faults.map(async (fault) => {
      const each = await world().askInNewServer();
      const removal = inTurn('delete-original', fault, fault, 'pass');
      const sentence = inTurn('follow-up', fault, fault, 'pass');
      world().hold(each, (target) => removal(target) ?? sentence(target));
      return each;
    }),
  );
  await nothingLeft();
  for (const each of asked) {
    await expectSentence(each, 'no_face');
    expect(each.history.map(({ kind }) => kind)).toEqual(['callback', 'delete-original', 'follow-up']);
  }
});

nightly("a deletion without an answer doesn't count as a failure", async () => {
  world().endpoint.script([NO_FACE]);
  world().discord.faults.inject({ match: { kind: 'delete-original' }, do: { drop: 'after' } });
  const asked = await world().askInNewServer();
  await expectSentence(asked, 'no_face');
  expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'delete-original', 'follow-up']);
});

test('an answer to a deleted place is dropped without an error', async () => {
  const edits = counting('edit-original');
  const others = [counting('follow-up'), counting('message'), counting('delete-original')];
  const channel = world().newChannel();
  const { step, release } = held();
  world().endpoint.script([step]);
  const asked = await world().ask({ channel });
  await asked.acknowledged();
  channel.delete(asked.answer ?? { id: 'none' });
  release();
  await world().until(() => edits() === 1);
  await nothingLeft();
  expect(edits()).toBe(1);
  expect(others.map((count) => count())).toEqual([0, 0, 0]);
  expect(channel.messages).toEqual([]);
});

test('an invalid token is used no more, and the answer is sent as an ordinary message', async () => {
  const died = { status: 401, body: { message: 'Invalid Webhook Token', code: 50_027 } };
  const [edits, followUps, removals] = [counting('edit-original'), counting('follow-up'), counting('delete-original')];
  const channel = world().newChannel();
  world().discord.faults.inject({ match: { path: /^\/webhooks\// }, times: Infinity, do: died });
  await world().ask({ channel });
  const late = await channel.until((messages) => messages.find(({ content }) => content !== ''));
  await nothingLeft();
  expect(late).toMatchObject({ content: `<@${world().alice.user.id}>`, pictures: [{}] });
  expect([edits(), followUps(), removals()]).toEqual([1, 0, 0]);
});

nightly('an invalid token is used no more for a sentence either', async () => {
  const died = { status: 401, body: { message: 'Invalid Webhook Token', code: 50_027 } };
  const [edits, followUps, removals] = [counting('edit-original'), counting('follow-up'), counting('delete-original')];
  const channel = world().newChannel();
  world().endpoint.script([NO_FACE]);
  world().discord.faults.inject({ match: { path: /^\/webhooks\// }, times: Infinity, do: died });
  await world().ask({ channel });
  const late = await channel.until((messages) => messages.find(({ content }) => content !== ''));
  await nothingLeft();
  expect(late.content).toMatch(/^<@\d+> I couldn't find a face/);
  expect(edits() + followUps() + removals()).toBe(1);
});

test('the person gets a sentence where files may not be attached', async () => {
  const channel = world().newChannel({ botPermissions: 0n });
  const asked = await world().ask({ channel });
  await expectSentence(asked, 'cannot_attach');
  expect(channel.messages).toEqual([]);
});

test('a file that Discord refuses as too large is sent once more, smaller', async () => {
  const edits = counting('edit-original');
  const tooLarge = { status: 413, body: { message: 'Request entity too large', code: 40_005 } };
  world().discord.faults.inject({ match: { kind: 'edit-original' }, do: tooLarge });
  await expectPicture(await world().askInNewServer());
  expect(edits()).toBe(2);
  const sizes = world()
    .discord.requests.filter(({ kind }) => kind === 'edit-original')
    .slice(-2);
  const [first = 0, second = 0] = sizes.map(({ files }) => files[0]?.size);
  expect(second).toBeLessThanOrEqual(first / 2);

  world().discord.faults.inject({ match: { kind: 'edit-original' }, times: 2, do: tooLarge });
  await expectSentence(await world().askInNewServer(), 'result_too_heavy');
});
