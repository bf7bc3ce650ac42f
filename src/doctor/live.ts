import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { createEndpointClient } from '../app/endpoint-client.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createBotRest } from '../discord/rest/answer-rest.ts';
import { createRestTransport } from '../discord/rest/rest-transport.ts';
import { EndpointError } from '../endpoint/endpoint-error.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { explain } from '../i18n/text.ts';
import { createGuardedFetch } from '../picture/fetching/guarded-fetch.ts';
import { createPictureWorkshop } from '../picture/picture-workshop.ts';
import { usd } from '../limits/usd.ts';
import type { Logger } from '../ops/log/logger.ts';
import type { Rect } from '../rect.ts';
import { compareFaces, honoursRegions, type FaceChanges } from './compare-faces.ts';
import { createDiscordApi } from './discord-api.ts';
import { ok, problem, warning, type Finding } from './finding.ts';
import { lendPhoto, LendError, type LentPhoto } from './lend-photo.ts';

export interface LiveOptions {
  readonly config: Config;
  /** A file, or the address of a photo. */
  readonly photo: string;
  /** In years. */
  readonly age: number;
  /** Whether the paid call may be made. */
  agrees(question: string): Promise<boolean>;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
  readonly signal: AbortSignal;
}

const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Makes one paid call with a photo, and saves the picture beside it. With two faces in the photo, it asks for the smaller
 * one by its region, and finds out whether the endpoint honours regions.
 */
export async function tryLive({ config, photo, age, agrees, logger, signal }: LiveOptions): Promise<Finding[]> {
  await using parts = new AsyncDisposableStack();
  const client = parts.use(createEndpointClient({ ...config.endpoint, connections: 1 }));
  const workshop = parts.use(createPictureWorkshop({ limits: client.pictureLimits }));
  const files = parts.use(
    createGuardedFetch({
      allow: () => true,
      trustedHosts: client.trustedResultHosts,
      maxBytes: MOST_BYTES,
      timeoutMs: 30_000,
    }),
  );
  const isLink = /^https?:\/\//.test(photo);
  try {
    const original = isLink ? await files.fetchBytes(photo) : await readFile(photo);
    const prepared = await workshop.prepare(original, { faces: true, signal });
    // A photo that the endpoint takes as it is isn't encoded again.
    const bytes = prepared.suits ? original : prepared.bytes;
    const faces = twoFaces(prepared.faces ?? []);
    const price = `about ${usd(config.callPriceUsd)}`;
    if (!(await agrees(`This makes one paid call (${price}). Continue?`))) {
      return [warning('No call was made.', 'Answer yes, or add --yes.')];
    }
    const lent: LentPhoto = isLink && prepared.suits ? asIs(photo) : parts.use(await lend(bytes));
    const startedAt = performance.now();
    const faceRect = faces && wholePixels(faces.asked);
    const { imageUrl } = await client.changeAge(
      { imageUrl: lent.url, ages: [{ age, ...(faceRect && { faceRect }) }] },
      signal,
    );
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const after = await files.fetchBytes(imageUrl);
    const path = resultPath(photo, isLink, age, after);
    await writeFile(path, after);
    const made = ok(`The endpoint made the picture in ${seconds} s (${price}): ${path}`);
    return faces ? [made, regionsFinding(await compareFaces(bytes, after, faces), config)] : [made];
  } catch (error) {
    signal.throwIfAborted();
    return [failure(error, photo)];
  }

  async function lend(bytes: Uint8Array): Promise<LentPhoto> {
    const { apiUrl, token } = config.discord;
    const transport = parts.use(createRestTransport({ clock: systemClock, logger }));
    const name = bytes[0] === 0x89 ? 'photo.png' : 'photo.jpg';
    return await lendPhoto(
      createBotRest(apiUrl, token, transport),
      createDiscordApi(config.discord, signal),
      bytes,
      name,
    );
  }
}

/** The smaller of the two largest faces is asked for: without regions, the endpoint changes the largest. */
function twoFaces(faces: readonly Rect[]): { readonly asked: Rect; readonly other: Rect } | undefined {
  const [other, asked] = faces.toSorted((one, two) => two.width * two.height - one.width * one.height);
  return asked && other && { asked: wholePixels(asked), other: wholePixels(other) };
}

function wholePixels({ x, y, width, height }: Rect): Rect {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

export function regionsFinding(changes: FaceChanges, { faces }: Pick<Config, 'faces'>): Finding {
  const says = `The smaller face, which was asked for, changed by ${changes.asked.toFixed(1)}, the larger one by ${changes.other.toFixed(1)}`;
  if (honoursRegions(changes)) {
    return faces.faceRegions === 'rect'
      ? ok(`${says}: the endpoint honours regions.`)
      : ok(`${says}: the endpoint honours regions. FACE_REGIONS=rect saves calls when people choose several faces.`);
  }
  return faces.faceRegions === 'crop'
    ? ok(`${says}: the endpoint does not honour regions. FACE_REGIONS=crop is right.`)
    : problem(`${says}: the endpoint does not honour regions.`, 'Set FACE_REGIONS=crop.');
}

function failure(error: unknown, photo: string): Finding {
  if (error instanceof EndpointError) {
    const { reason, status, traceId, advice } = error;
    const details = [reason, status && `status ${status}`, traceId && `trace_id ${traceId}`].filter(Boolean).join(', ');
    return problem(`The endpoint made no picture (${details}).`, advice ?? explain('en', error));
  }
  if (error instanceof LendError) return problem('No call was made.', error.message);
  if (error instanceof ExplainedError) return problem("The photo can't be used.", explain('en', error));
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return problem(`The photo or the picture can't be read or written (${why}).`, `Check the path ${photo}.`);
}

function asIs(url: string): LentPhoto {
  return { url, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** Beside the photo, or in the working folder for one from the internet. */
function resultPath(photo: string, isLink: boolean, age: number, picture: Uint8Array): string {
  const source = isLink ? new URL(photo).pathname : photo;
  const name = basename(source, extname(source)) || 'photo';
  return join(isLink ? '.' : dirname(photo), `${name}-aged-${age}.${picture[0] === 0x89 ? 'png' : 'jpg'}`);
}
