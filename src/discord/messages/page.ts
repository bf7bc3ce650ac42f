import type { APIEmbed } from 'discord.js';

/** Discord's limit for the content of a message, in characters. That of an embed's description is 4096. */
const MAX_CONTENT = 2000;

/** A long text as a message. Some languages need more room than content has. */
export function page(text: string): { readonly content: string; readonly embeds: APIEmbed[] } {
  // Both are given, since a page can replace one in another language.
  return text.length <= MAX_CONTENT ? { content: text, embeds: [] } : { content: '', embeds: [{ description: text }] };
}
