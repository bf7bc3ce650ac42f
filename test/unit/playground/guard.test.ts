import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../../playground/server/web/guard.ts';

const PORT = 4800;
const OWN = `http://127.0.0.1:${PORT}`;

/** Whether a request is refused. */
function isRefused(headers: Record<string, string>, { method = 'GET', url = '/events' } = {}): boolean {
  const request = { method, url, headers: { host: `127.0.0.1:${PORT}`, ...headers } };
  return refusal(request as unknown as IncomingMessage, PORT) !== undefined;
}

describe('the guard of the playground', () => {
  test.each([
    ['the address', { host: `127.0.0.1:${PORT}` }],
    ['the name', { host: `localhost:${PORT}` }],
    ['the page itself', { origin: OWN, 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('lets in %s', (_, headers) => {
    expect(isRefused(headers, { method: 'POST' })).toBe(false);
  });

  test.each([
    'evil.example',
    `evil.example:${PORT}`,
    '127.0.0.1',
    '127.0.0.1:4801',
    `127.0.0.1.evil.example:${PORT}`,
    `0.0.0.0:${PORT}`,
    '',
  ])('refuses the host "%s", by which a name of a website could lead here', (host) => {
    expect(isRefused({ host })).toBe(true);
  });

  test.each([
    'http://evil.example',
    'null',
    `http://localhost:${PORT}`,
    'http://127.0.0.1:4801',
    `https://127.0.0.1:${PORT}`,
  ])('refuses the origin %s at the address 127.0.0.1', (origin) => {
    expect(isRefused({ origin })).toBe(true);
    expect(isRefused({ origin }, { method: 'POST', url: '/act' })).toBe(true);
  });

  test.each(['cross-site', 'same-site'])('refuses what other websites load, which are %s', (site) => {
    expect(isRefused({ 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).toBe(true);
    expect(isRefused({ 'sec-fetch-site': site }, { method: 'POST', url: '/act' })).toBe(true);
  });

  test('lets a link on another website open the page, but only the page, and not in a frame', () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(isRefused(link, { url: '/' })).toBe(false);
    expect(isRefused(link, { url: '/events' })).toBe(true);
    expect(isRefused(link, { url: '/', method: 'POST' })).toBe(true);
    expect(isRefused({ ...link, 'sec-fetch-dest': 'iframe' }, { url: '/' })).toBe(true);
  });
});
