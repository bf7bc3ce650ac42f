import type { ChangedAge } from '../aging-endpoint.ts';
import type { EndpointError } from '../endpoint-error.ts';
import type { EndpointReason } from '../reasons.ts';
import { aceDataError } from './advice.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { redact } from './redact.ts';
import { type AnswerHeaders, readRetryAfter } from './retry-after.ts';
import { tencentFamilyReason, tencentReason } from './tencent.ts';
import { accountReason, isAboutToken, pictureReason } from './texts.ts';

export interface Answer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: AnswerHeaders;
  readonly bodyText: string;
}

export interface ClassifyOptions {
  /** For a `Retry-After` that is a date; milliseconds since the epoch. */
  readonly now?: number;
  /** Texts that must not reach the log. */
  readonly secrets?: readonly string[];
}

/** AceData's codes (docs.acedata.cloud, "Unified Response Format"); `bad_request` and `api_error` say nothing more than the status. */
const CODES = new Map<string, EndpointReason>([
  ['no_token', 'endpoint_unauthorised'],
  ['invalid_token', 'endpoint_unauthorised'],
  ['token_expired', 'endpoint_unauthorised'],
  ['not_applied', 'endpoint_unauthorised'],
  ['disabled', 'endpoint_disabled'],
  ['used_up', 'endpoint_unfunded'],
  ['forbidden', 'picture_moderated'],
  ['no_api', 'endpoint_missing'],
  ['api_not_implemented', 'endpoint_missing'],
  ['too_many_requests', 'rate_limited'],
  ['rate_limited', 'rate_limited'],
  ['busy', 'rate_limited'],
  ['content_too_large', 'picture_too_large'],
  ['timeout', 'endpoint_timeout'],
]);

/** About the token or the request: see `mismatchReason`. */
const MISMATCHED = 'token_mismatched';

/** Statuses that are clear without a text. From 520 on they are Cloudflare's. */
const STATUSES = new Map<number, EndpointReason>([
  [401, 'endpoint_unauthorised'],
  [402, 'endpoint_unfunded'],
  [404, 'endpoint_missing'],
  [405, 'endpoint_missing'],
  [408, 'endpoint_timeout'],
  [413, 'picture_too_large'],
  [501, 'endpoint_missing'],
  [502, 'endpoint_unreachable'],
  [503, 'endpoint_unreachable'],
  [504, 'endpoint_timeout'],
  [521, 'endpoint_unreachable'],
  [522, 'endpoint_unreachable'],
  [523, 'endpoint_unreachable'],
  [524, 'endpoint_timeout'],
  [525, 'endpoint_unreachable'],
  [526, 'endpoint_unreachable'],
]);

/** Characters that are searched: it bounds the work. */
const MAX_TEXT = 4_000;

/** Turns any answer of the endpoint into the link to its result or into an error with one reason. Never throws. */
export function classify(answer: Answer, options: ClassifyOptions = {}): ChangedAge | EndpointError {
  const { status } = answer;
  const envelope = readEnvelope(answer.bodyText);
  const { imageUrl } = envelope;
  const traceId = options.secrets?.some((secret) => secret !== '' && envelope.traceId?.includes(secret))
    ? undefined
    : envelope.traceId;
  if (status >= 200 && status < 300 && !envelope.failed && imageUrl !== undefined) {
    return { imageUrl, ...(traceId !== undefined && { traceId }) };
  }
  const code = redact(envelope.code ?? '', options.secrets);
  return aceDataError(reasonOf(envelope, status), {
    status,
    traceId,
    code: /^[\w.-]{1,80}$/.test(code) ? code : undefined,
    retryAfterMs: readRetryAfter(answer.headers, options.now),
    detail: redact(envelope.message ?? '', options.secrets) || undefined,
    isAmbiguous: isMismatch(code, status),
  });
}

/** By code, then status, then text. */
function reasonOf(envelope: Envelope, status: number): EndpointReason {
  if (status === 429) return 'rate_limited';
  const text = `${envelope.code ?? ''} ${envelope.message ?? ''}`.slice(0, MAX_TEXT);
  return (
    tencentReason(text) ??
    CODES.get(normaliseCode(envelope.code)) ??
    (isMismatch(envelope.code, status) ? mismatchReason(envelope) : accountReason(text)) ??
    STATUSES.get(status) ??
    forbiddenReason(envelope, status) ??
    pictureReason(text) ??
    tencentFamilyReason(text) ??
    fallback(envelope, status)
  );
}

/**
 * According to the guide, `token_mismatched` means that the token is not matched with the API, and also that parameters
 * may be missing or invalid. So its text decides. (With status 401 it can only be the token.)
 */
function mismatchReason({ message = '' }: Envelope): EndpointReason {
  const text = normaliseCode(message.trim()) === MISMATCHED ? '' : message.slice(0, MAX_TEXT);
  const account = accountReason(text);
  if (account !== undefined && account !== 'endpoint_unauthorised') return account;
  if (isAboutToken(text)) return 'endpoint_unauthorised';
  return pictureReason(text) ?? tencentFamilyReason(text) ?? 'endpoint_mismatched';
}

/** Whether `token_mismatched` came without the status that says that the token is meant. */
function isMismatch(code: string | undefined, status: number): boolean {
  return normaliseCode(code) === MISMATCHED && status !== 401;
}

/** `Token-Mismatched`, `TokenMismatched` and `TOKEN_MISMATCHED` are one code. */
function normaliseCode(code = ''): string {
  return code
    .slice(0, MAX_TEXT)
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|[\s-]+/g, '_')
    .toLowerCase();
}

/** A 403 without an envelope comes from a firewall. */
function forbiddenReason({ json }: Envelope, status: number): EndpointReason | undefined {
  return status === 403 && !json ? 'endpoint_disabled' : undefined;
}

function fallback({ failed }: Envelope, status: number): EndpointReason {
  // AceData's SDK takes it for moderation, but it may be about the account.
  if (status === 403) return 'endpoint_forbidden';
  if (status >= 200 && status < 300) return failed ? 'endpoint_trouble' : 'endpoint_answer_invalid';
  // Redirects are not followed: they would carry the key elsewhere.
  if (status >= 300 && status < 400) return 'endpoint_missing';
  if (status >= 400 && status < 500) return 'endpoint_rejected';
  return 'endpoint_trouble';
}
