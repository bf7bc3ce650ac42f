import sharp from 'sharp';
import { expect, test } from 'vitest';
import { animate } from '../../../src/picture/compose/animate.ts';
import { composeRow } from '../../../src/picture/compose/compose-row.ts';
import { pasteFaces } from '../../../src/picture/compose/face-crops.ts';
import { finishPicture } from '../../../src/picture/codecs/finish-picture.ts';
import { taggedBytes } from '../../../src/picture/codecs/origin/origin-tag.ts';
import { MARK, metadataOf, noise, SOURCE_TYPE, withSecrets } from './make-pictures.ts';

const ourWord = { xmp: expect.stringContaining(`DigitalSourceType="${SOURCE_TYPE}"`) as string, secret: false };

/** A grey picture. Everything white or dark in it was drawn. */
const grey = async (width: number, height: number) =>
  await withSecrets(sharp({ create: { width, height, channels: 3, background: '#909090' } }))
    .jpeg()
    .toBuffer();
const marked = async (bytes: Buffer) =>
  taggedBytes(bytes, await finishPicture({ bytes, format: 'jpeg', maxBytes: Infinity, mark: MARK }));
const labelled = (bytes: Uint8Array, label: string) => ({ bytes, format: 'jpeg' as const, label });

/** The first and last column and row in which something dark was drawn. */
async function drawnIn(bytes: Uint8Array, left: number, top: number, width: number, height: number) {
  const part = sharp(bytes).extract({ left, top, width, height }).flatten().greyscale();
  const { data } = await part.raw().toBuffer({ resolveWithObject: true });
  const dark = [...data.keys()].filter((at) => (data[at] ?? 255) < 100);
  const columns = dark.map((at) => at % width);
  const rows = dark.map((at) => Math.floor(at / width));
  return { left: Math.min(...columns), right: Math.max(...columns), top: Math.min(...rows), bottom: Math.max(...rows) };
}
const NOTHING = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };

test.each([
  ['wide enough for both side by side', 240, 200],
  ['of the minimum width', 64, 200],
  ['of the minimum size', 64, 64],
])("in a row of pictures %s the caption doesn't cover the mark", async (_which, width, height) => {
  const plain = await grey(width, height);
  const captions = ['20', 'After'];
  const row = await composeRow({ pictures: captions.map((label) => labelled(plain, label)), maxBytes: Infinity });
  const mark = await drawnIn(await marked(plain), 0, 0, width, height);
  expect(mark.right - mark.left).toBeGreaterThan(40);
  for (const place of captions.keys()) {
    const caption = await drawnIn(row.bytes, place * (width + 8), 0, width, height);
    expect(caption.right - caption.left).toBeGreaterThan(12);
    expect(caption.right < mark.left || caption.bottom < mark.top).toBe(true);
  }
});

test('a row says where it comes from, and each picture in it has only its own mark', async () => {
  const aged = await marked(await grey(240, 200));
  const { bytes } = await composeRow({
    pictures: ['20', '80'].map((label) => labelled(aged, label)),
    maxBytes: Infinity,
  });
  expect(await metadataOf(bytes)).toEqual(ourWord);
  const mark = await drawnIn(aged, 120, 0, 120, 200);
  for (const start of [120, 248 + 120]) {
    const shown = await drawnIn(bytes, start, 0, 120, 200);
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      expect(Math.abs(shown[side] - mark[side])).toBeLessThanOrEqual(2);
    }
  }
});

test('of before and after, only the altered picture has a mark', async () => {
  const before = await grey(300, 400);
  const pictures = [labelled(before, ' '), labelled(await marked(before), ' ')];
  const { bytes } = await composeRow({ pictures, maxBytes: Infinity });
  expect(await metadataOf(bytes)).toEqual(ourWord);
  expect(await drawnIn(bytes, 150, 350, 150, 50)).toEqual(NOTHING);
  const mark = await drawnIn(bytes, 308 + 150, 350, 150, 50);
  expect(mark.right - mark.left).toBeGreaterThan(40);
});

test('a row is within its size limit', async () => {
  const bytes = await noise(600, 600).jpeg().toBuffer();
  const row = { pictures: [labelled(bytes, '20'), labelled(bytes, '80')] };
  const whole = await composeRow({ ...row, maxBytes: Infinity });
  const lighter = await composeRow({ ...row, maxBytes: whole.bytes.length >> 2 });
  expect(lighter.bytes.length).toBeLessThanOrEqual(whole.bytes.length >> 2);
  expect(await metadataOf(lighter.bytes)).toEqual(ourWord);
  await expect(composeRow({ ...row, maxBytes: 100 })).rejects.toMatchObject({ reason: 'result_too_heavy' });
});

test('an animation says where it comes from, and has the mark in each picture', async () => {
  const pictures = ['20', '50', '80'];
  const aged = await marked(await grey(300, 400));
  const { bytes } = await animate({ pictures: pictures.map((label) => labelled(aged, label)) });
  expect(await metadataOf(bytes)).toEqual(ourWord);
  for (const page of pictures.keys()) {
    const frame = await sharp(bytes, { page }).png().toBuffer();
    const mark = await drawnIn(frame, 150, 350, 150, 50);
    expect(mark.right - mark.left).toBeGreaterThan(40);
  }
});

test.each([
  ['with the mark once', MARK],
  ['without it', false],
] as const)('a photo with pasted faces says where it comes from, %s', async (_how, mark) => {
  const original = { bytes: await grey(600, 400), format: 'jpeg' as const };
  const crops = [20, 300].map((x) => ({ ...original, box: { x, y: 50, width: 280, height: 340 } }));
  const pasted = await pasteFaces({ ...original, crops, maxBytes: Infinity, mark });
  expect(await metadataOf(pasted.bytes)).toEqual(ourWord);
  const corner = await drawnIn(pasted.bytes, 450, 350, 150, 50);
  expect(corner.right - corner.left > 50).toBe(mark === MARK);
  expect(await drawnIn(pasted.bytes, 0, 0, 450, 400)).toEqual(NOTHING);

  const maxBytes = pasted.bytes.length >> 1;
  const lighter = await pasteFaces({ ...original, crops, maxBytes, mark });
  expect(lighter.bytes.length).toBeLessThanOrEqual(maxBytes);
  expect(await metadataOf(lighter.bytes)).toEqual(ourWord);
  const tooLittle = pasteFaces({ ...original, crops, maxBytes: 100, mark });
  await expect(tooLittle).rejects.toMatchObject({ reason: 'result_too_heavy' });
});
