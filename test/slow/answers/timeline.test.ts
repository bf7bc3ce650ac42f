import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Answer, Asked, Channel, OptionValue, Person } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { expectQuestion } from '../../support/people/asking-back.ts';
import { answers, envelope } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  ended,
  expectNothingLeft,
  expectRefusedAtOnce,
  expectSentence,
  expectTakenBack,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld({ env: { FACE_DETECTION: 'on', USER_DAILY_QUOTA: '12', SHUTDOWN_SECONDS: '0' } });
const NOT_MADE = answers(400, envelope('bad_request', 'no'));

interface Line {
  person?: Person;
  channel?: Channel;
  ages?: string;
  image?: OptionValue;
  private?: boolean;
}

/** Somebody uses `/age-timeline`, in a channel of their own guild. */
async function line({ person, channel, image = photos.marieCurie, ...options }: Line = {}) {
  const asking = person ?? world().discord.addUser({ name: 'Ann' });
  const place = channel ?? world().newChannel();
  const given = Object.fromEntries(Object.entries({ image, ...options }).filter(([, value]) => value !== undefined));
  const asked = await asking.slash({ channel: place, command: 'age-timeline', options: given });
  return { person: asking, channel: place, asked };
}

const agesAsked = () =>
  world().endpoint.calls.map(({ body }) => (Reflect.get(Object(body), 'age_infos') as { age: number }[])[0]?.age);

/** The grid that begins with the photo, and the animation, of these ages. */
async function expectTimeline(asked: Asked, ages: readonly number[]): Promise<Answer> {
  const answer = await ended(asked);
  expect(answer.text).toContain(`From about ${ages[0]} to about ${ages.at(-1)} years old`);
  expect(answer.text).toContain('The first picture is the original.');
  expect(answer.buttons.map(({ label }) => label)).not.toContain('Before/after');
  const [grid, moving, ...others] = answer.pictures.toSorted((a, b) => a.filename.localeCompare(b.filename));
  const name = new RegExp(String.raw`^aged-${ages.join('-')}-[\dA-Z]{5}-[\dA-Z]{5}\.`);
  for (const file of [grid, moving]) expect(file?.filename).toMatch(name);
  expect([grid, moving].map((file) => file?.filename.split('.').at(-1))).toEqual(['jpg', 'webp']);
  expect(others).toEqual([]);
  const alt = `The original, then the face altered by AI to look about ${ages.join(', ')} years old`;
  expect([grid, moving].map((file) => file?.description)).toEqual([alt, alt]);
  const whole = await sharp(grid?.bytes).metadata();
  expect(whole.format).toBe('jpeg');
  expect(whole.width / whole.height).toBeGreaterThanOrEqual(0.79);
  expect(whole.width / whole.height).toBeLessThanOrEqual(1.79);
  expect(await sharp(moving?.bytes, { animated: true }).metadata()).toMatchObject({
    format: 'webp',
    pages: ages.length + 1,
    loop: 0,
    delay: [1500, ...Array<number>(ages.length - 1).fill(700), 1500],
  });
  return answer;
}

