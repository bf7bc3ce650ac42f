import { h } from './dom.ts';
import { spoiler } from './messages/spoiler.ts';
import { timestamp } from './times.ts';

/** The names behind ids in mentions. */
export type NameOf = (id: string) => string | undefined;

const INLINE = new RegExp(
  [
    String.raw`\\(?<escaped>[^\w\s])`,
    '`(?<code>[^`]+)`',
    String.raw`\[(?<label>[^\]]+)\]\(<?(?<target>https?://[^\s)>]+)>?\)`,
    String.raw`https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(?<place>\d+)\/(?<message>\d+)`,
    String.raw`<?(?<link>https?://[^\s<>]+[^\s<>.,;:!?)'"])>?`,
    String.raw`<t:(?<seconds>-?\d+)(?::(?<style>[tTdDfFRsS]))?>`,
    String.raw`<@!?(?<user>\d+)>`,
    String.raw`<#(?<channel>\d+)>`,
    String.raw`<\/(?<command>[^:>]+):\d+>`,
    String.raw`\*\*(?<bold>[\s\S]+?)\*\*(?!\*)`,
    String.raw`__(?<underlined>[\s\S]+?)__(?!_)`,
    String.raw`\*(?<slanted>[^*\s][^*]*)\*`,
    String.raw`(?<!\w)_(?<italic>[^_]+)_(?!\w)`,
    String.raw`~~(?<struck>[\s\S]+?)~~`,
    String.raw`\|\|(?<hidden>[\s\S]+?)\|\|`,
  ].join('|'),
  'g',
);

/** What Discord shows for a text with its markup. */
export function markdown(text: string, nameOf: NameOf): HTMLElement {
  const root = h('div', { class: 'markdown' });
  // Every second part is inside a fence.
  for (const [index, part] of text.split(/```(?:\w*\n)?([\s\S]*?)```/).entries())
    if (index % 2 === 1) root.append(h('pre', {}, h('code', {}, part.replace(/\n$/, ''))));
    else root.append(...blocks(part, nameOf));
  return root;
}

const KINDS = [
  { pattern: /^(?<marks>#{1,3}) (?<rest>.*)/, tag: (marks: string) => `h${marks.length + 2}` as 'h3' | 'h4' | 'h5' },
  { pattern: /^(?<marks>-#) (?<rest>.*)/, tag: () => 'small' as const },
  { pattern: /^(?<marks>>) (?<rest>.*)/, tag: () => 'blockquote' as const },
  { pattern: /^\s*(?<marks>[-*]|\d+\.) (?<rest>.*)/, tag: () => 'li' as const },
];

function blocks(text: string, nameOf: NameOf): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (const line of text.replaceAll(/^\n|\n$/g, '').split('\n')) {
    const kind = KINDS.find(({ pattern }) => pattern.test(line));
    const { marks = '', rest = line } = kind?.pattern.exec(line)?.groups ?? {};
    const tag = kind?.tag(marks) ?? 'p';
    const element = h(tag, {}, ...inline(rest, nameOf));
    const last = found.at(-1);
    if (tag === 'li') {
      const list = /\d/.test(marks) ? 'ol' : 'ul';
      if (last?.tagName.toLowerCase() === list) last.append(element);
      else found.push(h(list, {}, element));
    } else if (line !== '' || (last?.tagName === 'P' && text.trim() !== '')) found.push(element);
  }
  return found;
}

function inline(text: string, nameOf: NameOf): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(end, match.index), styled(match.groups ?? {}, nameOf));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

function styled(found: Partial<Record<string, string>>, nameOf: NameOf): Node | string {
  const inner = (tag: 'strong' | 'em' | 'u' | 's', content: string) => h(tag, {}, ...inline(content, nameOf));
  const { escaped, code, label, target, link, seconds, style, user, channel, command } = found;
  const { place, message, bold, underlined, slanted, italic, struck, hidden } = found;
  if (escaped !== undefined) return escaped;
  if (code !== undefined) return h('code', {}, code);
  if (label !== undefined && target !== undefined) return external(target, ...inline(label, nameOf));
  if (message !== undefined)
    return h('a', { class: 'mention', href: `#message-${message}` }, `${nameOf(place ?? '') ?? 'message'} › 💬`);
  if (link !== undefined) return external(link, link);
  if (seconds !== undefined) return timestamp(Number(seconds), style);
  if (user !== undefined) return h('span', { class: 'mention' }, `@${nameOf(user) ?? 'unknown-user'}`);
  if (channel !== undefined) return h('span', { class: 'mention' }, `#${nameOf(channel) ?? 'unknown'}`);
  if (command !== undefined) return h('span', { class: 'mention' }, `/${command}`);
  if (bold !== undefined) return inner('strong', bold);
  if (underlined !== undefined) return inner('u', underlined);
  if (slanted !== undefined || italic !== undefined) return inner('em', slanted ?? italic ?? '');
  if (struck !== undefined) return inner('s', struck);
  return spoiler(`text:${hidden ?? ''}`, h('span', {}, ...inline(hidden ?? '', nameOf)), 'text');
}

function external(href: string, ...children: (Node | string)[]): HTMLAnchorElement {
  return h('a', { href, target: '_blank', rel: 'noreferrer' }, ...children);
}
