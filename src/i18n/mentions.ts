import type { CommandWords } from './catalogue.ts';
import { commandsOf, type LanguageCode } from './languages.ts';

/** The commands, menus and options that sentences mention as `{command_age}`, by their English names. */
export const MENTIONS: Readonly<Record<string, readonly [command: string, option?: string]>> = {
  command_age: ['age'],
  command_privacy: ['age-privacy'],
  command_report: ['age-report'],
  menu_photo: ['Age this photo'],
  option_image: ['age', 'image'],
  option_user: ['age', 'user'],
  option_link: ['age', 'link'],
  option_private: ['age', 'private'],
};

/** What Discord calls them in a language. */
export function mentionsIn(code: LanguageCode): Readonly<Record<string, string>> {
  const commands = commandsOf(code);
  return Object.fromEntries(
    Object.entries(MENTIONS).map(([placeholder, [command, option]]) => {
      const words: CommandWords | undefined = commands[command];
      const name = option === undefined ? words?.name : words?.options?.[option]?.name;
      return [placeholder, name ?? option ?? command];
    }),
  );
}
