/** Why a download failed. */
export type FetchErrorKind =
  /** The URL isn't allowed: its protocol, host or address, or that of a redirect. */
  | 'refused'
  /** The file no longer exists, or we have no access: 403, 404, 410. */
  | 'gone'
  /** It is larger than the limit. */
  | 'too_heavy'
  /** The connection failed or broke. */
  | 'unreachable'
  | 'timeout'
  /** It came more slowly than is waited for. */
  | 'too_slow'
  /** Any other unsuccessful status; see `status`. */
  | 'status';

interface FetchErrorDetails {
  readonly status?: number | undefined;
  readonly code?: string | undefined;
}

/** A failed download. It contains only the host: links are signed, and undici's `cause` may contain the link. */
export class FetchError extends Error {
  override readonly name: string = 'FetchError';
  readonly kind: FetchErrorKind;
  readonly host: string;
  /** The HTTP status, if there was a response. */
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
