import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Asked, Person } from 'discord-simulator';
import { commands } from '../../../commands/index.ts';
import { createControlSignatures } from '../../../src/discord/commands/custom-ids/control-signatures.ts';
import { controlId } from '../../../src/discord/commands/custom-ids/custom-id.ts';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { countCalls, expectPicture, expectSentence, nothingPaid } from '../../support/expectations.ts';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import { alterEvents, type Payload } from '../../support/faults/alter-events.ts';
import { expectQuestion } from '../../support/people/asking-back.ts';
import { optOut } from '../../support/people/privacy.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

/** What somebody else gets who presses it where it really is; those with `own` only ever concern who presses them. */
const CONTROLS: Readonly<Record<string, Reason | 'own' | 'anybody'>> = {
  'age-target': 'target_forgotten',
  language: 'own',
  older: 'answer_not_yours',
  younger: 'answer_not_yours',
  'another-age': 'answer_not_yours',
  'before-after': 'answer_not_yours',
  post: 'answer_not_yours',
  delete: 'answer_not_yours_to_delete',
  report: 'anybody',
  'opt-out': 'own',
  'opt-in': 'own',
  'show-my-data': 'own',
  'delete-my-data': 'own',
  cancel: 'own',
  faces: 'answer_not_yours',
  'largest-face': 'answer_not_yours',
  'try-anyway': 'answer_not_yours',
  'turn-left': 'answer_not_yours',
  'turn-right': 'answer_not_yours',
  'try-again': 'answer_not_yours',
  'dm-age': 'unknown_control',
  'dm-another-age': 'unknown_control',
  'dm-photo': 'unknown_control',
};

const world = useWorld({
  env: { FACE_DETECTION: 'on', USER_DAILY_QUOTA: '0', USER_COOLDOWN_SECONDS: '0', USER_ACTIONS_PER_MINUTE: '0' },
});
const ACTIONS = Object.keys(CONTROLS);
const controls = commands.filter((command) => 'action' in command);
const isMenu = (action: string) => ['language', 'faces'].includes(action);

/** The answer that hostile presses are made from, and who pressed. */
let answer: Answer;
let answered: Asked;
let mallory: Person;
let sign: (action: string, ...ids: string[]) => string;

beforeAll(async () => {
  const { discord, folder, askInNewServer } = world();
  const key = await readFile(join(folder, 'data/face-age-bot.db.key'), 'utf8');
  const signatures = createControlSignatures(createVault([Buffer.from(key.trim(), 'base64')]));
  sign = (action, ...ids) => signatures.sign({ custom_id: controlId(action, ...ids) }).custom_id;
  mallory = discord.addUser({ name: 'Mallory' });
  answered = await askInNewServer();
  answer = await expectPicture(answered);
});

/** Presses a button that is there, and changes on the way what Discord reports. */
async function press(person: Person, message: Answer, alter: (press: Payload) => void): Promise<Asked> {
  using _altered = alterEvents(world().discord, 'INTERACTION_CREATE', alter);
  return await person.press(message, 'Delete');
}

/** As if the message had this control. */
function place(press: Payload, customId: string, action: string): void {
  const message = press['message'] as Payload;
  const option = { value: '0', label: 'x' };
  const select = { type: 3, custom_id: customId, options: [option], max_values: 1 };
  const button = { type: 2, style: 2, label: 'x', custom_id: customId };
  Object.assign(message, { components: [{ type: 1, components: [isMenu(action) ? select : button] }] });
  choose(press, customId, action);
}

function choose(press: Payload, customId: string, action: string, values: readonly string[] = ['0']): void {
  press['data'] = {
    custom_id: customId,
    component_type: isMenu(action) ? 3 : 2,
    ...(isMenu(action) && { values }),
  };
}

/** Ids of the kind that the control has, which concern Alice's answer. */
function idsFor(action: string): string[] {
  if (action === 'delete') return [mallory.id];
  if (action.startsWith('dm-')) return [answer.id, '0', ...(action === 'dm-age' ? ['60'] : [])];
  return [answered.id];
}

test('every control and form of the bot is in this table', () => {
  expect(new Set(controls.map(({ action }) => action))).toEqual(new Set(ACTIONS));
});

/** The press gets the sentence for what isn't a button of ours, costs nothing, and leaves the answer where it is. */
async function expectRefused(alter: (press: Payload) => void): Promise<void> {
  const counted = countCalls(world());
  await expectSentence(await press(mallory, answer, alter), 'unknown_control');
  expect(counted()).toEqual(nothingPaid);
  expect(answered.answer).toMatchObject({ id: answer.id, deleted: false });
}

