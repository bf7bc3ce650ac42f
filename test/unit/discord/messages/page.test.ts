import { expect, test } from 'vitest';
import { page } from '../../../../src/discord/messages/page.ts';

test('a page is the content of a message, or an embed if it is too long for that', () => {
  expect(page('x'.repeat(2000))).toEqual({ content: 'x'.repeat(2000), embeds: [] });
  expect(page('x'.repeat(2001))).toEqual({ content: '', embeds: [{ description: 'x'.repeat(2001) }] });
});
