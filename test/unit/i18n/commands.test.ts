import { describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { MIN_AGE } from '../../../src/bounds.ts';
import { payloads } from '../../../src/discord/commands/command.ts';
import type { CommandWords } from '../../../src/i18n/catalogue.ts';
import { commandsOf, LANGUAGE_CODES } from '../../../src/i18n/languages.ts';
import { MENTIONS } from '../../../src/i18n/mentions.ts';

/** A command or option as it is deployed. */
interface Deployed {
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string>>;
  readonly description_localizations?: Readonly<Record<string, string>>;
  readonly options?: readonly Deployed[];
  readonly choices?: readonly Deployed[];
}

const deployed = payloads(commands, {
  directMessages: true,
  userInstall: true,
  minAge: MIN_AGE,
}) as readonly Deployed[];
const others = LANGUAGE_CODES.filter((code) => code !== 'en');
const CHAT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const numbersIn = (text = '') => new Set(text.match(/\d+/g));

/** Every command and option, by its English path such as `age image`. */
function everyPart(parts: readonly Deployed[], above = ''): (readonly [path: string, part: Deployed])[] {
  return parts.flatMap((part) => {
    const path = `${above}${part.name}`;
    return [[path, part] as const, ...everyPart(part.options ?? [], `${path} `)];
  });
}

function everyPath(words: Readonly<Record<string, CommandWords>>, above = ''): string[] {
  return Object.entries(words).flatMap(([name, { options }]) => [
    `${above}${name}`,
    ...everyPath(options ?? {}, `${above}${name} `),
  ]);
}

const parts = everyPart(deployed);
const choices = parts.flatMap(([path, { choices: all }]) => (all ?? []).map((choice) => [path, choice] as const));
const menus = deployed.filter(({ description }) => description === undefined);
const described = parts.filter(([, { description }]) => description !== undefined);

test('what sentences mention is deployed', () => {
  const paths = new Set(parts.map(([path]) => path));
  expect(Object.values(MENTIONS).filter((path) => !paths.has(path.join(' ')))).toEqual([]);
});

describe.each(others)('the commands in %s', (code) => {
  test('each command and option has its words, and there are no others', () => {
    expect(everyPath(commandsOf(code)).toSorted()).toEqual(parts.map(([path]) => path).toSorted());
  });

  test('menus are named by the rules of Discord', () => {
    const names = menus.map(({ name_localizations: names }) => names?.[code] ?? '');
    expect(names.filter((name) => name.length === 0 || name.length > 32)).toEqual([]);
  });

  test('the words of each command and option follow the rules of Discord', () => {
    expect(described.length).toBeGreaterThan(20);
    for (const [path, part] of described) {
      const name = part.name_localizations?.[code] ?? '';
      expect(name, path).toMatch(CHAT_NAME);
      expect(name, path).toBe(name.toLocaleLowerCase(code));
      const description = part.description_localizations?.[code] ?? '';
      expect(description.length, path).toBeGreaterThan(0);
      expect(description.length, path).toBeLessThanOrEqual(100);
      expect(description, path).not.toBe(part.description);
      expect(description, path).not.toMatch(/[{}]/);
      expect(numbersIn(description), path).toEqual(numbersIn(part.description));
    }
  });

  test('each choice has a name', () => {
    expect(choices.length).toBeGreaterThan(0);
    expect(choices.filter(([, { name_localizations: names }]) => !names?.[code])).toEqual([]);
  });

  test('names beside each other differ', () => {
    const groups = [deployed, ...parts.flatMap(([, { options = [], choices: all = [] }]) => [options, all])];
    for (const group of groups) {
      const names = group.map(({ name, name_localizations: names }) => names?.[code] ?? name);
      expect([...new Set(names)]).toEqual(names);
    }
  });
});