describe.each(ACTIONS)('a press of %s that Discord should not have let through', (action) => {
  test('with an id that the bot did not make, of this version or the one before, it does nothing', async () => {
    const ids = idsFor(action).join('.');
    for (const forged of [`1.${action}.${ids}`, `2.${action}.${ids}`, `2.${action}.${ids}.AAAAAAAAAAAAAAAA`]) {
      await expectRefused((press) => place(press, forged, action));
    }
  });

  test('with an id that the bot made for another message, it does nothing', async () => {
    await expectRefused((press) => choose(press, sign(action, ...idsFor(action), '7'), action));
  });

  test('under a message of somebody else, or of another channel, it does nothing', async () => {
    await expectRefused((press) => {
      place(press, sign(action, ...idsFor(action)), action);
      const { user } = press['member'] as { user: object };
      Object.assign(press['message'] as object, { author: user });
    });
    await expectRefused((press) => {
      place(press, sign(action, ...idsFor(action)), action);
      Object.assign(press['message'] as object, { channel_id: world().channel.id });
    });
  });

  test.runIf(isMenu(action))('with values that were not offered, it does nothing', async () => {
    for (const values of [['1'], ['0', '0'], ['__proto__'], ['de']]) {
      await expectRefused((press) => {
        const id = sign(action, ...idsFor(action));
        place(press, id, action);
        choose(press, id, action, values);
      });
    }
  });

  test.runIf(action.startsWith('dm-'))('in a server it does nothing, even where it seems to be real', async () => {
    await expectRefused((press) => place(press, sign(action, ...idsFor(action)), action));
  });
});

const EACH_OF_QUESTION = ['faces', 'largest-face', 'try-anyway', 'turn-left', 'turn-right'];
const EACH_OF_ANSWER = ['older', 'younger', 'another-age', 'before-after', 'post'];

/** Alice's requests about a message of Bob: an answer, a question, and a failure, by the action of their controls. */
async function requestsAbout(bob: Person): Promise<(action: string) => string> {
  const { alice, endpoint, newChannel } = world();
  const channel = newChannel();
  const age = async (image: (typeof photos)[keyof typeof photos]) => {
    const message = await bob.post(channel, { uploads: [image] });
    const asked = await alice.messageMenu({ message, command: 'Age this photo' });
    await asked.modalShown();
    return await alice.submit(asked, { age: '60' });
  };
  const shown = await age(photos.marieCurie);
  await expectPicture(shown);
  const asked = await age(photos.fourFaces);
  await expectQuestion(asked, 'which_face', ['The largest face']);
  const trouble = answers(500, envelope('api_error', 'Internal server error.'));
  endpoint.script([trouble, trouble]);
  const failed = await age(photos.marieCurie);
  await expectSentence(failed, 'endpoint_trouble');
  return (action) => {
    if (action === 'try-again') return failed.id;
    return EACH_OF_QUESTION.includes(action) ? asked.id : shown.id;
  };
}

test('a control that is real does nothing for somebody else', async () => {
  const { alice, discord } = world();
  const idOf = await requestsAbout(discord.addUser({ name: 'Bob' }));
  const counted = countCalls(world());
  for (const [action, expected] of Object.entries(CONTROLS)) {
    if (['own', 'anybody', 'unknown_control', 'target_forgotten'].includes(expected)) continue;
    const id = sign(action, action === 'delete' ? alice.id : idOf(action));
    const pressed = await press(mallory, answer, (event) => place(event, id, action));
    await expectSentence(pressed, expected as Reason);
  }
  expect(counted()).toEqual(nothingPaid);
});

test('no control ages the picture of somebody who has opted out since', async () => {
  const { alice, discord, newChannel } = world();
  const bob = discord.addUser({ name: 'Bob' });
  const idOf = await requestsAbout(bob);
  const message = await bob.post(newChannel(), { uploads: [photos.marieCurie] });
  const form = await alice.messageMenu({ message, command: 'Age this photo' });
  await form.modalShown();
  await optOut(bob);
  const counted = countCalls(world());
  await expectSentence(await alice.submit(form, { age: '60' }), 'subject_opted_out');
  for (const action of [...EACH_OF_ANSWER, ...EACH_OF_QUESTION, 'try-again']) {
    const pressed = await press(alice, answer, (event) => place(event, sign(action, idOf(action)), action));
    await expectSentence(pressed, 'subject_opted_out');
  }
  expect(counted()).toEqual(nothingPaid);
});
