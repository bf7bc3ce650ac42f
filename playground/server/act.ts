import type { Channel, FormValue, OptionValue, Person, Upload } from 'discord-simulator';
import type { Action, GivenFile, GivenOption, Suggestion, Typing } from '../protocol.ts';
import type { ReadAction } from './read-action.ts';
import type { ViewSources } from './view.ts';

export interface ActSources extends ViewSources {
  /** The bot's variables now. */
  readonly botEnvironment: () => Readonly<Record<string, string>>;
}

/**
 * Does what the page asks for, as this person.
 *
 * @throws {Error} if the person's client wouldn't allow it
 */
export async function act(sources: ActSources, person: Person, { action, files }: ReadAction): Promise<void> {
  const { asked } = sources;
  const upload = ({ file, spoiler = false, description }: GivenFile): Upload => {
    const found = files[file];
    if (!found) throw new Error('A file is missing.');
    return { ...found, spoiler, ...(description ? { description } : {}) };
  };

  switch (action.do) {
    case 'slash': {
      const channel = channelOf(sources, person, action.place);
      const given = Object.entries(action.options).map(([name, value]) => [name, read(value)] as const);
      const { command } = action;
      return asked.add(person, await person.slash({ channel, command, options: Object.fromEntries(given) }));
    }
    case 'message-menu': {
      const message = { id: action.message };
      return asked.add(person, await person.messageMenu({ message, command: action.command }));
    }
    case 'user-menu': {
      const channel = channelOf(sources, person, action.place);
      const user = personOf(sources, action.user);
      return asked.add(person, await person.userMenu({ channel, user, command: action.command }));
    }
    case 'press':
      return asked.add(person, await person.press({ id: action.message }, action.button), action.message);
    case 'choose': {
      const values = action.values.map((value) => sources.scene.people.find(({ id }) => id === value) ?? value);
      const chosen = await person.choose({ id: action.message }, values, { customId: action.menu });
      return asked.add(person, chosen, action.message);
    }
    case 'submit': {
      const opener = asked.find(person, action.form);
      const fields = Object.entries(action.fields).map(([name, value]) => {
        const filled = Array.isArray(value)
          ? value.map((each) => (typeof each === 'object' ? upload(each) : each))
          : value;
        return [name, filled as FormValue] as const;
      });
      return asked.add(person, await person.submit(opener, Object.fromEntries(fields)));
    }
    case 'close-form':
    case 'dismiss-failure':
      return asked.end(person, action.do === 'close-form' ? action.form : action.id);
    case 'post': {
      const { content, replyTo } = action;
      const message = { content, uploads: action.files.map(upload), ...(replyTo && { replyTo: { id: replyTo } }) };
      await person.post(channelOf(sources, person, action.place), message);
      return;
    }
    case 'delete':
      return deleteOwn(sources, person, action.message);
    case 'dismiss':
      return person.dismiss({ id: action.message });
    case 'switch':
      if (await sources.controls.apply(action.switches)) await sources.bot.restart(sources.botEnvironment());
      return;
    case 'bot':
      return await runBot(sources, action.what);
  }

  function read(value: GivenOption): OptionValue {
    if (typeof value === 'object') return upload(value);
    // An id is only written where a person or a channel is meant.
    if (typeof value !== 'string' || !/^\d{17,20}$/.test(value)) return value;
    const { people } = sources.scene;
    return people.find(({ id }) => id === value) ?? channels(sources, person).find(({ id }) => id === value) ?? value;
  }
}

/**
 * What the bot suggests for an option.
 *
 * @throws {Error} if the person's client wouldn't ask for suggestions there
 */
export async function suggest(
  sources: ViewSources,
  person: Person,
  { place, command, option, typed }: Typing,
): Promise<readonly Suggestion[]> {
  const channel = channelOf(sources, person, place);
  const asked = await person.autocomplete({ channel, command, options: { [option]: typed }, focused: option });
  return await asked.suggestions();
}

async function runBot({ bot, botEnvironment }: ActSources, what: Extract<Action, { do: 'bot' }>['what']) {
  if (what === 'start') bot.start(botEnvironment());
  else if (what === 'restart') await bot.restart(botEnvironment());
  else await bot.stop(what === 'kill' ? 'SIGKILL' : 'SIGTERM');
}

function deleteOwn(sources: ActSources, person: Person, id: string): void {
  const channel = channels(sources, person).find((each) => each.seenBy(person).some((message) => message.id === id));
  const message = channel?.seenBy(person).find((each) => each.id === id);
  if (!channel || message?.data.author.id !== person.id) throw new Error('You can only delete your own messages.');
  channel.delete(message);
}

const channels = ({ scene }: ViewSources, person: Person): Channel[] => [...scene.channels, person.dmChannel];

function channelOf(sources: ViewSources, person: Person, id: string): Channel {
  const found = channels(sources, person).find((channel) => channel.id === id);
  if (!found) throw new Error('No such channel.');
  return found;
}

function personOf({ scene }: ActSources, id: string): Person {
  const found = scene.people.find((person) => person.id === id);
  if (!found) throw new Error('No such person.');
  return found;
}