describe('a timeline', () => {
  test('a timeline is a grid and an animation of five ages, and shows its progress', async () => {
    const counted = countCalls(world());
    const { asked, channel } = await line();
    const answer = await expectTimeline(asked, [20, 35, 50, 65, 80]);
    expect(counted()).toEqual({ calls: 5, charged: 5 });
    expect(agesAsked().slice(-5)).toEqual([20, 35, 50, 65, 80]);
    expect(answer.embeds[0]?.footer?.text).toMatch(/^AI-altered · [\dA-Z]{5}-[\dA-Z]{5}$/);
    expect(answer.text).not.toContain('Only');
    expect(channel.messages.map(({ id }) => id)).toEqual([answer.id]);
    expect(asked.history[1]?.message?.text).toBe('0 of 5 pictures are ready. Each counts as one picture.');
  });

  nightly("a timeline shows the person's own ages, privately if asked", async () => {
    const { asked, channel } = await line({ ages: '70, 10 30', private: true });
    const answer = await expectTimeline(asked, [70, 10, 30]);
    expect(agesAsked().slice(-3)).toEqual([70, 10, 30]);
    expect(answer.ephemeral).toBe(true);
    expectNothingLeft(channel);
  });

  test.each(['30', '9, 20', '20, 81', '20, 30, 40, 50, 60, 70', 'old and young', '20.5, 30', ' , '])(
    'a timeline with the ages "%s" is refused',
    async (ages) => {
      const counted = countCalls(world());
      const { asked } = await line({ ages });
      const { content } = await expectSentence(asked, 'timeline_ages_wrong');
      expect(content).toContain('from 10 to 80');
      expectRefusedAtOnce(asked);
      expect(counted()).toEqual(nothingPaid);
    },
  );

  nightly('an unfinished timeline shows what was made', async () => {
    const counted = countCalls(world());
    world().endpoint.script([undefined, undefined, NOT_MADE]);
    const { asked } = await line();
    const answer = await expectTimeline(asked, [20, 35]);
    expect(answer.text).toContain('Only 2 of 5 pictures could be made.');
    expect(counted()).toEqual({ calls: 3, charged: 2 });
  });

  nightly('a timeline with only one finished picture shows that one', async () => {
    world().endpoint.script([undefined, NOT_MADE]);
    const { asked } = await line();
    const answer = await ended(asked);
    expect(answer.text).toContain('About 20 years old');
    expect(answer.text).toContain('Only 1 of 5 pictures could be made.');
    expect(answer.text).not.toContain('The first picture');
    expect(answer.pictures.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^aged-20-[\dA-Z]{5}-[\dA-Z]{5}\.jpg$/),
    ]);
  });

  nightly("a timeline shows the other pictures if one can't be downloaded", async () => {
    world().endpoint.script([undefined, { result: 'missing' }]);
    const { asked } = await line({ ages: '20, 40, 60' });
    const answer = await expectTimeline(asked, [20, 60]);
    expect(answer.text).toContain('Only 2 of 3 pictures could be made.');
  });

  nightly('a timeline that Discord refuses as too large is shown as a smaller grid with the same ages', async () => {
    let edits = 0;
    world().discord.faults.schedule(({ kind }) => {
      if (kind === 'edit-original') edits += 1;
      // The first edit shows the progress.
      if (kind !== 'edit-original' || edits !== 2) return undefined;
      return { status: 413, body: { message: 'Request entity too large', code: 40_005 } };
    });
    const answer = await ended((await line({ ages: '20, 70' })).asked);
    expect(answer.text).toContain('From about 20 to about 70 years old');
    expect(answer.pictures.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^aged-20-70-[\dA-Z]{5}-[\dA-Z]{5}\.jpg$/),
    ]);
  });

  nightly("a timeline without any picture ends in one sentence, and doesn't count", async () => {
    world().endpoint.script([NOT_MADE]);
    const { asked, channel, person } = await line();
    await expectSentence(asked, 'endpoint_rejected');
    expectNothingLeft(channel);
    world().endpoint.script([NOT_MADE]);
    await expectSentence((await line({ person })).asked, 'endpoint_rejected');
    // Two timelines of five and this one would exceed twelve.
    await expectTimeline((await line({ person, ages: '20, 30, 40' })).asked, [20, 30, 40]);
  });

  test('a timeline counts each of its pictures', async () => {
    const { person, asked } = await line({ ages: '20, 30, 40, 50, 60' });
    await expectTimeline(asked, [20, 30, 40, 50, 60]);
    await expectTimeline((await line({ person, ages: '20, 30, 40, 50, 60' })).asked, [20, 30, 40, 50, 60]);
    const { asked: third } = await line({ person, ages: '20, 30, 40' });
    await expectSentence(third, 'quota_user');
    expectRefusedAtOnce(third);
    await expectTimeline((await line({ person, ages: '20, 30' })).asked, [20, 30]);
    await expectSentence((await line({ person, ages: '20, 30' })).asked, 'quota_user');
  });

  nightly('a timeline of a photo without a face asks first, and stays a timeline after "Try anyway"', async () => {
    const counted = countCalls(world());
    const { asked, person } = await line({ image: photos.cat, ages: '20, 40' });
    const question = await expectQuestion(asked, 'no_face_seen', ['Try anyway']);
    expectTakenBack(asked);
    expect(counted()).toEqual(nothingPaid);
    const answer = await ended(await person.press(question, 'Try anyway'));
    expect(answer.pictures).toHaveLength(2);
    expect(answer.text).toContain('From about 20 to about 40 years old');
    expect(counted()).toEqual({ calls: 2, charged: 2 });
  });

  nightly('a timeline of chosen faces shows those, and each counts at each age', async () => {
    const counted = countCalls(world());
    const { asked, person } = await line({ image: photos.fourFaces, ages: '20, 40, 60' });
    const question = await expectQuestion(asked, 'which_face', ['The largest face']);
    const answer = await ended(await person.choose(question, ['2', '3']));
    expect(counted()).toEqual({ calls: 6, charged: 6 });
    const grid = await sharp(answer.pictures.find(({ filename }) => filename.endsWith('.jpg'))?.bytes).metadata();
    // These two faces are above each other.
    expect(grid.width / grid.height).toBeLessThan(2);
    const moving = answer.pictures.find(({ filename }) => filename.endsWith('.webp'))?.bytes;
    const frame = await sharp(moving, { animated: true }).metadata();
    expect(frame.pages).toBe(4);
    expect(frame.width / (frame.pageHeight ?? NaN)).toBeLessThan(0.9);
  });

  nightly('a timeline of a prepared photo hosts it once, and still shows its progress', async () => {
    const { endpoint } = world();
    const { asked } = await line({ image: photos.onItsSide, ages: '20, 40, 60' });
    const answer = await ended(asked);
    expect(answer.pictures).toHaveLength(2);
    const links = endpoint.calls.slice(-3).map(({ body }) => String(Reflect.get(Object(body), 'image_url')));
    expect(new Set(links.map((link) => new URL(link).pathname)).size).toBe(1);
    expect(asked.history.map(({ kind }) => kind).filter((kind) => kind.endsWith('follow-up'))).toEqual([
      'follow-up',
      'delete-follow-up',
    ]);
    expect(asked.history.some(({ message }) => message?.text.startsWith('0 of 3'))).toBe(true);
  });

  nightly('a private timeline keeps its photo where the endpoint downloads it', async () => {
    const { asked } = await line({ image: photos.onItsSide, ages: '20, 40', private: true });
    expect((await ended(asked)).pictures).toHaveLength(2);
    const beforeAnswer = asked.history.filter(
      ({ message }) => message && message.embeds.length === 0 && !message.thinking,
    );
    expect(beforeAnswer.map(({ message }) => message?.pictures.map(({ filename }) => filename))).toEqual(
      beforeAnswer.map(() => ['photo.jpg']),
    );
  });

  nightly("a notice that Discord handles late doesn't replace a timeline", async () => {
    const { discord } = world();
    discord.faults.inject({ match: { kind: 'edit-original' }, do: { delayMs: 1500 } });
    const { asked } = await line({ ages: '20, 40' });
    await discord.until(() => asked.history.filter(({ kind }) => kind === 'edit-original').length === 2);
    expect(asked.answer?.pictures).toHaveLength(2);
  });

  test('an interrupted timeline continues without paying again for finished pictures', async () => {
    const { endpoint, discord, restart } = world();
    const counted = countCalls(world());
    endpoint.script([undefined, undefined, { hang: 'before' }]);
    const { asked } = await line();
    await discord.until(() => counted().calls === 3);
    await restart();
    await expectTimeline(asked, [20, 35, 50, 65, 80]);
    expect(agesAsked().slice(-6)).toEqual([20, 35, 50, 50, 65, 80]);
    expect(counted()).toEqual({ calls: 6, charged: 5 });
  });
});
