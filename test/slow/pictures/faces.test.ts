import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Person, Upload } from 'discord-simulator';
import { metadataOf, SOURCE_TYPE, withOddScan } from '../../unit/picture/make-pictures.ts';
import { nightly } from '../../support/cases.ts';
import { expectQuestion } from '../../support/people/asking-back.ts';
import {
  countCalls,
  expectNothingLeft,
  expectPicture,
  expectRefusedAtOnce,
  expectSentence,
  expectTakenBack,
  nothingPaid,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { apart, grown, inside, outside, raster, type Part } from '../../support/pictures/pixels.ts';
import { startWorld, useWorld, type World } from '../../support/world.ts';

/** The faces of the collage from left to right, in its 1280 by 1280 pixels. */
const FACES: readonly Part[] = [
  { x: 137, y: 789, width: 471, height: 471 },
  { x: 214, y: 95, width: 118, height: 117 },
  { x: 832, y: 798, width: 218, height: 218 },
  { x: 836, y: 142, width: 268, height: 268 },
];
const SOME_MORE = 0.62;

const face = (index: number): Part => FACES[index] ?? { x: 0, y: 0, width: 0, height: 0 };
/** A face with the largest area around it that can be sent, and so changed. */
const around = (index: number): Part => grown(face(index), Math.ceil(face(index).height * SOME_MORE));

async function jpeg(pipeline: Sharp): Promise<Upload> {
  return { bytes: await pipeline.jpeg().toBuffer(), filename: 'photo.jpg' };
}

/** Stored sideways, without an EXIF orientation. */
const onItsSide = () => jpeg(sharp(photos.marieCurie.bytes).rotate(90));

async function withSmallFace(): Promise<Upload> {
  const portrait = await sharp(photos.graceHopper.bytes).resize({ height: 240 }).toBuffer();
  const background = { create: { width: 1500, height: 1500, channels: 3 as const, background: '#888' } };
  return await jpeg(sharp(background).composite([{ input: portrait, left: 600, top: 600 }]));
}

async function withSomebodyBehind(): Promise<Upload> {
  const behind = await sharp(photos.astronaut.bytes).resize({ height: 280 }).toBuffer();
  const wider = sharp(photos.graceHopper.bytes).extend({ right: 300, background: '#888' });
  return await jpeg(wider.composite([{ input: behind, left: 520, top: 300 }]));
}

/** Asks in a channel of a new guild. */
async function asks(world: World, image: Upload, more: { private?: true; person?: Person; age?: number } = {}) {
  const person = more.person ?? world.discord.addUser({ name: 'Ann' });
  const channel = world.newChannel();
  return { person, channel, asked: await world.ask({ person, channel, image, ...more }) };
}

const agesOf = ({ endpoint }: World) =>
  endpoint.calls.map(({ body }) => Reflect.get(Object(body), 'age_infos') as unknown);

/** As if it weren't set, although tests usually set it. */
const BY_DEFAULT = { FACE_DETECTION: '' };
const world = useWorld({ env: { ...BY_DEFAULT, USER_DAILY_QUOTA: '4' } });

describe('checks before anything is paid', () => {
  test('without a face, the bot asks privately, and pays only after "Try anyway"', async () => {
    const counted = countCalls(world());
    const { person, channel, asked } = await asks(world(), photos.cat);
    const question = await expectQuestion(asked, 'no_face_seen', ['Try anyway']);
    expect(question.content).toBe("I can't see a face in this photo. Try a closer, upright one.");
    expectTakenBack(asked);
    expectNothingLeft(channel);
    expect(counted()).toEqual(nothingPaid);

    const answer = await expectPicture(await person.press(question, 'Try anyway'));
    expect(channel.messages.map(({ id }) => id)).toEqual([answer.id]);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  });

  nightly('a private request is asked about and answered privately', async () => {
    const { person, channel, asked } = await asks(world(), photos.cat, { private: true });
    const question = await expectQuestion(asked, 'no_face_seen', ['Try anyway']);
    expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    const answer = await expectPicture(await person.press(question, 'Try anyway'));
    expect(answer.ephemeral).toBe(true);
    expectNothingLeft(channel);
  });

  nightly('a sideways photo is turned as the person chooses', async () => {
    const { endpoint } = world();
    const counted = countCalls(world());
    const { person, asked } = await asks(world(), await onItsSide());
    const question = await expectQuestion(asked, 'photo_seems_sideways', ['Turn left', 'Turn right', 'Try anyway']);
    expectTakenBack(asked);
    expect(counted()).toEqual(nothingPaid);

    await expectPicture(await person.press(question, 'Turn left'));
    const upright = await raster(photos.marieCurie.bytes);
    expect(apart(await raster(endpoint.calls.at(-1)?.picture), upright)).toBeLessThan(5);
    expect(counted()).toEqual({ calls: 1, charged: 1 });

    await expectPicture(await person.press(question, 'Turn right'));
    const headDown = await raster(await sharp(photos.marieCurie.bytes).rotate(180).png().toBuffer());
    expect(apart(await raster(endpoint.calls.at(-1)?.picture), headDown)).toBeLessThan(5);
  });

  nightly('for a very small face, the bot says so and offers a choice', async () => {
    const counted = countCalls(world());
    const { person, asked } = await asks(world(), await withSmallFace());
    const question = await expectQuestion(asked, 'face_seems_small', ['Try anyway']);
    expect(question.content).toContain('Crop closer');
    expect(counted()).toEqual(nothingPaid);
    await expectPicture(await person.press(question, 'Try anyway'));
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  });

  nightly('a face that is much larger than the others is used without a question', async () => {
    const counted = countCalls(world());
    const { asked } = await asks(world(), await withSomebodyBehind());
    await expectPicture(asked);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
  });
});

/** The chosen faces have changed, and everything that wasn't sent is unchanged. */
async function expectChangedOnlyAt(chosen: readonly number[], bytes: Buffer | undefined): Promise<void> {
  const original = await raster(photos.fourFaces.bytes);
  const aged = await raster(bytes);
  expect(apart(aged, original, outside(...chosen.map(around)))).toBeLessThan(2.5);
  const differences = FACES.map((box) => apart(aged, original, inside(box)));
  const others = differences.filter((_, index) => !chosen.includes(index));
  expect(Math.max(...others)).toBeLessThan(4);
  expect(Math.min(...chosen.map((index) => differences[index] ?? 0))).toBeGreaterThan(10);
}

describe('several faces', () => {
  const largest = ['The largest face'];
  const asksAboutFour = async (more: { private?: true; age?: number } = {}) => {
    const { person, channel, asked } = await asks(world(), photos.fourFaces, more);
    return { person, channel, asked, question: await expectQuestion(asked, 'which_face', largest) };
  };

  test('several faces are shown with numbers, privately, and described in words', async () => {
    const counted = countCalls(world());
    const { person, channel, asked, question } = await asksAboutFour();
    expectTakenBack(asked);
    expectNothingLeft(channel);
    expect(counted()).toEqual(nothingPaid);
    expect(question.selects).toMatchObject([
      {
        min_values: 1,
        max_values: 3,
        options: [
          { label: '1: left, bottom', description: 'large' },
          { label: '2: left, top', description: 'smaller' },
          { label: '3: right, bottom', description: 'smaller' },
          { label: '4: right, top', description: 'smaller' },
        ],
      },
    ]);
    expect(question.pictures[0]?.description).toBe(
      'The photo, with a number beside each face. 1: left, bottom, large; 2: left, top, smaller; 3: right, bottom, smaller; 4: right, top, smaller',
    );
    const original = await raster(photos.fourFaces.bytes);
    const numbered = await raster(question.pictures[0]?.bytes);
    for (const index of FACES.keys()) {
      const box = face(index);
      const edge = { ...box, height: 4 };
      expect(apart(numbered, original, inside(edge))).toBeGreaterThan(40);
      expect(apart(numbered, original, inside(grown(box, -box.height / 3)))).toBeLessThan(25);
    }
    await expect(person.choose(question, ['0', '1', '2', '3'])).rejects.toThrow('1 to 3');

    const stranger = world().discord.addUser({ name: 'Bob' });
    expect(channel.seenBy(stranger)).toEqual([]);
    await expect(stranger.press(question, 'The largest face')).rejects.toThrow('does not see');
    await expect(stranger.choose(question, ['0'])).rejects.toThrow('does not see');
  });

  nightly('the largest face needs one press, and the answer is where the first one would have been', async () => {
    const counted = countCalls(world());
    const { person, channel, question } = await asksAboutFour();
    const answer = await expectPicture(await person.press(question, 'The largest face'));
    expect(channel.messages.map(({ id }) => id)).toEqual([answer.id]);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
    expect(agesOf(world()).at(-1)).toEqual([{ age: 60 }]);
  });

  test('a chosen face is cropped, and everything around it stays the same', async () => {
    const { endpoint } = world();
    const counted = countCalls(world());
    const { person, channel, question } = await asksAboutFour({ private: true, age: 80 });
    const answer = await expectPicture(await person.choose(question, ['2']), 80);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
    expect(answer.ephemeral).toBe(true);
    expectNothingLeft(channel);
    const sent = await sharp(endpoint.calls.at(-1)?.picture).metadata();
    expect(Math.max(sent.width, sent.height)).toBeLessThanOrEqual(around(2).height);
    await expectChangedOnlyAt([2], answer.pictures[0]?.bytes);
  });

  nightly('a chosen face is delivered although its result is damaged or has other colours', async () => {
    const crop = sharp(photos.graceHopper.bytes).resize(300);
    const whole = await crop.clone().withIccProfile('p3').jpeg().toBuffer();
    for (const files of [
      [withOddScan(await crop.clone().jpeg().toBuffer())],
      [whole.subarray(0, whole.length * 0.8)],
      [whole],
    ]) {
      const counted = countCalls(world());
      const { person, question } = await asksAboutFour();
      world().endpoint.script([{ result: { files } }]);
      const answer = await expectPicture(await person.choose(question, ['2']));
      expect(counted()).toEqual({ calls: 1, charged: 1 });
      await expectChangedOnlyAt([2], answer.pictures[0]?.bytes);
    }
  });

  test('two chosen faces are two calls, in one answer', async () => {
    const counted = countCalls(world());
    const { person, question } = await asksAboutFour({ age: 80 });
    const answer = await expectPicture(await person.choose(question, ['1', '3']), 80);
    expect(counted()).toEqual({ calls: 2, charged: 2 });
    expect(agesOf(world()).slice(-2)).toEqual([[{ age: 80 }], [{ age: 80 }]]);
    await expectChangedOnlyAt([1, 3], answer.pictures[0]?.bytes);
    // The picture that was hosted for the endpoint is gone.
    expect(answer.followUps).toEqual([]);
  });

  test('the choice still works after a restart', async () => {
    const { person, question } = await asksAboutFour();
    await world().restart();
    await expectPicture(await person.choose(question, ['3']));
  });

  nightly('a question gives back what was reserved, and each chosen face counts', async () => {
    const { person, question: first } = await asksAboutFour();
    const { asked } = await asks(world(), photos.fourFaces, { person });
    const second = await expectQuestion(asked, 'which_face', largest);
    await expectPicture(await person.choose(first, ['0', '1', '2']));
    const refused = await person.choose(second, ['0', '1']);
    await expectSentence(refused, 'quota_user');
    expectRefusedAtOnce(refused);
    await expectPicture(await person.press(second, 'The largest face'));
    await expectSentence((await asks(world(), photos.graceHopper, { person })).asked, 'quota_user');
  });

  nightly('in direct messages, the question is a reply', async () => {
    const { discord } = world();
    const person = discord.addUser({ name: 'Dora' });
    const sent = await person.dm('50', [photos.fourFaces]);
    const question = await person.dmChannel.until((messages) =>
      messages.find(({ data, selects }) => data.referenced_message?.id === sent.id && selects.length > 0),
    );
    await expectPicture(await person.choose(question, ['1']), 50);
  });

  nightly('in direct messages, the person can answer in words', async () => {
    const { discord, endpoint } = world();
    const person = discord.addUser({ name: 'Emil' });
    await person.dm('50', [photos.fourFaces]);
    await person.dmChannel.until((messages) => messages.some(({ selects }) => selects.length > 0));
    const before = endpoint.calls.length;
    const said = await person.dm('2 and 4');
    await person.dmChannel.until((messages) =>
      messages.some(({ data, pictures }) => data.referenced_message?.id === said.id && pictures.length > 0),
    );
    expect(endpoint.calls.length - before).toBe(2);
  });
});

nightly('FACE_REGIONS=rect sends chosen faces as regions of the same picture, in one call', async () => {
  await using world = await startWorld({ env: { ...BY_DEFAULT, FACE_REGIONS: 'rect', USER_DAILY_QUOTA: '3' } });
  const { endpoint, alice } = world;
  const image = await jpeg(sharp(photos.fourFaces.bytes).resize(2200));
  const question = await expectQuestion(await world.ask({ image }), 'which_face', ['The largest face']);
  const answer = await expectPicture(await alice.choose(question, ['0', '1']));
  expect(endpoint.calls).toHaveLength(1);

  const sent = await raster(endpoint.calls[0]?.picture);
  expect(sent).toMatchObject({ width: 2000, height: 2000 });
  const infos = agesOf(world)[0] as { age: number; face_rect: Part }[];
  expect(infos.map(({ age }) => age)).toEqual([60, 60]);
  const regions = infos.map(({ face_rect }) => face_rect);
  for (const [place, index] of [0, 1].entries()) {
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      const value = regions[place]?.[side] ?? Number.NaN;
      expect(Number.isInteger(value)).toBe(true);
      expect(Math.abs(value - (face(index)[side] * 2000) / 1280)).toBeLessThan(30);
    }
  }
  const aged = await raster(answer.pictures[0]?.bytes);
  // The mark isn't on a face. marks.test.ts tests which results have it, and their metadata.
  expect(await metadataOf(answer.pictures[0]?.bytes ?? Buffer.alloc(0))).toMatchObject({
    xmp: expect.stringContaining(SOURCE_TYPE) as string,
  });
  for (const region of regions) expect(apart(aged, sent, inside(region))).toBeGreaterThan(10);
  expect(apart(aged, sent, outside(...regions.map((region) => grown(region, 16))))).toBeLessThan(4);
  // Both count: of three pictures per day, one is left.
  await expectSentence(await alice.choose(question, ['0', '1']), 'quota_user');
});

nightly('FACE_DETECTION=off never asks', async () => {
  await using world = await startWorld({ env: { FACE_DETECTION: 'off' } });
  for (const image of [photos.cat, photos.fourFaces, await withSmallFace()])
    await expectPicture(await world.ask({ image }));
  expect(world.endpoint.charged).toBe(3);
});
