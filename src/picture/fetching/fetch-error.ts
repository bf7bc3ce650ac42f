/** What became of a download that failed. */
export type FetchErrorKind =
  /** It may not be fetched: protocol, host, address or a redirect to one of those. */
  | 'refused'
  /** The server has it no more, or not for us: 403, 404, 410. */
  | 'gone'
  /** It is larger than the cap. */
  | 'too_heavy'
  /** No connection, or one that broke. */
  | 'unreachable'
  | 'timeout'
  /** Any other status that is no success; see `status`. */
  | 'status';

interface FetchErrorDetails {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
}

/** A download that failed. Holds the host only: links are signed, and a cause of undici's may hold the link. */
export class FetchError extends Error {
  override readonly name: string = 'FetchError';
  readonly kind: FetchErrorKind;
  readonly host: string;
  /** The HTTP status, where there was one. */
  readonly status: number | undefined;
  /** The system's or undici's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined;

  constructor(kind: FetchErrorKind, host: string, { status, code }: FetchErrorDetails = {}) {
    const detail = status ?? code;
    super(`${host}: ${kind}${detail === undefined ? '' : ` (${detail})`}`);
    this.kind = kind;
    this.host = host;
    this.status = status;
    this.code = code;
  }
}
