import type { Reason } from '../i18n/explained-error.ts';

/**
 * What to do about a failed attempt.
 * - `wait`: the endpoint is busy; wait and try again for as long as there is time
 * - `again`: nothing was done; try again a few times
 * - `once`: one more try may help, more would not
 * - `never`: the same request gets the same answer, or may have been paid for already
 */
export type Retry = 'wait' | 'again' | 'once' | 'never';

/**
 * Whose doing a failure is. A circuit breaker counts `operator` and `endpoint`; `load` is the gate's to handle.
 * `unclear` is a refusal that may be about one request or about the account, so nothing is concluded from it.
 */
export type Fault = 'person' | 'operator' | 'endpoint' | 'load' | 'unclear';

export interface Policy {
  readonly level: 'info' | 'warn' | 'error';
  readonly retry: Retry;
  /** Whether the attempt may have been charged. */
  readonly billed: 'no' | 'maybe';
  readonly fault: Fault;
  /** For the log: what the operator has to do. */
  readonly advice?: string;
}

const ABOUT_THE_PICTURE = { level: 'info', retry: 'never', billed: 'no', fault: 'person' } as const;
const UNCLEAR = { level: 'error', retry: 'never', billed: 'no', fault: 'unclear' } as const;
const UP_TO_THE_OPERATOR = { level: 'error', retry: 'never', billed: 'no', fault: 'operator' } as const;

const TABLE = {
  no_face: ABOUT_THE_PICTURE,
  face_too_small: ABOUT_THE_PICTURE,
  face_cut_off: ABOUT_THE_PICTURE,
  picture_too_small: ABOUT_THE_PICTURE,
  picture_moderated: ABOUT_THE_PICTURE,
  // The bot prepares pictures so that these three do not happen: worth a look when they do.
  picture_refused: { ...ABOUT_THE_PICTURE, level: 'warn' },
  picture_too_large: { ...ABOUT_THE_PICTURE, level: 'warn' },
  face_region_refused: {
    ...ABOUT_THE_PICTURE,
    level: 'warn',
    advice: 'The endpoint does not accept face rectangles: set FACE_REGIONS=crop.',
  },
  // The person can delete the picture while it is being fetched, so this must not open the breaker.
  picture_unreachable: {
    ...ABOUT_THE_PICTURE,
    level: 'warn',
    retry: 'once',
    advice:
      'The endpoint could not fetch the picture from its link: check that PUBLIC_URL is reachable from the internet, or set it if it is not set.',
  },

  rate_limited: { level: 'warn', retry: 'wait', billed: 'no', fault: 'load' },

  endpoint_unfunded: {
    ...UP_TO_THE_OPERATOR,
    advice: 'The balance of the endpoint account is used up: buy credit at https://platform.acedata.cloud.',
  },
  endpoint_unauthorised: {
    ...UP_TO_THE_OPERATOR,
    advice:
      'The endpoint refuses ACEDATACLOUD_API_TOKEN: take a valid key for the face service (or a global one) from https://platform.acedata.cloud, set it and restart.',
  },
  endpoint_disabled: {
    ...UP_TO_THE_OPERATOR,
    advice:
      'The key or its application is disabled: enable it at https://platform.acedata.cloud, or set another key in ACEDATACLOUD_API_TOKEN and restart.',
  },
  endpoint_missing: {
    ...UP_TO_THE_OPERATOR,
    advice:
      'There is no POST /face/change-age at this address: check ACEDATACLOUD_API_BASE_URL, whose default is https://api.acedata.cloud.',
  },
  // Not the operator's fault in the breaker's sense: an odd picture of one person may cause it.
  endpoint_rejected: {
    ...ABOUT_THE_PICTURE,
    level: 'error',
    advice: 'The endpoint did not accept the request itself: compare it with the guide at https://docs.acedata.cloud.',
  },
  // "Possibly due to missing or invalid parameters", says the vendor's guide of `token_mismatched`.
  endpoint_mismatched: {
    ...UNCLEAR,
    advice:
      'The endpoint answered token_mismatched, but its text does not say that the key is wrong. If this happens to every request, check that ACEDATACLOUD_API_TOKEN is valid for the face service.',
  },
  endpoint_forbidden: {
    ...UNCLEAR,
    advice:
      'The endpoint refused the request with 403 and an error that this bot does not know. Check the account at https://platform.acedata.cloud, and ask the support there about the trace id.',
  },

  endpoint_trouble: { level: 'warn', retry: 'once', billed: 'no', fault: 'endpoint' },
  endpoint_unreachable: { level: 'warn', retry: 'again', billed: 'no', fault: 'endpoint' },
  endpoint_timeout: { level: 'warn', retry: 'once', billed: 'no', fault: 'endpoint' },
  endpoint_lost: { level: 'warn', retry: 'never', billed: 'maybe', fault: 'endpoint' },
  endpoint_out_of_order: {
    level: 'error',
    retry: 'never',
    billed: 'no',
    fault: 'endpoint',
    advice:
      "The endpoint's own supplier refuses it (arrears or suspension): see https://status.acedata.cloud and write to its support.",
  },
  endpoint_answer_invalid: { level: 'error', retry: 'never', billed: 'maybe', fault: 'endpoint' },
} as const satisfies { readonly [R in Reason]?: Policy };

/** Every way in which a call of the endpoint can fail: a closed set, a part of all reasons. */
export type EndpointReason = keyof typeof TABLE;

/** The policy of each reason, for a failure that the endpoint itself reported. */
export const POLICY: Readonly<Record<EndpointReason, Policy>> = TABLE;

/**
 * `failed`: the endpoint said so, or was never asked. `unknown`: the request was sent, and no answer to it was read,
 * so that the call may have been made and charged.
 */
export type Outcome = 'failed' | 'unknown';

/** The policy for a failure: that of its reason, but what may have been charged is never repeated by itself. */
export function policyFor(reason: EndpointReason, outcome: Outcome): Policy {
  const policy = POLICY[reason];
  return outcome === 'unknown' ? { ...policy, retry: 'never', billed: 'maybe' } : policy;
}
