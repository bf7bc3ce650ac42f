import sharp from 'sharp';
import { expect, test } from 'vitest';
import { someOf } from '../../../support/cases.ts';
import { composeBeforeAfter } from '../../../../src/picture/compose/before-after.ts';
import { pasteFaces } from '../../../../src/picture/compose/face-crops.ts';
import { createTimelines } from '../../../../src/picture/compose/timeline.ts';
import { createFinishing } from '../../../../src/picture/codecs/finish-picture.ts';
import { taggedBytes } from '../../../../src/picture/codecs/origin/origin-tag.ts';
import { metadataOf, SOURCE_TYPE, withSecrets } from '../make-pictures.ts';

const ourWord = { xmp: expect.stringContaining(`DigitalSourceType="${SOURCE_TYPE}"`) as string, secret: false };

/** A grey picture. Everything white or dark in it was drawn. */
const grey = async (width: number, height: number) =>
  await withSecrets(sharp({ create: { width, height, channels: 3, background: '#909090' } }))
    .jpeg()
    .toBuffer();
const marked = async (bytes: Buffer) =>
  taggedBytes(bytes, await finishPicture({ bytes, format: 'jpeg', maxBytes: Infinity, mark: true }));
const signed = (bytes: Uint8Array, sign: 'camera' | number) => ({ bytes, format: 'jpeg' as const, sign });
const finishPicture = await createFinishing();
const composeTimeline = await createTimelines();

const NOTHING = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };

/** The first and last column and row in which something dark was drawn. */
async function drawnIn(bytes: Uint8Array, left: number, top: number, width: number, height: number) {
  const part = sharp(bytes).extract({ left, top, width, height }).flatten().greyscale();
  const data = await part.raw().toBuffer();
  const drawn = { ...NOTHING };
  for (let at = 0; at < data.length; at += 1) {
    if ((data[at] ?? 255) >= 100) continue;
    const [column, row] = [at % width, Math.floor(at / width)];
    drawn.left = Math.min(drawn.left, column);
    drawn.right = Math.max(drawn.right, column);
    drawn.top = Math.min(drawn.top, row);
    drawn.bottom = Math.max(drawn.bottom, row);
  }
  return drawn;
}

/** The height of a mark of this many pixels in the chat, if the whole has this size. */
const inChat = (pixels: number, { width, height }: { width: number; height: number }) =>
  pixels / Math.max(1, width / 400, height / 300);

const SIZES = [
  [512, 600],
  [4000, 3000],
  [1080, 1920],
  [200, 200],
] as const;

test.each(someOf(SIZES, ['512', '1080', '200']))(
  'the mark on a picture of %i by %i pixels is readable in the chat',
  async (width, height) => {
    const mark = await drawnIn(await marked(await grey(width, height)), 0, 0, width, height);
    const shown = inChat(mark.bottom - mark.top + 1, { width, height });
    // Without its rim.
    expect(shown).toBeGreaterThan(17);
    expect(shown).toBeLessThan(23);
    expect(mark.left).toBeGreaterThan(width / 2);
  },
);

const signs = ['camera', 20, 50, 80] as const;
const twoByTwo = async () => {
  const plain = await grey(600, 600);
  const pictures = signs.map((sign) => signed(plain, sign));
  return await composeTimeline({ pictures, faces: [], findFaces: false, mark: true, maxBytes: Infinity });
};

test('a timeline has one mark, in the corner of its last picture, and says where it comes from', async () => {
  const { grid } = await twoByTwo();
  expect(await metadataOf(grid.bytes)).toEqual(ourWord);
  const side = grid.width >> 1;
  for (const [index] of signs.entries()) {
    // Without its left half, where the label is, and without the gap around it.
    const [left, top] = [((index % 2) + 0.5) * side, (index >> 1) * side];
    const drawn = await drawnIn(grid.bytes, Math.round(left), top + 10, (side >> 1) - 10, side - 20);
    expect(drawn.right - drawn.left > 20).toBe(index === 3);
    expect(drawn.right === NOTHING.right).toBe(index < 3);
  }
});

test('an animation says where it comes from, and has the mark in each picture at the same place', async () => {
  const { animation } = await twoByTwo();
  expect(await metadataOf(animation.bytes)).toEqual(ourWord);
  const half = animation.width >> 1;
  const marks = await Promise.all(
    signs.map(async (_, page) => {
      const frame = await sharp(animation.bytes, { page }).png().toBuffer();
      return await drawnIn(frame, half, 0, half, animation.height);
    }),
  );
  for (const mark of marks) {
    expect(mark.right - mark.left).toBeGreaterThan(20);
    expect(Math.abs(mark.left - (marks[0]?.left ?? NaN))).toBeLessThanOrEqual(2);
  }
});

const compare = async (before: Uint8Array, after: Uint8Array, mark: boolean) =>
  await composeBeforeAfter({ pictures: [signed(before, 'camera'), signed(after, 70)], mark, maxBytes: Infinity });

test.each([
  [300, 400],
  [1600, 2000],
])('of before and after, only the altered picture has a mark, which is readable: %i by %i', async (width, height) => {
  const before = await grey(width, height);
  const both = await compare(before, await marked(before), true);
  expect(await metadataOf(both.bytes)).toEqual(ourWord);
  const half = both.width >> 1;
  const quarter = half >> 1;
  expect(await drawnIn(both.bytes, quarter, 0, quarter - 20, both.height)).toEqual(NOTHING);
  const mark = await drawnIn(both.bytes, half + quarter, 0, quarter, both.height);
  const shown = inChat(mark.bottom - mark.top + 1, both);
  expect(shown).toBeGreaterThan(17);
  expect(shown).toBeLessThan(24);
});

test('before and after have no mark if the answer has none', async () => {
  const plain = await grey(300, 400);
  const both = await compare(plain, plain, false);
  const half = both.width >> 1;
  expect(await drawnIn(both.bytes, half + (half >> 1), 0, half >> 1, both.height)).toEqual(NOTHING);
});

test.each([
  ['with the mark once', true],
  ['without it', false],
])('a photo with pasted faces says where it comes from, %s', async (_how, mark) => {
  const original = { bytes: await grey(600, 400), format: 'jpeg' as const };
  const crops = [20, 300].map((x) => ({ ...original, box: { x, y: 50, width: 280, height: 340 } }));
  const pasted = await pasteFaces({ ...original, crops, maxBytes: Infinity, mark });
  expect(await metadataOf(pasted.bytes)).toEqual(ourWord);
  const corner = await drawnIn(pasted.bytes, 450, 350, 150, 50);
  expect(corner.right - corner.left > 20).toBe(mark);
  expect(await drawnIn(pasted.bytes, 0, 0, 450, 400)).toEqual(NOTHING);

  const maxBytes = pasted.bytes.length >> 1;
  const lighter = await pasteFaces({ ...original, crops, maxBytes, mark });
  expect(lighter.bytes.length).toBeLessThanOrEqual(maxBytes);
  expect(await metadataOf(lighter.bytes)).toEqual(ourWord);
  const tooLittle = pasteFaces({ ...original, crops, maxBytes: 100, mark });
  await expect(tooLittle).rejects.toMatchObject({ reason: 'result_too_heavy' });
});
