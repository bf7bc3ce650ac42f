import type { Discord, Person } from 'discord-simulator';
import type { ShownPlace, View } from '../protocol.ts';
import type { AskedList } from './asked-list.ts';
import type { BotProcess } from './bot-process.ts';
import type { Controls } from './trouble/controls.ts';
import type { LocalFiles } from './web/files.ts';
import type { Scene } from './scene.ts';
import { showMessage, showPerson } from './show-message.ts';

/** Most messages of a place that the page shows. */
const MOST_MESSAGES = 100;

export interface ViewSources {
  readonly discord: Discord;
  readonly scene: Scene;
  readonly asked: AskedList;
  readonly controls: Controls;
  readonly bot: BotProcess;
  readonly files: LocalFiles;
}

/** Everything that one person sees now. */
export function viewOf({ discord, scene, asked, controls, bot, files }: ViewSources, person: Person): View {
  const channels = [...scene.channels, person.dmChannel];
  const byPlace = <T>(look: (channel: (typeof channels)[number]) => T): Record<string, T> =>
    Object.fromEntries(channels.map((channel) => [channel.id, look(channel)]));
  return {
    me: person.id,
    people: [...scene.people.map(({ user }) => showPerson(user)), showPerson(discord.botUser)],
    places: channels.map(({ id, state }): ShownPlace => {
      const server = state.guild?.name;
      return { id, name: server === undefined ? (discord.botUser.global_name ?? 'bot') : state.name, server };
    }),
    commands: byPlace((channel) => person.commandsIn({ channel })),
    messages: byPlace((channel) =>
      channel
        .seenBy(person)
        .slice(-MOST_MESSAGES)
        .map((message) => showMessage(message, person.id, { files, guildId: channel.state.guild?.id })),
    ),
    unanswered: asked.unansweredOf(person),
    form: asked.formOf(person),
    panel: controls.panel(),
    bot: { state: bot.state, log: [...bot.log], problems: [...discord.problems] },
  };
}
