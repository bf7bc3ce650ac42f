import { createHmac } from 'node:crypto';

/** Where the bot says who it is. Proxies forward `/p/` for lent pictures, so this shows that they reach it. */
export const OWN_PAGE = '/p/this-bot';

/** What a bot with this token answers there: the same for all of its processes, and of no use to anybody else. */
export function ownPage(token: string): string {
  return `face-age-bot ${createHmac('sha256', token).update(OWN_PAGE).digest('base64url').slice(0, 22)}\n`;
}
