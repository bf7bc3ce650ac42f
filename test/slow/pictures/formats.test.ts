import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Upload } from 'discord-simulator';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { withOddScan } from '../../unit/picture/make-pictures.ts';
import { makeTiff } from '../../unit/picture/codecs/make-tiff.ts';
import {
  countCalls,
  ended,
  expectNothingLeft,
  expectPicture,
  expectTakenBack,
  nothingPaid,
  sentence,
} from '../../support/expectations.ts';
import { greyPicture, photos } from '../../support/pictures/photos.ts';
import { apart, raster } from '../../support/pictures/pixels.ts';
import { useWorld } from '../../support/world.ts';
import { nightly, someOf } from '../../support/cases.ts';

const MEBIBYTE = 1024 * 1024;
const { bytes: original } = photos.graceHopper;
const grace = () => sharp(original);
const fixture = (name: string) => readFile(new URL(`../../unit/picture/fixtures/${name}`, import.meta.url));

/** Stored so that the EXIF orientation makes it upright. sharp mirrors before it rotates. */
async function stored(orientation: number): Promise<Buffer> {
  const undo: Record<number, (picture: Sharp) => Sharp> = {
    2: (picture) => picture.flop(),
    3: (picture) => picture.rotate(180),
    4: (picture) => picture.flip(),
    5: (picture) => picture.rotate(270).flop(),
    6: (picture) => picture.rotate(270),
    7: (picture) => picture.rotate(90).flop(),
    8: (picture) => picture.rotate(90),
  };
  const turned = undo[orientation]?.(grace()) ?? grace();
  return await turned.withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
}

/** A GIF whose later frames show something else. */
async function movingGif(): Promise<Buffer> {
  const frames = [grace(), grace().negate()].map((frame) => frame.resize(256, 300).png().toBuffer());
  return await sharp(await Promise.all(frames), { join: { animated: true } })
    .gif({ effort: 1 })
    .toBuffer();
}

async function pixelsOf(picture: Sharp) {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The photo in a TIFF that also has a thumbnail. */
async function tiffOf({ thumbnail }: { thumbnail: 'first page' | 'above' }): Promise<Buffer> {
  const NEW_SUBFILE_TYPE = 254;
  const small = { tags: { [NEW_SUBFILE_TYPE]: [1] }, pixels: await pixelsOf(grace().resize(128)) };
  const large = { tags: { [NEW_SUBFILE_TYPE]: [0] }, pixels: await pixelsOf(grace()) };
  return makeTiff(thumbnail === 'first page' ? [small, large] : [{ ...small, children: [large] }]);
}

/** Few pixels, but many bytes. */
const heavyPng = () => grace().resize(1100, 1289).png({ compressionLevel: 0 }).toBuffer();

// Face detection is tested elsewhere. Here it would only take time.
const world = useWorld({ ownProcess: true });

/** Sends a picture. Resolves with what the endpoint fetched, and from where. */
async function handedOn(image: Upload) {
  const { ask, endpoint, newChannel, discord } = world();
  const counted = countCalls(world());
  const asked = await ask({ image, channel: newChannel(), attachmentSizeLimit: 100 * MEBIBYTE });
  await expectPicture(asked);
  expect(counted()).toEqual({ calls: 1, charged: 1 });
  const call = endpoint.calls.at(-1);
  const link = String(Reflect.get(Object(call?.body), 'image_url'));
  const file = discord.cdn.fileAt(link);
  const picture = call?.picture ?? Buffer.alloc(0);
  return { asked, picture, file, metadata: await sharp(picture).metadata() };
}

/** Any decoder shows it correctly, and it has no metadata. */
function expectPlain({ metadata, picture }: Awaited<ReturnType<typeof handedOn>>): void {
  const { format, width, height, orientation = 1, space, depth, pages = 1 } = metadata;
  expect({ format, orientation, space, depth, pages }).toEqual({
    format: 'jpeg',
    orientation: 1,
    space: 'srgb',
    depth: 'uchar',
    pages: 1,
  });
  expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc]).toEqual(Array(4).fill(undefined));
  expect(Math.max(width, height)).toBeLessThanOrEqual(2000);
  expect(picture.length).toBeLessThanOrEqual(3_700_000);
}

