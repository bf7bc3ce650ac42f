import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { changeAges } from 'discord-simulator/endpoint';
import type { Upload } from 'discord-simulator';
import { metadataOf, SOURCE_TYPE, withSecrets } from '../../unit/picture/make-pictures.ts';
import { expectQuestion } from '../../support/people/asking-back.ts';
import { ended, expectPicture } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { apart, inside, outside, raster, type Part, type Raster } from '../../support/pictures/pixels.ts';
import { useWorld, type World } from '../../support/world.ts';

/** A photo with a camera's metadata, including place and author. The endpoint copies it to its result. */
async function telling({ bytes }: Upload): Promise<Upload> {
  return { bytes: await withSecrets(sharp(bytes)).jpeg({ quality: 95 }).toBuffer(), filename: 'photo.jpg' };
}
const portrait = await telling(photos.marieCurie);
const collage = await telling(photos.fourFaces);
const PORTRAIT = { width: 232, height: 325 };

/** The approximate position of the mark in a picture that a chat shows within 400 by 300 pixels. */
function cornerOf({ width, height }: { width: number; height: number }): Part {
  const scale = Math.max(1, width / 400, height / 300);
  const corner = { width: Math.round(scale * 46), height: Math.round(scale * 34) };
  return { ...corner, x: width - corner.width, y: height - corner.height };
}

const results = [
  'an answer',
  'an answer that Discord found too heavy at first',
  'an answer with several faces',
  'a timeline',
  'a moving picture',
  'before and after',
] as const;
type Name = (typeof results)[number];
type Shown = Record<Name, Buffer | undefined>;

/** Every kind of picture that the bot sends, once. */
async function everythingOf({ ask, alice, channel, discord, endpoint }: World): Promise<Shown> {
  const answer = await expectPicture(await ask({ image: portrait }));
  expect(await metadataOf(endpoint.calls.at(-1)?.picture ?? Buffer.alloc(0))).toMatchObject({ secret: true });
  const compared = await (await alice.press(answer, 'Before/after')).final();
  discord.faults.inject({
    match: { kind: 'edit-original' },
    do: { status: 413, body: { message: 'Request entity too large', code: 40_005 } },
  });
  const lighter = await expectPicture(await ask({ image: portrait }));
  const options = { image: portrait, ages: '20, 70' };
  const timeline = await ended(await alice.slash({ channel, command: 'age-timeline', options }));
  const question = await expectQuestion(await ask({ image: collage }), 'which_face', ['The largest face']);
  const several = await expectPicture(await alice.choose(question, ['0', '3']));
  const named = (extension: string) => timeline.pictures.find(({ filename }) => filename.endsWith(extension))?.bytes;
  return {
    'an answer': answer.pictures[0]?.bytes,
    'an answer that Discord found too heavy at first': lighter.pictures[0]?.bytes,
    'an answer with several faces': several.pictures[0]?.bytes,
    'a timeline': named('.jpg'),
    'a moving picture': named('.webp'),
    'before and after': compared.pictures[0]?.bytes,
  };
}

interface Seen {
  readonly shown: Shown;
  readonly warnings: readonly unknown[];
}

async function seenIn(world: World): Promise<Seen> {
  const shown = await everythingOf(world);
  const warnings = world.bot.log.filter(({ level }) => level === 'warn').map(({ msg }) => msg);
  return { shown, warnings: warnings.filter((message) => String(message).includes('RESULT_MARK')) };
}

const usual = useWorld({ env: { FACE_DETECTION: 'on' } });
const without = useWorld({ env: { FACE_DETECTION: 'on', RESULT_MARK: 'off' } });
async function secondFrame({ shown }: Seen): Promise<Raster> {
  return await raster(await sharp(shown['a moving picture'], { page: 1 }).png().toBuffer());
}

let byDefault: Seen;
let unmarked: Seen;
beforeAll(async () => {
  byDefault = await seenIn(usual());
  unmarked = await seenIn(without());
});

test.each(results)(
  "%s says that it is made by AI and repeats none of the photo's metadata, with or without the mark",
  async (name) => {
    for (const { shown } of [byDefault, unmarked]) {
      expect(await metadataOf(shown[name] ?? Buffer.alloc(0))).toEqual({
        xmp: expect.stringContaining(SOURCE_TYPE) as string,
        secret: false,
      });
    }
  },
);

test.each(results)('%s has one mark, in its corner, unless the operator turns it off', async (name) => {
  const [marked, plain] = [await raster(byDefault.shown[name]), await raster(unmarked.shown[name])];
  const corner = cornerOf(marked);
  expect(apart(marked, plain, inside(corner))).toBeGreaterThan(8);
  expect(apart(marked, plain, outside(corner))).toBeLessThan(2.5);
});

test('the second frame of the animation has the mark too', async () => {
  const [marked, plain] = [await secondFrame(byDefault), await secondFrame(unmarked)];
  expect(apart(marked, plain, inside(cornerOf(marked)))).toBeGreaterThan(8);
});

async function answer({ shown }: Seen) {
  return await raster(shown['an answer']);
}

test("without the mark, every part of an answer looks like the endpoint's result", async () => {
  const made = await raster(await changeAges(portrait.bytes, [{ age: 60 }]));
  const corner = inside(cornerOf(PORTRAIT));
  expect(apart(await answer(unmarked), made, outside())).toBeLessThan(1);
  expect(apart(await answer(unmarked), made, corner)).toBeLessThan(1);
  expect(apart(await answer(byDefault), made, corner)).toBeGreaterThan(8);
});

test('the log warns once if the mark is turned off', () => {
  expect(byDefault.warnings).toEqual([]);
  expect(unmarked.warnings).toEqual([expect.stringContaining('RESULT_MARK is off')]);
});
