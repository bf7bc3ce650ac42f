import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { FetchError } from '../picture/fetch-error.ts';
import type { GuardedFetch } from '../picture/guarded-fetch.ts';
import type { PictureWorkshop } from '../picture/picture-workshop.ts';
import type { PictureSource } from './age-request.ts';
import type { AgedPicture } from './ports.ts';

/** A picture that is fit for the endpoint. */
export interface OpenedPicture {
  /** Where it stands already, if it was fit as it was. */
  readonly link: string | undefined;
  /** JPEG or PNG. */
  readonly bytes: Uint8Array;
}

/** The way of a picture to the endpoint and back. */
export interface Pictures {
  /**
   * Fetches what a person gave and makes it fit for the endpoint, where it is not.
   *
   * @throws {ExplainedError} a `picture_…` reason.
   */
  open(source: PictureSource, signal: AbortSignal): Promise<OpenedPicture>;
  /**
   * Fetches what the endpoint made, in at most `maxBytes` for the upload.
   *
   * @throws {ExplainedError} `result_unavailable` or `result_too_heavy`.
   */
  fetchResult(url: string, maxBytes: number, signal: AbortSignal): Promise<AgedPicture>;
  /** @throws {ExplainedError} `result_too_heavy`. */
  shrink(picture: AgedPicture, maxBytes: number, signal: AbortSignal): Promise<AgedPicture>;
}

export interface PicturesOptions {
  /** Fetches from Discord. */
  readonly discordFiles: GuardedFetch;
  /** Fetches from the endpoint's side. */
  readonly resultFiles: GuardedFetch;
  readonly workshop: PictureWorkshop;
  readonly clock: Clock;
}

const FETCH_TRIES = 4;

export function createPictures({ discordFiles, resultFiles, workshop, clock }: PicturesOptions): Pictures {
  /** A link that breaks once often works a moment later; one that is gone or refused never does. */
  const fetchBytes = async (files: GuardedFetch, url: string, signal: AbortSignal): Promise<Buffer> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await files.fetchBytes(url, { signal });
      } catch (error) {
        if (!(error instanceof FetchError) || tries === FETCH_TRIES || !passes(error)) throw error;
        await clock.sleep(250 * 2 ** tries, signal);
      }
    }
  };

  return {
    async open(source, signal) {
      const bytes = await fetchBytes(discordFiles, source.url, signal).catch((error: unknown) => {
        throw error instanceof FetchError ? new ExplainedError(sourceReason(error), {}, { cause: error }) : error;
      });
      const prepared = await workshop.prepare(bytes, { signal });
      return prepared.suits ? { link: source.url, bytes } : { link: undefined, bytes: prepared.bytes };
    },

    async fetchResult(url, maxBytes, signal) {
      const bytes = await fetchBytes(resultFiles, url, signal).catch((error: unknown) => {
        throw error instanceof FetchError ? new ExplainedError('result_unavailable', {}, { cause: error }) : error;
      });
      return await workshop.finish(bytes, { maxBytes, signal });
    },

    shrink: (picture, maxBytes, signal) => workshop.finish(picture.bytes, { maxBytes, signal }),
  };
}

function passes({ kind, status }: FetchError): boolean {
  return kind === 'unreachable' || kind === 'timeout' || (kind === 'status' && (status ?? 0) >= 500);
}

function sourceReason({ kind }: FetchError): 'picture_too_heavy' | 'picture_gone' {
  return kind === 'too_heavy' ? 'picture_too_heavy' : 'picture_gone';
}