describe('photos that are converted to a plain upright JPEG', () => {
  const converted = [
    ['a WebP', 'me.webp', () => grace().webp().toBuffer(), 8],
    ['an AVIF', 'me.avif', () => grace().avif({ effort: 0 }).toBuffer(), 8],
    ['a TIFF', 'me.tiff', () => grace().tiff().toBuffer(), 8],
    ['the first frame of a GIF', 'me.gif', movingGif, 12],
    ['a HEIC', 'me.heic', () => fixture('grace-hopper.heic'), 8],
    ['a HEIC that is turned twice', 'me.HEIC', () => fixture('grace-hopper-turned.heic'), 8],
    ...[2, 3, 4, 5, 6, 7, 8].map((exif) => [`EXIF ${exif}`, 'me.jpg', () => stored(exif), 8] as const),
    ['a JPEG in CMYK', 'me.jpg', () => grace().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(), 16],
    ['a PNG of 16 bits', 'me.png', () => grace().toColourspace('rgb16').png().toBuffer(), 8],
    ['a TIFF whose first page is a thumbnail', 'me.tiff', () => tiffOf({ thumbnail: 'first page' }), 8],
    ['a TIFF whose picture is a subdirectory of a thumbnail', 'me.tif', () => tiffOf({ thumbnail: 'above' }), 8],
    ['a JPEG that causes decoder warnings', 'me.jpg', () => withOddScan(original), 8],
    ['a photo of more than 2,000 pixels', 'me.jpg', () => grace().resize(1792, 2100).jpeg().toBuffer(), 8],
  ] as const;
  /** One of each way to decode and to turn. */
  const some = ['a WebP', 'an AVIF', 'a HEIC that is turned twice', 'EXIF 6', 'a photo of more than 2,000 pixels'];
  test.each(someOf(converted, some))(
    'the endpoint gets %s as a plain upright JPEG',
    async (_what, filename, make, most) => {
      const seen = await handedOn({ bytes: await make(), filename });
      expectPlain(seen);
      expect(seen.file?.filename).toBe('photo.jpg');
      // Not the thumbnail.
      expect(seen.metadata.width).toBeGreaterThan(200);
      const upright = await grace().resize(seen.metadata.width, seen.metadata.height).png().toBuffer();
      expect(seen.metadata.width / seen.metadata.height).toBeCloseTo(512 / 600, 2);
      expect(apart(await raster(seen.picture), await raster(upright))).toBeLessThan(most);
    },
  );

  nightly('an unusual JPEG of a phone, which causes decoder warnings, is aged', async () => {
    const seen = await handedOn({ bytes: await fixture('jpeg/odd-scan.jpg'), filename: 'me.jpg' });
    expectPlain(seen);
    await expect(sharp(seen.picture, { failOn: 'warning' }).stats()).resolves.toBeDefined();
    expect(apart(await raster(seen.picture), await raster(photos.astronaut.bytes))).toBeLessThan(8);
  });

  nightly('a HEIC of 48 megapixels is aged', async () => {
    const seen = await handedOn({ bytes: await fixture('48-megapixels.heic'), filename: 'me.heic' });
    expect(seen.metadata).toMatchObject({ width: 1500, height: 2000 });
  });

  test('transparent parts become white', async () => {
    const background = { r: 255, g: 0, b: 0, alpha: 0 };
    const seen = await handedOn({
      bytes: await grace().extend({ left: 40, background }).png().toBuffer(),
      filename: 'me.png',
    });
    expectPlain(seen);
    const margin = await raster(
      await sharp(seen.picture).extract({ left: 0, top: 0, width: 20, height: 600 }).toBuffer(),
    );
    expect(Math.min(...margin.data)).toBeGreaterThan(245);
  });

  test('a photo that is too large for the endpoint is made smaller', async () => {
    const bytes = await heavyPng();
    expect(bytes.length).toBeGreaterThan(3_700_000);
    const seen = await handedOn({ bytes, filename: 'me.png' });
    expectPlain(seen);
    expect(seen.metadata).toMatchObject({ width: 1100, height: 1289 });
  });
});

describe('photos that go by their own link, without an upload', () => {
  const suitable: [string, Upload][] = [
    ['an upright JPEG', photos.graceHopper],
    ['a PNG', photos.astronaut],
    ['a grey JPEG', photos.marieCurie],
    ['a JPEG with the name of a PNG', { ...photos.graceHopper, filename: 'me.png' }],
  ];
  test.each(someOf(suitable, ['an upright JPEG', 'a PNG']))(
    'the endpoint gets the link of %s',
    async (_what, image) => {
      const { file, picture, asked } = await handedOn(image);
      expect(file).toMatchObject({ filename: image.filename, ephemeral: true });
      expect(picture.equals(image.bytes)).toBe(true);
      expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    },
  );
});

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const around = [Buffer.alloc(4), body, Buffer.alloc(4)] as const;
  around[0].writeUInt32BE(data.length);
  around[2].writeUInt32BE(crc32(body));
  return Buffer.concat(around);
}

/** A black PNG of one bit per pixel: any size in a few bytes. */
function cheapPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A GIF with a large screen and many frames. */
function gifBomb(side: number, frames: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  head.writeUInt16LE(side, 6);
  head.writeUInt16LE(side, 8);
  const frame = Buffer.from(',\0\0\0\0\0\0\0\0\0\x02\x02L\x01\0', 'latin1');
  frame.writeUInt16LE(side, 5);
  frame.writeUInt16LE(side, 7);
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}

