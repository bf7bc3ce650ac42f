import { describe, expect, test } from 'vitest';
import { countCalls, ended, expectPicture, expectSentence } from '../../support/expectations.ts';
import { answers, envelope, tencent, TRACE } from '../../support/faults/endpoint-steps.ts';
import { readReference } from '../../../src/aging/request/reference.ts';
import { deleteData } from '../../support/people/privacy.ts';
import { set } from '../../support/people/servers.ts';
import { photos } from '../../support/pictures/photos.ts';
import { runScript } from '../../support/run-script.ts';
import { useWorld, type World } from '../../support/world.ts';
import { TRANSPORT } from '../../support/world/bots.ts';

const world = useWorld();
const TROUBLE = answers(500, envelope('api_error', 'Internal server error.'));

/** Asks while the endpoint has trouble. */
async function failed({ endpoint, ask, newChannel }: World, question: Parameters<World['ask']>[0] = {}) {
  endpoint.script([TROUBLE, TROUBLE]);
  const asked = await ask({ channel: newChannel(), ...question });
  const failure = await expectSentence(asked, 'endpoint_trouble');
  expect(failure.buttons.map(({ label }) => label)).toEqual(['Try again']);
  return failure;
}

describe('a failure that may pass', () => {
  test('its button makes the same picture without a new upload', async () => {
    const failure = await failed(world(), { age: 37 });
    const counted = countCalls(world());
    await expectPicture(await world().alice.press(failure, 'Try again'), 37);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  });

  test('a private request stays private when it is repeated', async () => {
    const failure = await failed(world(), { private: true });
    expect(await expectPicture(await world().alice.press(failure, 'Try again'))).toMatchObject({ ephemeral: true });
  });

  test('a photo from a direct message is read again', async () => {
    const { alice, endpoint } = world();
    endpoint.script([TROUBLE, TROUBLE]);
    await alice.dm('44', [photos.marieCurie]);
    const failure = await alice.dmChannel.until((messages) =>
      messages.find(({ buttons }) => buttons.some(({ label }) => label === 'Try again')),
    );
    await expectPicture(await alice.press(failure, 'Try again'), 44);
  });

  test('a repeated request that fails again has a button and a reference of its own', async () => {
    const { alice, endpoint } = world();
    const failure = await failed(world());
    endpoint.script([TROUBLE, TROUBLE]);
    const again = await expectSentence(await alice.press(failure, 'Try again'), 'endpoint_trouble');
    expect(readReference(again.content.split('\n')[1] ?? '')).not.toBe(
      readReference(failure.content.split('\n')[1] ?? ''),
    );
    await expectPicture(await alice.press(again, 'Try again'));
  });

  test('its button is for a day, and for the data that is still there', async () => {
    const { alice } = world();
    const failure = await failed(world());
    await deleteData(alice);
    const counted = countCalls(world());
    await expectSentence(await alice.press(failure, 'Try again'), 'answer_forgotten');
    expect(counted()).toEqual({ calls: 0, charged: 0 });
  });
});

// Over HTTP, interactions are signed by the time that it is, and not by the time that it is for the bot.
test.skipIf(TRANSPORT === 'http')(
  'a refusal that passes by itself has a button for the same, as private as before',
  async () => {
    const { alice, ask, clock, endpoint, newChannel } = world();
    const channel = newChannel();
    await expectPicture(await ask({ channel }));
    await set(world(), channel, 'cooldown', { seconds: 3600 });
    await expectPicture(await ask({ channel }));
    const counted = countCalls(world());
    const refused = await expectSentence(await ask({ channel, age: 41, private: true }), 'cooldown');
    expect(refused.buttons.map(({ label }) => label)).toEqual(['Try again']);
    await expectSentence(await alice.press(refused, 'Try again'), 'cooldown');
    expect(counted()).toEqual({ calls: 0, charged: 0 });
    await set(world(), channel, 'cooldown', { seconds: 0 });
    clock.shift(3_600_000);
    expect((await expectPicture(await alice.press(refused, 'Try again'), 41)).ephemeral).toBe(true);
    expect(endpoint.calls.length).toBeGreaterThan(0);
  },
);

test("a failure of the photo itself has a reference and no button, since the same photo can't succeed", async () => {
  const { endpoint, ask, newChannel } = world();
  endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
  const failure = await ended(await ask({ channel: newChannel() }));
  expect(failure).toMatchObject({
    buttons: [],
    content: expect.stringMatching(/\n-# Reference: \w{5}-\w{5}$/) as string,
  });
});

test('npm run admin shows how a request ended, by its reference', async () => {
  const { ask, alice, env, folder, newChannel } = world();
  const failure = await failed(world());
  const show = async (reference: string) => await runScript('admin', ['show', reference], { cwd: folder, env });
  const reference = readReference(failure.content.split('\n')[1] ?? '') ?? '';
  const { code, stdout } = await show(reference);
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^${reference}: Asked for by user ${alice.id} in server \\d+, .*\n`));
  expect(stdout).toContain(
    'Outcome: no picture (endpoint_trouble)\nCalls that may have been charged: 0\nDurations: total ',
  );
  expect(stdout).toMatch(/endpoint \d+\.\d s/);
  expect(stdout).toContain(`trace_id of the endpoint: ${TRACE}\n`);

  const answer = await expectPicture(await ask({ channel: newChannel() }));
  const [, made = ''] = /^aged-60-(.+)\.jpg$/.exec(answer.pictures[0]?.filename ?? '') ?? [];
  expect((await show(made)).stdout).toMatch(
    /Outcome: answered with a picture\nCalls that may have been charged: 1\nDurations: /,
  );

  // There is no picture that could be reported.
  const report = await alice.slash({
    dm: true,
    command: 'age-report',
    options: { reference, reason: 'It is strange' },
  });
  await expectSentence(report, 'reference_unknown');
});
