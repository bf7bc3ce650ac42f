import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ApplicationCommandOptionType, type APIApplicationCommandOption } from 'discord-api-types/v10';
import type { Discord } from '../discord.ts';
import type { Asked } from '../people/asked.ts';
import type { Person } from '../people/person.ts';
import type { OptionValue } from '../people/slash-options.ts';
import type { Upload } from '../world/media.ts';
import type { Channel } from '../world/places.ts';

export const HELP = `  /command option:value    use a command in #general; the value of a file option is a path
  press Label              press a button of the newest message that has it
  fill field:value         send the form that the bot has opened
  send path words          send a file to the bot, in direct messages
  anything else            send it to the bot, in direct messages`;

export interface Place {
  readonly discord: Discord;
  readonly person: Person;
  readonly channel: Channel;
}

/**
 * Lets a person do what is typed, line by line.
 * @returns a function that throws an `Error` if the person's client wouldn't allow it
 */
export function createPrompt({ discord, person, channel }: Place): (line: string) => Promise<void> {
  let opener: Asked | undefined;

  async function useCommand(words: readonly string[]): Promise<void> {
    const firstOption = words.findIndex((word) => word.includes(':'));
    const path = firstOption === -1 ? words : words.slice(0, firstOption);
    const specs = discord.commands.find(({ name }) => name === path[0])?.options;
    const given = Object.entries(pairs(words.slice(path.length)));
    const filled = given.map(async ([name, text]) => [name, await valueOf(typeOf(specs, name), text)] as const);
    const options = Object.fromEntries(await Promise.all(filled));
    opener = await person.slash({ channel, command: path.join(' '), options });
  }

  async function press(label: string): Promise<void> {
    const seen = [...channel.seenBy(person), ...person.dmChannel.seenBy(person)];
    const newest = seen.toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)));
    const message = newest.find(({ buttons }) => buttons.some((button) => button.label.endsWith(label)));
    if (!message) throw new Error(`there is no button "${label}"`);
    const button = message.buttons.find((each) => each.label.endsWith(label));
    opener = await person.press(message, button?.label ?? label);
  }

  return async (line) => {
    const [first = '', ...rest] = wordsOf(line);
    if (first === '') return;
    if (first.startsWith('/')) await useCommand([first.slice(1), ...rest]);
    else if (first === 'press') await press(rest.join(' '));
    else if (first === 'fill' && opener) await person.submit(opener, pairs(rest));
    else if (first === 'send') await person.dm(rest.slice(1).join(' '), [await readUpload(rest[0] ?? '')]);
    else await person.dm(line);
  };
}

/** Double quotes enclose words that contain spaces. */
function wordsOf(line: string): string[] {
  return (line.match(/(?:[^\s"]|"[^"]*")+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

function pairs(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf(':');
      if (at === -1) throw new Error(`"${word}" is not of the form name:value`);
      return [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

/** The type of an option, of the command itself or of one of its subcommands. */
function typeOf(
  specs: readonly APIApplicationCommandOption[] = [],
  name: string,
): ApplicationCommandOptionType | undefined {
  for (const spec of specs) {
    const inner = 'options' in spec ? typeOf(spec.options, name) : undefined;
    if (inner !== undefined) return inner;
    if (spec.name === name) return spec.type;
  }
  return undefined;
}

async function valueOf(type: ApplicationCommandOptionType | undefined, text: string): Promise<OptionValue> {
  switch (type) {
    case ApplicationCommandOptionType.Attachment:
      return await readUpload(text);
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number:
      return Number(text);
    case ApplicationCommandOptionType.Boolean:
      return text === 'true';
    default:
      return text;
  }
}

async function readUpload(path: string): Promise<Upload> {
  return { bytes: await readFile(path), filename: basename(path) };
}
