import { ApplicationCommandType, type REST, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { expect, test } from 'vitest';
import { deployCommands } from '../../../../src/discord/commands/deployment/deployment.ts';

const option = { type: 11, name: 'image', description: 'A photo', required: true, file_types: ['image', '.heic'] };
const command = {
  type: ApplicationCommandType.ChatInput,
  name: 'age',
  description: 'Change the age',
  contexts: [0, 1],
  integration_types: [0, 1],
  options: [option, { type: 3, name: 'mood', description: 'How', choices: [{ name: 'Sad', value: 's' }] }],
} as unknown as RESTPostAPIApplicationCommandsJSONBody;
const menu = { type: ApplicationCommandType.Message, name: 'Age this photo' } as const;

/** Whether the list is written if Discord has these commands. */
async function isWritten(deployed: readonly object[], guildId?: string): Promise<boolean> {
  let written = false;
  const rest = {
    get: async () => deployed,
    put: async () => {
      written = true;
    },
  };
  const said = await deployCommands([command, menu], { rest: rest as unknown as REST, applicationId: '1', guildId });
  expect(said).toBe(written);
  return written;
}

const changed = (change: object) => [{ ...command, ...change }, menu];
const options = (command as { options: object[] }).options;

test.each<[string, object[]]>([
  ['unchanged', [command, menu]],
  ['in another order', [menu, command]],
  ['with ids and versions', changed({ id: '7', version: '8', application_id: '1', dm_permission: true })],
  ['with empty translations', changed({ name_localizations: {}, description_localizations: null })],
  ['with null for absent fields', changed({ default_member_permissions: null, nsfw: false })],
  ['with an empty list of options', [command, { ...menu, description: '', options: [] }]],
  ['with null for options', [command, { ...menu, options: null }]],
  ['with lists in another order', changed({ contexts: [1, 0], integration_types: [1, 0] })],
  ['with words in another order', changed({ options: [{ ...option, file_types: ['.heic', 'image'] }, options[1]] })],
  ['with empty lists in options', changed({ options: [{ ...option, channel_types: [], choices: [] }, options[1]] })],
  ['with unknown fields in options', changed({ options: [{ ...option, shiny: true }, options[1]] })],
  [
    'with empty texts in choices',
    changed({ options: [option, { ...options[1], choices: [{ name: 'Sad', name_localizations: {}, value: 's' }] }] }),
  ],
])("commands that Discord has %s aren't written again", async (_how, deployed) => {
  expect(await isWritten(deployed)).toBe(false);
});

test.each<[string, object[]]>([
  ['none', []],
  ['one too few', [command]],
  ['one too many', [command, menu, { ...menu, name: 'Another' }]],
  ['another description', changed({ description: 'Other' })],
  ['a text in another language', changed({ name_localizations: { de: 'alter' } })],
  ['another option first', changed({ options: [options[1], option] })],
  ['another bound', changed({ options: [{ ...option, max_length: 5 }, options[1]] })],
  ['other files', changed({ options: [{ ...option, file_types: ['image'] }, options[1]] })],
  ['other places', changed({ contexts: [0] })],
])('commands are written if Discord has %s', async (_how, deployed) => {
  expect(await isWritten(deployed)).toBe(true);
});

test("a server's own list is compared without where its commands can be used", async () => {
  expect(await isWritten(changed({ contexts: null, integration_types: [0] }), '5')).toBe(false);
  expect(await isWritten([{ ...command, contexts: undefined, integration_types: undefined }, menu], '5')).toBe(false);
});
