import { envelopeSchema, errorSchema, successSchema } from './schemas.ts';

/** What an answer's body says, whatever its shape. */
export interface Envelope {
  /** Whether the body is a JSON object at all. */
  readonly json: boolean;
  /** Whether the body reports a failure, whatever the status says. */
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
  const known = errorSchema.safeParse(error);
  const inner = known.success ? known.data : undefined;
  const imageUrl = successSchema.safeParse(body).data?.image_url;
  const message = inner?.message || top.message || top.detail || (imageUrl === undefined ? plainText(bodyText) : '');
  return {
    json: true,
    failed: success === false || Boolean(error),
    // A text is sometimes the code itself.
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

/** A body that is no envelope can still say what went wrong; a web page says too much to be searched for words. */
function plainText(text: string): string | undefined {
  return /^\s*</.test(text) ? undefined : text.slice(0, PLAIN_TEXT_LIMIT);
}
