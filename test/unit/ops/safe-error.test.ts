import { DiscordAPIError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { safeError, scrub } from '../../../src/ops/log/safe-error.ts';

describe('errors in the log', () => {
  test('the log contains neither the picture nor the token of a Discord error', () => {
    const token = 'aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTpzZWNyZXQ';
    const error = new DiscordAPIError(
      { message: 'Invalid Form Body', code: 50035 },
      50035,
      400,
      'PATCH',
      `https://discord.com/api/v10/webhooks/1/${token}/messages/@original`,
      { files: [{ name: 'aged.jpg', data: Buffer.from('the picture itself') }], body: { content: 'private words' } },
    );
    const logged = JSON.stringify(safeError(error));
    expect(logged).toContain('50035');
    expect(logged).not.toContain(token);
    expect(logged).not.toContain('the picture itself');
    expect(logged).not.toContain('private words');
  });

  test('the log contains causes, but no signed links', () => {
    const cause = new TypeError('Failed to parse https://cdn.discordapp.com/attachments/1/2/me.jpg?ex=6&is=5&hm=abc');
    const logged = JSON.stringify(safeError(new Error('It failed', { cause })));
    expect(logged).toContain('It failed');
    expect(logged).toContain('cdn.discordapp.com');
    expect(logged).not.toContain('hm=abc');
  });

  test.each([
    ['a bot token', 'token MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789', /MTIz|GabcdE/],
    ['a bearer token', 'authorization: Bearer abc.def', /abc\.def/],
    ['an interaction path', 'POST /interactions/123/aVerySecretThing/callback', /aVerySecretThing/],
    ['the password of a store', 'redis://user:pass@host:6379/0 refused', /pass@/],
    ['the password of Sentinels', 'rediss+sentinel://user:pass@one:1,two:2/name refused', /pass/],
    ['the password at a socket', 'redis+unix://user:pass@/run/redis.sock refused', /pass/],
  ])('the log never contains %s', (_what, words, secret) => {
    expect(scrub(words)).not.toMatch(secret);
  });

  test('anything that was thrown can be logged', () => {
    expect(safeError('just words')).toEqual({ type: 'string', message: 'just words' });
    expect(safeError(undefined).message).toBe('undefined');
  });
});
