import { EndpointError, type EndpointErrorDetails } from '../endpoint-error.ts';
import type { EndpointReason } from '../reasons.ts';

/** What the operator must do, if that depends on this vendor. */
const ADVICE: Readonly<Partial<Record<EndpointReason, string>>> = {
  endpoint_unfunded: 'The balance of the endpoint account is used up: buy credit at https://platform.acedata.cloud.',
  endpoint_unauthorised:
    'The endpoint refuses ACEDATACLOUD_API_TOKEN: take a valid key for the face service (or a global one) from https://platform.acedata.cloud, set it and restart.',
  endpoint_disabled:
    'The key or its application is disabled: enable it at https://platform.acedata.cloud, or set another key in ACEDATACLOUD_API_TOKEN and restart.',
  endpoint_missing:
    'There is no POST /face/change-age at this address: check ACEDATACLOUD_API_BASE_URL, whose default is https://api.acedata.cloud.',
  endpoint_rejected:
    'The endpoint did not accept the request itself: compare it with the guide at https://docs.acedata.cloud.',
  endpoint_mismatched:
    'The endpoint answered token_mismatched, but its text does not say that the key is wrong. If this happens to every request, check that ACEDATACLOUD_API_TOKEN is valid for the face service.',
  endpoint_forbidden:
    'The endpoint refused the request with 403 and an error that this bot does not know. Check the account at https://platform.acedata.cloud, and ask the support there about the trace id.',
  endpoint_out_of_order:
    "The endpoint's own supplier refuses it (arrears or suspension): see https://status.acedata.cloud and write to its support.",
};

/** A failure with what the operator of an AceData account has to do about it. */
export function aceDataError(reason: EndpointReason, details: EndpointErrorDetails = {}): EndpointError {
  return new EndpointError(reason, { ...details, advice: ADVICE[reason] });
}

/** A network failure says nothing about the key, but the address may be wrong. */
export function withAddressAdvice(error: EndpointError): EndpointError {
  if (error.advice !== undefined) return error;
  const { status, code, traceId, retryAfterMs, detail, outcome, isAmbiguous } = error;
  const advice = 'If this goes on, check ACEDATACLOUD_API_BASE_URL and the network.';
  return new EndpointError(error.reason, { status, code, traceId, retryAfterMs, detail, outcome, isAmbiguous, advice });
}
