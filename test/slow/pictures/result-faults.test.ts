import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { ResultFault } from 'discord-simulator/endpoint';
import { bmpOf, inserted, SCAN, withOddScan } from '../../unit/picture/make-pictures.ts';
import {
  countCalls,
  expectNothingLeft,
  expectPicture,
  expectSentence,
  expectTakenBack,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { apart, raster } from '../../support/pictures/pixels.ts';
import { useWorld } from '../../support/world.ts';
import { someOf } from '../../support/cases.ts';

const world = useWorld();
const { bytes: photo } = photos.graceHopper;

const FAULTS: [string, ResultFault][] = [
  ['a text', 'text'],
  ['only the head of a picture', { files: [photo.subarray(0, photo.indexOf(SCAN) + 14)] }],
  ['nothing', 'missing'],
  ['an address of a private network', 'private'],
  ['a redirect to another port of this machine', 'redirect'],
  ['a file of 30 MiB', 'heavy'],
  ['a picture of 400 megapixels', 'huge'],
  ['a connection that breaks every time', 'cut'],
];
test.each(someOf(FAULTS, ['a text', 'an address of a private network', 'a redirect to another port of this machine']))(
  'a link to %s ends in a sentence, without a second payment',
  async (_what, result) => {
    const { ask, endpoint, newChannel } = world();
    const channel = newChannel();
    const counted = countCalls(world());
    endpoint.script(() => ({ result }));
    const asked = await ask({ channel });
    await expectSentence(asked, 'result_unavailable');
    expectTakenBack(asked);
    expectNothingLeft(channel);
    expect(counted()).toEqual({ calls: 1, charged: 1 });
    expect(endpoint.trapHits).toBe(0);
  },
);

const LINKS: [string, string][] = [
  ["isn't a URL", 'not a link'],
  ['has another protocol', 'ftp://example.com/picture.jpg'],
  ['is a file of this machine', 'file:///etc/passwd'],
  ['leads to this machine', 'https://127.0.0.1/picture.jpg'],
  ['leads to this machine by IPv6', 'https://[::1]/picture.jpg'],
  ['leads to this machine by an IPv4 address inside IPv6', 'https://[::ffff:127.0.0.1]/picture.jpg'],
  ['leads to this machine by NAT64', 'https://[64:ff9b::7f00:1]/picture.jpg'],
  ['leads to this machine by name', 'https://localhost/picture.jpg'],
  ["leads to a cloud's metadata service", 'http://169.254.169.254/latest/meta-data'],
];
test.each(someOf(LINKS, ["isn't a URL", 'is a file of this machine', 'leads to this machine']))(
  "a link that %s isn't followed",
  async (_what, url) => {
    const { ask, endpoint, newChannel } = world();
    endpoint.script(() => ({ answer: { status: 200, body: { image_url: url } } }));
    await expectSentence(
      await ask({ channel: newChannel() }),
      /^(I couldn't download the finished picture|The picture service)/,
    );
  },
);

const cut = (bytes: Buffer, share: number) => bytes.subarray(0, bytes.length * share);
const fixture = (name: string) => readFile(new URL(`../../unit/picture/fixtures/${name}`, import.meta.url));

/** Asks for a picture while the endpoint serves these files instead, one per download. Resolves with what is shown. */
async function shown(...files: readonly Buffer[]) {
  const { ask, endpoint, newChannel } = world();
  const counted = countCalls(world());
  endpoint.script([{ result: { files } }]);
  const answer = await expectPicture(await ask({ channel: newChannel() }));
  expect(counted()).toEqual({ calls: 1, charged: 1 });
  return await raster(answer.pictures[0]?.bytes);
}

/** How much of the photo's height is unchanged, from the top. */
async function likePhoto(seen: Awaited<ReturnType<typeof shown>>): Promise<number> {
  const whole = await raster(photo);
  const strips = Array.from({ length: 20 }, (_, index) => index);
  const height = whole.height / strips.length;
  const same = strips.filter((strip) => apart(seen, whole, (_x, y) => Math.floor(y / height) === strip) < 12);
  return same.length / strips.length;
}

describe('results that are shown, as in a browser', () => {
  const odd: [string, () => Buffer | Promise<Buffer>][] = [
    ['a JPEG with an unusual scan header', () => withOddScan(photo)],
    ['a JPEG with bytes between its segments', () => inserted(photo, photo.indexOf(SCAN), Buffer.from([0, 1, 2]))],
    ['a JPEG without its end', () => photo.subarray(0, -2)],
    ['a JPEG followed by something else', () => Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')])],
    ['a progressive JPEG', () => sharp(photo).jpeg({ progressive: true }).toBuffer()],
    ['a PNG', () => sharp(photo).png().toBuffer()],
    ['a PNG of 16 bits', () => sharp(photo).toColourspace('rgb16').png().toBuffer()],
    ['a PNG without its end', async () => (await sharp(photo).png().toBuffer()).subarray(0, -12)],
    ['a WebP', () => sharp(photo).webp({ quality: 95 }).toBuffer()],
    ['an AVIF', () => sharp(photo).avif({ effort: 0, quality: 80 }).toBuffer()],
    ['a GIF', () => sharp(photo).gif({ effort: 1 }).toBuffer()],
    ['a TIFF', () => sharp(photo).tiff().toBuffer()],
    ['a BMP', () => bmpOf(sharp(photo))],
    ['a HEIC', () => fixture('grace-hopper.heic')],
    ['a picture in Display P3', () => sharp(photo).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()],
    ['a picture stored on its side', () => sharp(photo).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer()],
  ];
  const some = ['a JPEG with bytes between its segments', 'a WebP', 'an AVIF', 'a BMP', 'a HEIC'];
  test.each(someOf(odd, some))('%s is shown as in a browser', async (_what, make) => {
    expect(await likePhoto(await shown(await make()))).toBeGreaterThan(0.9);
  });

  const truncated: [string, () => Buffer | Promise<Buffer>][] = [
    ['JPEG', () => cut(photo, 0.6)],
    ['PNG', async () => cut(await sharp(photo).png().toBuffer(), 0.6)],
    ['WebP', async () => cut(await sharp(photo).webp({ quality: 95 }).toBuffer(), 0.6)],
    ['BMP stored from its top', async () => cut(await bmpOf(sharp(photo), { topDown: true }), 0.6)],
    ['GIF', async () => cut(await sharp(photo).gif({ effort: 1 }).toBuffer(), 0.6)],
  ];
  test.each(someOf(truncated, ['JPEG']))('the available part of a truncated %s is shown', async (_what, make) => {
    const part = await likePhoto(await shown(await make()));
    expect(part).toBeGreaterThan(0.3);
    expect(part).toBeLessThan(0.9);
  });

  test('a truncated download is repeated, and the result is complete', async () => {
    expect(await likePhoto(await shown(cut(photo, 0.5), photo))).toBeGreaterThan(0.9);
  });
});

test('the next picture is made as usual', async () => {
  await expectPicture(await world().ask());
});
