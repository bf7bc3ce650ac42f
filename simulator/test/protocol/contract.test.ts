import { Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BEYOND } from '../../src/rest/checks/beyond-the-description.ts';
import { publishedRoutes } from '../../src/rest/checks/description.ts';
import { file, setUp } from '../sample-bot.ts';

type World = Awaited<ReturnType<typeof setUp>>;

const long = (length: number): string => 'x'.repeat(length);
const row = (...components: object[]) => [{ type: 1, components }];
const button = { type: 2, style: 1, label: 'a', custom_id: 'a' };
const command = { name: 'age', description: 'Age' };

const query = (name: string, value: string) => ({ query: new URLSearchParams({ [name]: value }) });

/** What is wrong, its position in the tree of errors, and its code. */
const wrong: [string, object, string, string][] = [
  ['an unknown field', { colour: 1 }, 'colour', 'UNKNOWN_FIELD'],
  [
    'an unknown field deep inside',
    { embeds: [{ fields: [{ name: 'a', value: 'b', wide: true }] }] },
    'embeds.0.fields.0.wide',
    'UNKNOWN_FIELD',
  ],
  ['a wrong type', { content: 7 }, 'content', 'BASE_TYPE_BAD_TYPE'],
  ['a wrong type deep inside', { embeds: [{ footer: { text: ['a'] } }] }, 'embeds.0.footer.text', 'BASE_TYPE_BAD_TYPE'],
  ['a text that is too long', { content: long(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
  ['a title that is too long', { embeds: [{ title: long(257) }] }, 'embeds.0.title', 'BASE_TYPE_MAX_LENGTH'],
  [
    'embeds that are too long together',
    { embeds: [1, 2].map(() => ({ description: long(3001) })) },
    'embeds',
    'BASE_TYPE_INVALID',
  ],
  ['too many embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'a' })) }, 'embeds', 'BASE_TYPE_BAD_LENGTH'],
  ['a colour that is none', { embeds: [{ color: 0x1000000 }] }, 'embeds.0.color', 'NUMBER_TYPE_MAX'],
  ['a link that is none', { embeds: [{ url: 'nowhere' }] }, 'embeds.0.url', 'BASE_TYPE_INVALID'],
  ['an unknown component', { components: [{ type: 99 }] }, 'components.0.type', 'UNION_TYPE_CHOICES'],
  [
    'a custom_id that is too long',
    { components: row({ ...button, custom_id: long(101) }) },
    'components.0.components.0.custom_id',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a button without custom_id',
    { components: row({ type: 2, style: 1, label: 'a' }) },
    'components.0.components.0.custom_id',
    'BASE_TYPE_REQUIRED',
  ],
  [
    'a button with an unknown field',
    { components: row({ ...button, colour: 1 }) },
    'components.0.components.0.colour',
    'UNKNOWN_FIELD',
  ],
  ['an empty row', { components: row() }, 'components.0.components', 'BASE_TYPE_BAD_LENGTH'],
  [
    'too many rows',
    { components: [1, 2, 3, 4, 5, 6].flatMap((n) => row({ ...button, custom_id: `${n}` })) },
    'components',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a text display without its flag',
    { components: [{ type: 10, content: 'a' }] },
    'components.0.type',
    'UNION_TYPE_CHOICES',
  ],
  ['a mention of nobody', { allowed_mentions: { users: ['me'] } }, 'allowed_mentions.users.0', 'BASE_TYPE_INVALID'],
  [
    'a description of a file that is too long',
    { attachments: [{ id: '0', description: long(1025) }] },
    'attachments.0.description',
    'BASE_TYPE_MAX_LENGTH',
  ],
];

/** The errors at a position of Discord's tree. */
function errorsAt(error: unknown, path: string): unknown {
  const { errors } = (error as { rawError: { errors: unknown } }).rawError;
  return path.split('.').reduce((node: unknown, step) => (node as Record<string, unknown> | undefined)?.[step], errors);
}

/** Sends what Discord refuses, and expects the refusal: 50035 with its tree, and a problem of the bot. */
async function expectRefusal({ discord }: World, asked: Promise<unknown>, path: string, code: string): Promise<void> {
  const error: unknown = await asked.then(
    () => expect.unreachable('it was not refused'),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ status: 400, code: 50_035, rawError: { message: 'Invalid Form Body' } });
  expect(errorsAt(error, path)).toEqual({ _errors: [{ code, message: expect.any(String) }] });
  expect(discord.takeProblems()).toEqual([expect.stringContaining(`${path} ${code}`)]);
}

describe("Discord's published API description", () => {
  test.each(wrong)('the simulator refuses %s in a message, as JSON and with files', async (_, body, path, code) => {
    await using world = await setUp();
    const { rest, channel } = world;
    const route = Routes.channelMessages(channel.id);
    await expectRefusal(world, rest.post(route, { body }), path, code);
    await expectRefusal(world, rest.post(route, { body, files: [file('a.png')] }), path, code);
    expect(channel.messages).toEqual([]);
  });

  test.each(wrong)('the simulator refuses %s in an answer to an interaction', async (_, body, path, code) => {
    await using world = await setUp();
    const { rest, ask, acknowledge, original, hook } = world;
    const asked = await ask();
    await expectRefusal(world, acknowledge(asked, { type: 4, data: body }), `data.${path}`, code);
    await acknowledge(asked, { type: 5 });
    await expectRefusal(world, rest.patch(original(asked), { auth: false, body }), path, code);
    await expectRefusal(world, rest.post(hook(asked), { auth: false, body }), path, code);
  });

  test("the simulator refuses forms that can't be filled in", async () => {
    await using world = await setUp();
    const { ask, acknowledge } = world;
    const asked = await ask();
    const input = { type: 4, custom_id: 'a', style: 1 };
    const label = { type: 18, label: 'Age', component: input };
    const form = (more: object) =>
      acknowledge(asked, { type: 9, data: { custom_id: 'form', title: 'Age', components: [label], ...more } });
    await expectRefusal(world, form({ title: long(46) }), 'data.title', 'BASE_TYPE_MAX_LENGTH');
    await expectRefusal(world, form({ components: [] }), 'data.components', 'BASE_TYPE_BAD_LENGTH');
    const many = Array.from({ length: 6 }, (_, n) => ({ ...label, component: { ...input, custom_id: `${n}` } }));
    await expectRefusal(world, form({ components: many }), 'data.components', 'BASE_TYPE_BAD_LENGTH');
    const longLabel = [{ ...label, label: long(46) }];
    await expectRefusal(world, form({ components: longLabel }), 'data.components.0.label', 'BASE_TYPE_MAX_LENGTH');
    const deep = [{ ...label, component: { ...input, placeholder: long(101) } }];
    const place = 'data.components.0.component.placeholder';
    await expectRefusal(world, form({ components: deep }), place, 'BASE_TYPE_MAX_LENGTH');
  });

  test.each([
    ['a name in capitals', { ...command, name: 'AGE' }, 'name', 'BASE_TYPE_INVALID'],
    ['a name that is too long', { ...command, name: long(33) }, 'name', 'BASE_TYPE_MAX_LENGTH'],
    ['a description that is too long', { ...command, description: long(101) }, 'description', 'BASE_TYPE_MAX_LENGTH'],
    ['no name', { description: 'Age' }, 'name', 'BASE_TYPE_REQUIRED'],
    ['an unknown field', { ...command, colour: 'red' }, 'colour', 'UNKNOWN_FIELD'],
    [
      'an unknown kind of option',
      { ...command, options: [{ type: 12, ...command }] },
      'options.0.type',
      'UNION_TYPE_CHOICES',
    ],
    [
      'a bound that its option has not',
      { ...command, options: [{ type: 5, ...command, min_value: 1 }] },
      'options.0.min_value',
      'UNKNOWN_FIELD',
    ],
    [
      'a name with capitals in a language',
      { ...command, name_localizations: { de: 'Alter' } },
      'name_localizations.de',
      'BASE_TYPE_INVALID',
    ],
    [
      'too long a description in a language',
      { ...command, description_localizations: { de: 'x'.repeat(101) } },
      'description_localizations.de',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'an unknown language',
      { ...command, name_localizations: { xx: 'age' } },
      'name_localizations.xx',
      'UNKNOWN_FIELD',
    ],
  ])('the simulator refuses %s in a command', async (_, body, path, code) => {
    await using world = await setUp();
    const { rest, discord } = world;
    const route = Routes.applicationCommands(discord.applicationId);
    await expectRefusal(world, rest.post(route, { body }), path, code);
    await expectRefusal(world, rest.put(route, { body: [body] }), `0.${path}`, code);
  });

  test('the simulator refuses invalid ids and queries', async () => {
    await using world = await setUp();
    const { rest, channel, ask, acknowledge } = world;
    const body = { content: 'a' };
    await expectRefusal(world, rest.post('/channels/here/messages', { body }), 'channel_id', 'NUMBER_TYPE_COERCE');
    await expectRefusal(world, rest.get(`/channels/${channel.id}/messages/last`), 'message_id', 'NUMBER_TYPE_COERCE');
    const route = Routes.channelMessages(channel.id);
    await expectRefusal(world, rest.post(route, { body, ...query('wait', 'true') }), 'wait', 'UNKNOWN_FIELD');
    const asked = await ask();
    const callback = Routes.interactionCallback(asked.id, asked.token);
    const given = { body: { type: 5 }, auth: false, ...query('with_response', 'please') };
    await expectRefusal(world, rest.post(callback, given), 'with_response', 'BOOLEAN_TYPE_CONVERT');
    await acknowledge(asked, { type: 5 });
  });

  test('every checked route is published', async () => {
    // A variable hides the name from the compiler, because the package's types don't compile with this project's
    // options.
    const name: string = 'discord-api-spec';
    const { pathsList } = (await import(name)) as { pathsList: Record<string, readonly string[]> };
    const published = Object.entries(pathsList).flatMap(([method, paths]) =>
      paths.map((path) => `${method.toUpperCase()} ${path}`),
    );
    expect(published).toEqual(expect.arrayContaining([...publishedRoutes]));
  });

  test.each(BEYOND)('the description lacks $field, or refuses what the documentation shows: $source', (beyond) => {
    expect(z.core.safeParse(beyond.schema, beyond.example).success).toBe(true);
    for (const object of beyond.of) {
      const { shape } = (object as z.core.$ZodObject)._zod.def;
      const field = shape[beyond.field];
      expect(field && z.core.safeParse(field, beyond.example).success).not.toBe(true);
    }
  });
});
