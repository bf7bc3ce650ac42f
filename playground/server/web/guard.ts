import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused, or undefined if it comes from the playground's own page or from a program on this machine.
 *
 * A website could otherwise reach this server through the browser of whoever visits it: by a name of its own that
 * resolves to 127.0.0.1 (DNS rebinding), which the `Host` header gives away; or by a request across origins, which
 * `Origin` and `Sec-Fetch-Site` give away. See https://developer.mozilla.org/docs/Glossary/Fetch_metadata_request_header.
 */
export function refusal({ method, url, headers }: IncomingMessage, port: number): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin } = headers;
  if (!hosts.includes(host)) return `Open http://127.0.0.1:${port}: this server has no other name.`;
  if (origin !== undefined && origin !== `http://${host}`) return 'Other websites have no access.';

  const site = headers['sec-fetch-site'] ?? 'none';
  const isOwn = site === 'same-origin' || site === 'none';
  // A link on another website may open the page, but not show it in a frame.
  const isLink =
    method === 'GET' &&
    url === '/' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document';
  return isOwn || isLink ? undefined : 'Other websites have no access.';
}

/** Headers of every answer. The page loads nothing from elsewhere, and nobody else can frame or embed it. */
export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;
