import { createInterface } from 'node:readline/promises';
import sharp from 'sharp';
import { readConfig } from '../src/config.ts';
import { createEndpointClient } from '../src/endpoint/acedata/client.ts';
import { createGuardedFetch } from '../src/picture/fetching/guarded-fetch.ts';
import { createPictureWorkshop } from '../src/picture/picture-workshop.ts';

// `npm run probe:regions -- URL`: finds out by one paid call whether the endpoint honours face regions, and says which
// FACE_REGIONS to use. URL: a photo of two people, upright JPEG or PNG, that the endpoint can fetch.

const say = (line: string) => process.stdout.write(`${line}\n`);
/** How much a face must change, in mean difference of a channel, to count as changed; a JPEG's noise is below 3. */
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
  await using workshop = createPictureWorkshop({ limits: { maxSide: 2000, minSide: 64, maxBytes: 3_700_000 } });
  await using client = createEndpointClient({ ...config.endpoint, connections: 1 });

  const before = await files.fetchBytes(link);
  const { faces = [], suits } = await workshop.prepare(before, { faces: true });
  const [larger, smaller] = faces.toSorted((one, other) => other.width * other.height - one.width * one.height);
  if (!larger || !smaller || !suits) {
    say(`This photo will not do: it has ${faces.length} faces${suits ? '' : ' and would have to be prepared first'}.`);
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
  if (smallerBy >= CHANGED && largerBy < CHANGED) say('The endpoint honours regions: set FACE_REGIONS=rect.');
  else say('The endpoint does not honour regions: keep FACE_REGIONS=crop.');
}

async function agrees(price: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`This makes one paid call (about $${price}). Go on? [y/N] `);
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
