import { envelopeSchema, errorSchema, successSchema } from './schemas.ts';

/** What the body of an answer says, in any of its shapes. */
export interface Envelope {
  /** Whether the body is a JSON object at all. */
  readonly json: boolean;
  /** Whether the body reports a failure, with any status. */
  readonly failed: boolean;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly traceId: string | undefined;
  readonly imageUrl: string | undefined;
}

const PLAIN_TEXT_LIMIT = 2_000;

/** Reads an answer's body. Never throws. */
export function readEnvelope(bodyText: string): Envelope {
  const body = parseJson(bodyText);
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) {
    const message = typeof body === 'string' ? body : plainText(bodyText);
    return { json: false, failed: false, code: undefined, message, traceId: undefined, imageUrl: undefined };
  }
  const { success, error, trace_id: traceId, ...top } = parsed.data;
  // A parse that fails takes longer than all the others.
  const inner = error === undefined ? undefined : errorSchema.safeParse(error).data;
  const imageUrl = successSchema.safeParse(body).data?.image_url;
  const message = inner?.message || top.message || top.detail || (imageUrl === undefined ? plainText(bodyText) : '');
  return {
    json: true,
    failed: success === false || Boolean(error),
    // Sometimes the text is the code.
    code: inner?.code || top.code || (/^[a-z]+(_[a-z]+)*$/.test(message ?? '') ? message : undefined),
    message,
    traceId: traceId !== undefined && /^[\w.:-]{1,64}$/.test(traceId) ? traceId : undefined,
    imageUrl,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A body that isn't an envelope can still say what went wrong. A web page has too many words to search. */
function plainText(text: string): string | undefined {
  return /^\s*</.test(text) ? undefined : text.slice(0, PLAIN_TEXT_LIMIT);
}
