import type { Clock } from '../../clock.ts';
import type { AgingEndpoint, ChangeAgeRequest, ChangedAge } from '../../endpoint/aging-endpoint.ts';
import { type CallTurn, withAttempts } from '../../endpoint/attempts.ts';
import type { Breaker, CallPermit } from '../../endpoint/breaker.ts';
import { EndpointError } from '../../endpoint/endpoint-error.ts';
import type { Gate } from '../../endpoint/pacing/gate.ts';
import type { PatientAccess } from '../../limits/access.ts';
import type { Limits } from '../../limits/limits.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { Observer } from '../request/ports.ts';

export interface CallOptions {
  /** One for each face. Without a region, the largest face is used. */
  readonly ages: ChangeAgeRequest['ages'];
  /** No call starts after this, in ms since the epoch. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Counts a call before it is made. Rejects when another process runs the request now. */
  readonly count: () => Promise<void>;
  /** Called when a call that was counted has cost nothing, before it is reported anywhere else. */
  readonly uncount: () => void;
  /** The same, just before the call's bytes leave: to connect can take long, and a process may be stopped meanwhile. */
  readonly mustStillOwn: () => void;
}

/** Calls the endpoint for requests: through the gate, with retries where they are safe. Each attempt is observed. */
export interface EndpointCalls {
  /**
   * @param link gives the picture's link for one attempt.
   * @throws {EndpointError} the last failure; {ExplainedError} `too_late`, or why the breaker is open.
   */
  changeAge(request: AgeRequest, link: () => string, options: CallOptions): Promise<ChangedAge>;
}

export interface EndpointCallsOptions {
  readonly client: Pick<AgingEndpoint, 'changeAge'>;
  readonly gate: Gate;
  readonly breaker: Breaker;
  readonly limits: Pick<Limits, 'holdBack'>;
  /** Throws when the request is no longer allowed. */
  readonly access: PatientAccess;
  readonly observe: Observer;
  readonly clock: Clock;
}

export function createEndpointCalls({
  client,
  gate,
  breaker,
  limits,
  access,
  observe,
  clock,
}: EndpointCallsOptions): EndpointCalls {
  const permitted = async (turn: CallTurn, signal: AbortSignal, uncount: () => void): Promise<CallPermit> => {
    try {
      await turn.begin();
      signal.throwIfAborted();
      return breaker.check();
    } catch (error) {
      uncount();
      throw error;
    }
  };

  return {
    async changeAge(request, link, { ages, deadline, signal, count, uncount, mustStillOwn }) {
      const attempt = async (_signal: AbortSignal | undefined, turn: CallTurn) => {
        // Minutes can pass before an attempt. In that time, somebody may have been blocked or have opted out, or the
        // process may have been stopped.
        await access(request, signal);
        await count();
        const permit = await permitted(turn, signal, uncount);
        const startedAt = clock.now();
        try {
          const changed = await client.changeAge({ imageUrl: link(), ages }, signal, () => {
            mustStillOwn();
            turn.sent();
          });
          breaker.record(undefined, permit);
          observe({ type: 'called', request, outcome: 'ok', billed: true, durationMs: clock.now() - startedAt });
          return changed;
        } catch (error) {
          if (!(error instanceof EndpointError)) {
            // The endpoint may finish, and charge, a call whose answer is no longer waited for.
            if (!signal.aborted) uncount();
            throw error;
          }
          breaker.record(error, permit);
          const billed = error.billed === 'maybe';
          if (!billed) uncount();
          observe({
            type: 'called',
            request,
            outcome: error.reason,
            billed,
            durationMs: clock.now() - startedAt,
            error,
          });
          throw error;
        }
      };
      return await withAttempts(attempt, {
        gate,
        clock,
        deadline,
        signal,
        onAttempt: (_attempt, error) => {
          // The guild that met the limit waits, so that others go first when the endpoint recovers.
          if (error?.reason === 'rate_limited') limits.holdBack(request, gate.pausedUntil).catch(() => undefined);
        },
      });
    },
  };
}
