import type { ExplainedError } from '../../i18n/explained-error.ts';
import type { AgeRequest, AskedRequest } from './age-request.ts';
import type { Place } from '../line/waiting-line.ts';

/** An aged picture, ready to be shown. */
export interface AgedPicture {
  readonly bytes: Uint8Array;
  readonly extension: 'jpg' | 'png' | 'webp';
  readonly width: number;
  readonly height: number;
  /** The ages in a timeline, which may be fewer than were asked for. */
  readonly ages?: readonly number[];
  /** The same timeline as a picture that moves. */
  readonly animation?: AgedPicture;
}

/** What became of an acknowledgement: `lost` = the person sees a failed interaction; `unknown` = no answer came back. */
export type Acknowledgement = 'confirmed' | 'lost' | 'unknown';

/** Whether something reached its place; `gone` = the place does not exist any more, and nobody waits there. */
export type Delivered = 'delivered' | 'gone';

/** How a request is answered where it was asked. None of these log or throw secrets. */
export interface Delivery {
  /** Tells Discord in time that an answer will come, public or private as the request says. Never rejects. */
  acknowledge(request: AgeRequest): Promise<Acknowledgement>;
  /** Answers with a private sentence instead of an acknowledgement. Never rejects. */
  refuse(request: AskedRequest, error: ExplainedError): Promise<Acknowledgement>;
  /** Shows a waiting person their place and a way to cancel. Tries once; never rejects. */
  progress(request: AgeRequest, place: Place, signal: AbortSignal): Promise<void>;
  /** Shows a person how many of several pictures are done. Tries once; never rejects. */
  step(request: AgeRequest, done: number, of: number, signal: AbortSignal): Promise<void>;
  /** Finds out by an edit whether an acknowledgement of unknown outcome arrived. Rejects when Discord does not say. */
  confirm(request: AgeRequest, signal: AbortSignal): Promise<boolean>;
  /**
   * Whether an acknowledged answer still waits, already shows a picture, was deleted, or can no longer be edited since
   * its token has ended.
   */
  look(request: AgeRequest, signal: AbortSignal): Promise<'waiting' | 'answered' | 'gone' | 'expired'>;
  /**
   * Shows the picture as the final answer; asking twice shows it once.
   *
   * @throws {ExplainedError} `result_too_heavy`, `cannot_attach` or `upload_failed`.
   */
  answer(request: AgeRequest, picture: AgedPicture, signal?: AbortSignal): Promise<Delivered>;
  /** Ends an acknowledged request with a sentence, private wherever that can be. Rejects only when Discord did not take it until the deadline. */
  apologise(request: AgeRequest, error: ExplainedError, signal?: AbortSignal): Promise<Delivered>;
}

/** A link by which the endpoint can fetch a picture, until it is given back. */
export interface Loan extends AsyncDisposable {
  /** To be read when it is used: it may be another each time, and the one before ends then. */
  readonly url: string;
}

/** Where a prepared picture stands for the endpoint to fetch. */
export interface PictureHost {
  /** @throws {ExplainedError} `picture_not_passed_on`; the signal's reason. */
  lend(request: AgeRequest, jpeg: Uint8Array, signal: AbortSignal): Promise<Loan>;
}

/** Something that the operator may count or read in the log. */
export type AgingEvent = { readonly request: AskedRequest } & (
  | { readonly type: 'seen' }
  | { readonly type: 'refused'; readonly error: ExplainedError }
  | { readonly type: 'accepted'; readonly acknowledgedAfterMs: number }
  | { readonly type: 'acknowledgement_lost'; readonly outcome: Acknowledgement }
  | { readonly type: 'duplicate' }
  | { readonly type: 'recovered'; readonly stage: string }
  | { readonly type: 'started'; readonly waitedMs: number }
  | {
      readonly type: 'called';
      readonly outcome: string;
      readonly billed: boolean;
      readonly durationMs: number;
      readonly error?: unknown;
    }
  | { readonly type: 'answered'; readonly timings: Timings; readonly calls: number; readonly bytes: number }
  | { readonly type: 'failed'; readonly error: ExplainedError; readonly timings: Timings; readonly calls: number }
  | { readonly type: 'abandoned'; readonly why: 'answer_gone' | 'unreachable'; readonly error?: unknown }
);

/** Milliseconds spent in each part of a request. */
export interface Timings {
  readonly totalMs: number;
  readonly pictureMs?: number;
  readonly endpointMs?: number;
  readonly deliveryMs?: number;
}

/** Told of everything that happens; must not throw and must not take long. */
export type Observer = (event: AgingEvent) => void;
