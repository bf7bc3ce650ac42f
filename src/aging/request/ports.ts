import type { ExplainedError } from '../../i18n/explained-error.ts';
import type { AgeRequest, AskedRequest } from './age-request.ts';
import type { Place } from '../line/waiting-line.ts';

/** An aged picture, ready to be posted. */
export interface AgedPicture {
  readonly bytes: Uint8Array;
  readonly extension: 'jpg' | 'png' | 'webp';
  readonly width: number;
  readonly height: number;
  /** The ages in a timeline, which may be fewer than were asked for. */
  readonly ages?: readonly number[];
  /** The same timeline as an animation. */
  readonly animation?: AgedPicture;
}

/** The outcome of an acknowledgement: `lost` = the person sees a failed interaction; `unknown` = Discord didn't answer. */
export type Acknowledgement = 'confirmed' | 'lost' | 'unknown';

/** Whether an answer was delivered; `gone` = it was deleted, so nobody waits for it. */
export type Delivered = 'delivered' | 'gone';

/** How a request is answered where it was asked. None of these log or throw secrets. */
export interface Delivery {
  /** Tells Discord in time that an answer will come, public or private as the request says. Never rejects. */
  acknowledge(request: AgeRequest): Promise<Acknowledgement>;
  /** Answers with a private sentence instead of an acknowledgement. Never rejects. */
  refuse(request: AskedRequest, error: ExplainedError): Promise<Acknowledgement>;
  /** Shows until `signal` that somebody works on an acknowledged request, where the place has a way to. */
  attend(request: AgeRequest, signal: AbortSignal): void;
  /** Shows a waiting person their place in the line and a button to cancel. Tries once; never rejects. */
  progress(request: AgeRequest, place: Place, signal: AbortSignal): Promise<void>;
  /** Shows a person how many of several pictures are done. Tries once; never rejects. */
  step(request: AgeRequest, done: number, of: number, signal: AbortSignal): Promise<void>;
  /** Finds out by an edit whether an acknowledgement of unknown outcome arrived. Rejects when Discord doesn't answer. */
  confirm(request: AgeRequest, signal: AbortSignal): Promise<boolean>;
  /**
   * Whether an acknowledged answer is still waiting, already shows a picture, was deleted, or can no longer be edited
   * because its token has expired.
   */
  look(request: AgeRequest, signal: AbortSignal): Promise<'waiting' | 'answered' | 'gone' | 'expired'>;
  /**
   * Shows the picture as the final answer. Calling it twice shows it once.
   *
   * @throws {ExplainedError} `result_too_heavy`, `cannot_attach` or `upload_failed`.
   */
  answer(request: AgeRequest, picture: AgedPicture, signal?: AbortSignal): Promise<Delivered>;
  /**
   * Ends an acknowledged request with a sentence, privately where possible. Rejects only when Discord didn't accept it
   * until the deadline.
   */
  apologise(request: AgeRequest, error: ExplainedError, signal?: AbortSignal): Promise<Delivered>;
}

/** A link from which the endpoint can download a picture, until it is disposed of. */
export interface Loan extends AsyncDisposable {
  /** Call it right before use: each call can give a new link and end the one before. */
  link(): string;
}

/** Makes prepared pictures available for the endpoint to download. */
export interface PictureHost {
  /** @throws {ExplainedError} `picture_not_passed_on`; the signal's reason. */
  lend(request: AgeRequest, jpeg: Uint8Array, signal: AbortSignal): Promise<Loan>;
}

/** Something that the operator can count or read in the log. */
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

/** Called for everything that happens. It must not throw and must not take long. */
export type Observer = (event: AgingEvent) => void;
