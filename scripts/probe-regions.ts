import { createInterface } from 'node:readline/promises';
import sharp from 'sharp';
import { readConfig } from '../src/config.ts';
import { createAceDataEndpoint } from '../src/endpoint/acedata/client.ts';
import { createGuardedFetch } from '../src/picture/fetching/guarded-fetch.ts';
import { createPictureWorkshop } from '../src/picture/picture-workshop.ts';

// `npm run probe:regions -- URL`: finds out with one paid call whether the endpoint supports face regions, and prints which
// FACE_REGIONS to use. URL: a photo of two people, upright JPEG or PNG, that the endpoint can download.

const say = (line: string) => process.stdout.write(`${line}\n`);
/** A face counts as changed from this mean difference of a channel on. JPEG noise is below 3. */
const CHANGED = 4;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function main(link: string | undefined): Promise<void> {
  if (!link) {
    say('Give the address of a photo of two people: npm run probe:regions -- https://example.com/two-people.jpg');
    process.exitCode = 64;
    return;
  }
  const config = readConfig();
  const base = new URL(config.endpoint.baseUrl);
  const local = base.protocol === 'http:' ? [base.hostname] : [];
  await using files = createGuardedFetch({
    allow: () => true,
    trustedHosts: new Set(local),
    maxBytes: 25 * 1024 * 1024,
    timeoutMs: 30_000,
  });
  await using client = createAceDataEndpoint({ ...config.endpoint, connections: 1 });
  await using workshop = createPictureWorkshop({ limits: client.pictureLimits });

  const before = await files.fetchBytes(link);
  const { faces = [], suits } = await workshop.prepare(before, { faces: true });
  const [larger, smaller] = faces.toSorted((one, other) => other.width * other.height - one.width * one.height);
  if (!larger || !smaller || !suits) {
    say(`This photo cannot be used: it has ${faces.length} faces${suits ? '' : ' and needs to be converted first'}.`);
    process.exitCode = 65;
    return;
  }
  if (!(await agrees(config.callPriceUsd))) return;

  const rect = { x: smaller.x, y: smaller.y, width: smaller.width, height: smaller.height };
  const { imageUrl } = await client.changeAge({ imageUrl: link, ages: [{ age: 80, faceRect: rect }] });
  const after = await files.fetchBytes(imageUrl);
  const [smallerBy, largerBy] = [await difference(before, after, smaller), await difference(before, after, larger)];
  say(
    `The smaller face, which was asked for, changed by ${smallerBy.toFixed(1)}; the larger one by ${largerBy.toFixed(1)}.`,
  );
  if (smallerBy >= CHANGED && largerBy < CHANGED) say('The endpoint supports regions: set FACE_REGIONS=rect.');
  else say('The endpoint does not support regions: keep FACE_REGIONS=crop.');
}

async function agrees(price: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`This makes one paid call (about $${price}). Continue? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Mean difference of a channel inside a box, from 0 to 255. */
async function difference(before: Uint8Array, after: Uint8Array, { x, y, width, height }: Box): Promise<number> {
  const { width: fullWidth, height: fullHeight } = await sharp(before).metadata();
  const pixels = async (bytes: Uint8Array) =>
    await sharp(bytes)
      .resize(fullWidth, fullHeight, { fit: 'fill' })
      .extract({ left: x, top: y, width, height })
      .removeAlpha()
      .raw()
      .toBuffer();
  const [one, other] = await Promise.all([pixels(before), pixels(after)]);
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length;
}

await main(process.argv[2]);
