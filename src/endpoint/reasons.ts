import type { Reason } from '../i18n/explained-error.ts';

/**
 * What to do after a failed attempt.
 * - `wait`: the endpoint is busy; wait and try again until the request's deadline
 * - `again`: nothing was done; try again a few times
 * - `once`: one more attempt may help, more would not
 * - `never`: the same request gets the same answer, or it may have been charged already
 */
export type Retry = 'wait' | 'again' | 'once' | 'never';

/**
 * Whose fault a failure is.
 * - `person`: the picture; the endpoint itself works
 * - `operator`: key, balance or address; opens the breaker at once
 * - `endpoint`: the service or the network; several in a row open the breaker
 * - `load`: too many calls; the gate slows down
 * - `unclear`: one request or the whole account; nothing is concluded from it
 */
export type Fault = 'person' | 'operator' | 'endpoint' | 'load' | 'unclear';

export interface Policy {
  readonly level: 'info' | 'warn' | 'error';
  readonly retry: Retry;
  /** Whether the attempt may have been charged. */
  readonly billed: 'no' | 'maybe';
  readonly fault: Fault;
  /** Whether a successful probe shows that it is over. Otherwise only a complete request can. */
  readonly probeProves?: boolean;
  /** For the log: what the operator has to do. Vendors give more in `EndpointErrorDetails`. */
  readonly advice?: string;
}

const PERSON = { level: 'info', retry: 'never', billed: 'no', fault: 'person' } as const;
const OPERATOR = { level: 'error', retry: 'never', billed: 'no', fault: 'operator' } as const;
const ENDPOINT = { level: 'warn', retry: 'once', billed: 'no', fault: 'endpoint' } as const;
const UNCLEAR = { level: 'error', retry: 'never', billed: 'no', fault: 'unclear' } as const;

const TABLE = {
  no_face: PERSON,
  face_too_small: PERSON,
  face_cut_off: PERSON,
  picture_too_small: PERSON,
  picture_moderated: PERSON,
  // The bot prepares pictures so that these three don't happen; the operator should see it when they do.
  picture_refused: { ...PERSON, level: 'warn' },
  picture_too_large: { ...PERSON, level: 'warn' },
  face_region_refused: {
    ...PERSON,
    level: 'warn',
    advice: 'The endpoint does not accept face rectangles: set FACE_REGIONS=crop.',
  },
  // The person can delete the picture while it is being downloaded, so this must not open the breaker.
  picture_unreachable: {
    ...PERSON,
    level: 'warn',
    retry: 'once',
    advice:
      'The endpoint could not fetch the picture from its link: check that PUBLIC_URL is reachable from the internet, or set it if it is not set.',
  },
  // The request was not valid. An unusual picture of one person may cause it, so this must not open the breaker.
  endpoint_rejected: { ...PERSON, level: 'error' },

  // Too many requests.
  rate_limited: { level: 'warn', retry: 'wait', billed: 'no', fault: 'load' },

  // The account's balance is used up.
  endpoint_unfunded: OPERATOR,
  // The key is missing, wrong or expired, or is not for this service.
  endpoint_unauthorised: { ...OPERATOR, probeProves: true },
  // The key or the account is disabled.
  endpoint_disabled: { ...OPERATOR, probeProves: true },
  // There is no such service at this address.
  endpoint_missing: { ...OPERATOR, probeProves: true },

  // The endpoint refused the key or the request, and its answer doesn't say which.
  endpoint_mismatched: UNCLEAR,
  // The endpoint refused the request for an unknown reason.
  endpoint_forbidden: UNCLEAR,

  // An internal error of the endpoint.
  endpoint_trouble: ENDPOINT,
  // No connection was made, or the endpoint said that it is down.
  endpoint_unreachable: { ...ENDPOINT, retry: 'again', probeProves: true },
  // The endpoint said that it ran out of time. If only the bot did, the outcome is unknown: see `policyFor`.
  endpoint_timeout: ENDPOINT,
  // The connection broke after the request was sent.
  endpoint_lost: { ...ENDPOINT, retry: 'never', billed: 'maybe' },
  // The endpoint's own supplier refuses it.
  endpoint_out_of_order: { ...ENDPOINT, level: 'error', retry: 'never' },
  // A success without a readable link to the result.
  endpoint_answer_invalid: { ...ENDPOINT, level: 'error', retry: 'never', billed: 'maybe' },
} as const satisfies { readonly [R in Reason]?: Policy };

/** Every way in which a call of an endpoint can fail: a closed set, a part of all reasons. */
export type EndpointReason = keyof typeof TABLE;

/** The policy of each reason, for a failure that the endpoint itself reported. */
export const POLICY: Readonly<Record<EndpointReason, Policy>> = TABLE;

/**
 * `failed`: the endpoint said so, or the request was never sent. `unknown`: the request was sent, and no answer was
 * read, so the call may have been made and charged.
 */
export type Outcome = 'failed' | 'unknown';

/** The policy for a failure: that of its reason, except that a call which may have been charged is never repeated. */
export function policyFor(reason: EndpointReason, outcome: Outcome): Policy {
  const policy = POLICY[reason];
  return outcome === 'unknown' ? { ...policy, retry: 'never', billed: 'maybe' } : policy;
}
