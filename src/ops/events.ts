import { EventEmitter } from 'node:events';
import type { Report } from '../aging/records/reports.ts';
import type { AgingEvent } from '../aging/request/ports.ts';
import type { EndpointError } from '../endpoint/endpoint-error.ts';
import type { EndpointReason } from '../endpoint/reasons.ts';
import type { ExplainedError } from '../i18n/explained-error.ts';

/** What happens in the bot, each with its listeners' arguments. */
export interface BotEvents {
  request: [event: AgingEvent];
  /** Calls are paused, or are paused for a reason that has become one for the operator, with what to do about it. */
  endpointPaused: [reason: EndpointReason, advice?: string];
  endpointResumed: [reason: EndpointReason];
  /** The endpoint stops serving requests; those that wait end with this error. */
  endpointRefuses: [refusal: ExplainedError];
  /** The check at startup could not find out whether the key is valid. */
  keyUnchecked: [error: EndpointError];
  pictureReported: [report: Report];
  /** Somebody was refused for using something too often. */
  tooFast: [pace: 'usual' | 'heavy' | 'typing' | 'message'];
  /** An interaction that was made while no process was connected came too late to be acknowledged. */
  interactionExpired: [];
  /** So few of the day's session starts (identifies) are left that none is made until they are reset. */
  identifiesSpent: [starts: { readonly total: number; readonly remaining: number; readonly reset_after: number }];
}

/** Parts emit, and log, metrics and alerts listen: neither side knows the other. Listeners run in order, at once. */
export type Events = EventEmitter<BotEvents>;

export function createEvents(): Events {
  return new EventEmitter<BotEvents>();
}