/** A PNG that claims to be this large, but contains almost nothing. */
function cheapPngHead(side: number): Buffer {
  const bytes = cheapPng(100, 100);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

function withoutSize(jpeg: Buffer): Buffer {
  const bytes = Buffer.from(jpeg);
  const frame = bytes.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(bytes[at + 1] ?? 0));
  bytes.writeUInt32BE(0, frame + 5);
  return bytes;
}

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);
const text = (words: string, more: Buffer | string = '') =>
  Buffer.concat([Buffer.from(words, 'latin1'), Buffer.from(more)]);
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><image href="file:///etc/passwd"/></svg>';

const anyOf = (...reasons: readonly Reason[]) => reasons;

/** One of each reason, and of two decoders. */
const SOME_HARMFUL = [
  'half a JPEG',
  'half a HEIC',
  'a PNG of 225 megapixels',
  'one pixel by 10,000',
  '10,000 pixels by 64',
  'a drawing that begins like a PNG',
  'a video',
];

describe('harmful and broken files that get one sentence', () => {
  const damaged = anyOf('picture_damaged');
  const noPicture = anyOf('picture_not_a_picture');

  const harmful: [string, () => Buffer | Promise<Buffer>, readonly Reason[]][] = [
    ['half a JPEG', () => half(original), damaged],
    ['the head of a JPEG', () => original.subarray(0, 700), damaged],
    ['half a PNG', () => half(photos.astronaut.bytes), damaged],
    ['half a WebP', async () => half(await grace().webp().toBuffer()), damaged],
    ['half an AVIF', async () => half(await grace().avif({ effort: 0 }).toBuffer()), damaged],
    ['half a TIFF', async () => half(await grace().tiff().toBuffer()), damaged],
    ['half a GIF', async () => half(await grace().resize(256).gif({ effort: 1 }).toBuffer()), damaged],
    ['half a HEIC', async () => half(await fixture('grace-hopper.heic')), damaged],
    ['a PNG of 225 megapixels', () => cheapPng(15_000, 15_000), anyOf('picture_too_many_pixels')],
    [
      'a PNG that claims 4,000,000,000 pixels per side',
      () => cheapPngHead(4e9),
      anyOf('picture_damaged', 'picture_too_many_pixels'),
    ],
    ['a PNG of no pixels', () => cheapPngHead(0), damaged],
    ['a JPEG of no pixels', () => withoutSize(original), damaged],
    [
      'a GIF of 2,000 frames that are 225 megapixels each',
      () => gifBomb(15_000, 2000),
      anyOf('picture_too_many_pixels', 'picture_damaged'),
    ],
    ['one pixel by 10,000', () => cheapPng(1, 10_000), anyOf('picture_too_small')],
    ['10,000 pixels by 64', () => greyPicture(10_000, 64), anyOf('picture_too_narrow')],
    [
      'a web page that begins like a JPEG',
      () => text('\xff\xd8\xff\xe0', '<!doctype html><script>alert(1)</script>'),
      damaged,
    ],
    ['a script that begins like a GIF', () => text('GIF89a/*', '*/=1;alert(1)'), damaged],
    ['a drawing that begins like a PNG', () => text('\x89PNG\r\n\x1a\n', svg), damaged],
    ['a drawing', () => Buffer.from(svg), anyOf('picture_format_unsupported')],
    ['a camera raw with a thumbnail', () => fixture('raw-160.dng'), anyOf('picture_format_unsupported')],
    ['a document', () => Buffer.from('%PDF-1.7 …'), anyOf('picture_format_unsupported')],
    ['an archive', () => text('PK\x03\x04', original), noPicture],
    ['a video', () => text('\0\0\0\x18ftypisom\0\0\0\0isommp42', original), noPicture],
    ['zero bytes of content', () => Buffer.alloc(5000), noPicture],
  ];
  test.each(someOf(harmful, SOME_HARMFUL))('%s gets one sentence', async (_what, make, reasons) => {
    const { ask, newChannel } = world();
    const counted = countCalls(world());
    const channel = newChannel();
    const asked = await ask({
      channel,
      image: { bytes: await make(), filename: 'photo.jpg', declaredSize: 1000, width: null, height: null },
    });
    const answer = await ended(asked);
    expect(answer.content).toMatch(new RegExp(reasons.map((reason) => sentence(reason).source).join('|')));
    expect(answer).toMatchObject({ ephemeral: true, pictures: [], buttons: [] });
    expectTakenBack(asked);
    expectNothingLeft(channel);
    expect(counted()).toEqual(nothingPaid);
  });

  test('a damaged file that contains the whole picture is aged', async () => {
    const bytes = text('', Buffer.concat([original, Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(1000, 7)]));
    await handedOn({ bytes, filename: 'photo.jpg' });
    // 500 megapixels in total, of which only the first frame's are used.
    const { picture, metadata } = await handedOn({ bytes: gifBomb(500, 2000), filename: 'moving.gif' });
    expect(metadata).toMatchObject({ format: 'jpeg', width: 500, height: 500 });
    expect(picture.length).toBeGreaterThan(0);
  });

  test('the bot works as before after harmful files', async () => {
    const { bot } = world();
    await handedOn(photos.graceHopper);
    expect(bot.process.exitCode).toBeNull();
    expect(bot.log.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
  });
});
