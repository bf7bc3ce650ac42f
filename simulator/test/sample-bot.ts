import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  FileUploadBuilder,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Partials,
  REST,
  Routes,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type ClientOptions,
  type Interaction,
} from 'discord.js';
import { startDiscord, type Discord } from '../src/discord.ts';
import { DISCORDS_ACKNOWLEDGEMENT_MS } from '../src/people/interactions.ts';

/** The commands of the bot that tests the simulator. */
const sampleCommands = [
  {
    type: 1,
    name: 'age',
    description: 'Changes the age of a face',
    options: [
      { type: 11, name: 'image', description: 'The photo', required: true, file_types: ['image'] },
      { type: 4, name: 'age', description: 'How old', required: true, min_value: 10, max_value: 90 },
      { type: 5, name: 'private', description: 'Only for me' },
    ],
    integration_types: [0, 1],
    contexts: [0, 1, 2],
  },
  { type: 1, name: 'settings', description: 'For admins', default_member_permissions: '32', contexts: [0] },
  { type: 3, name: 'Change age', integration_types: [0], contexts: [0] },
  { type: 2, name: 'Age avatar', integration_types: [0, 1], contexts: [0, 1, 2] },
];

/** A row with an enabled button, a disabled one and a link. */
export const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
  new ButtonBuilder().setCustomId('older').setLabel('Older').setEmoji('⏩').setStyle(ButtonStyle.Primary),
  new ButtonBuilder().setCustomId('never').setLabel('Never').setStyle(ButtonStyle.Secondary).setDisabled(true),
  new ButtonBuilder().setURL('https://example.com/help').setLabel('Help').setStyle(ButtonStyle.Link),
);

export const decades = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
  new StringSelectMenuBuilder()
    .setCustomId('decade')
    .addOptions({ label: 'Thirties', value: '30' }, { label: 'Sixties', value: '60' }),
);

/** A form that asks for an age and takes a photo. */
export const form = new ModalBuilder()
  .setCustomId('how-old')
  .setTitle('How old?')
  .addLabelComponents(
    new LabelBuilder()
      .setLabel('Age')
      .setTextInputComponent(new TextInputBuilder().setCustomId('age').setStyle(TextInputStyle.Short).setMaxLength(3)),
    new LabelBuilder()
      .setLabel('Photo')
      .setFileUploadComponent(new FileUploadBuilder().setCustomId('photo').setRequired(false).setFileTypes('image')),
  );

type SampleBot = Client<true> & AsyncDisposable & { errors: unknown[] };

/** A discord.js client with nothing changed but the addresses, logged in and ready. */
export async function startBot(
  discord: Discord,
  onInteraction: (interaction: Interaction) => Promise<unknown> = async () => undefined,
  options: Partial<ClientOptions> = {},
): Promise<SampleBot> {
  const client = new Client({
    intents: [GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl, cdn: discord.origin },
    ...options,
  });
  const errors: unknown[] = [];
  const note = (error: unknown): void => void errors.push(error);
  client.on(Events.Error, note);
  client.on(Events.ShardError, note);
  client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction).catch(note));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.botToken);
  await ready;
  await client.application?.commands.set(sampleCommands as never[]);
  return Object.assign(client as Client<true>, { errors, [Symbol.asyncDispose]: () => client.destroy() });
}

/** Answers `/age` with the given picture, after a deferral. */
export async function echo(interaction: Interaction): Promise<void> {
  if (!interaction.isChatInputCommand()) return;
  const isPrivate = interaction.options.getBoolean('private') ?? false;
  await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  const { url } = interaction.options.getAttachment('image', true);
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  const age = interaction.options.getInteger('age', true);
  const picture = { attachment: bytes, name: 'aged.png', description: 'An older face' };
  await interaction.editReply({ content: `At ${age}`, files: [picture], components: [buttons] });
}

/** The bot's REST client, without retries. */
export function plainRest(discord: Discord): REST {
  return new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.botToken);
}

/** A clock that only moves when it is told to. */
export function handClock(start = Date.UTC(2026, 0, 1)): { now(): number; advance(ms: number): void } {
  let time = start;
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}

/** A simulator with a bot that does nothing by itself, and a person who has used a command. */
export async function setUp({
  clock = handClock(),
  botInstalled = true,
}: { clock?: ReturnType<typeof handClock>; botInstalled?: boolean } = {}) {
  const stack = new AsyncDisposableStack();
  const discord = stack.use(
    await startDiscord({ clock, acknowledgementMs: DISCORDS_ACKNOWLEDGEMENT_MS, cdnLifetimeSeconds: 600 }),
  );
  stack.use(await startBot(discord));
  const guild = discord.addGuild({ botInstalled });
  const channel = guild.addChannel();
  const alice = discord.addUser({ name: 'Alice' });
  const rest = plainRest(discord);
  const upload = { bytes: Buffer.from('not really a picture'), filename: 'a.png' };
  const ask = () => alice.slash({ channel, command: 'age', options: { image: upload, age: 60 } });
  const acknowledge = (asked: { id: string; token: string }, body: object) =>
    rest.post(Routes.interactionCallback(asked.id, asked.token), { body, auth: false });
  const original = (asked: { token: string }) => Routes.webhookMessage(discord.applicationId, asked.token);
  const hook = (asked: { token: string }) => Routes.webhook(discord.applicationId, asked.token);
  const dispose = { [Symbol.asyncDispose]: () => stack.disposeAsync() };
  return { ...dispose, discord, clock, channel, alice, rest, ask, acknowledge, original, hook };
}

/** A file for discord.js's REST. */
export const file = (name: string, bytes = 8) => ({ name, data: Buffer.alloc(bytes, name) });
