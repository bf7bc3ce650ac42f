/** What one GET request is answered with. */
export interface Content {
  readonly type: string;
  readonly body: string | Buffer;
  readonly caching: 'no-cache' | 'private, max-age=86400, immutable';
}
