import type { BaseInteraction } from 'discord.js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Command, CommandContext, Services } from '../../../../src/discord/commands/command.ts';
import { createControlSignatures } from '../../../../src/discord/commands/custom-ids/control-signatures.ts';
import { controlId } from '../../../../src/discord/commands/custom-ids/custom-id.ts';
import { createDispatcher } from '../../../../src/discord/commands/dispatcher.ts';
import { createPaces } from '../../../../src/discord/commands/paces.ts';
import type { Replies } from '../../../../src/discord/delivery/replies.ts';
import { explain } from '../../../../src/i18n/text.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import type { Logger } from '../../../../src/ops/log/logger.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { StorageError } from '../../../../src/storage/storage.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';
import { interactionOf } from '../interactions.ts';

const signatures = createControlSignatures({ aliases: (text) => [Buffer.from(text).toString('hex').slice(-16)] });
const signed = (action: string, ...ids: string[]) =>
  signatures.sign({ custom_id: controlId(action, ...ids) }).custom_id;

const user = { id: '9', username: 'alice', discriminator: '0', avatar: null };
const base = { id: '1', application_id: '2', token: 'secret', version: 1, channel_id: '6', user };
const photo = { id: '5', channel_id: '6', author: user, content: '', attachments: [], embeds: [] };
const events = {
  slash: { ...base, type: 2, data: { id: '3', name: 'age', type: 1 } },
  'message-menu': {
    ...base,
    type: 2,
    data: { id: '3', name: 'Age this photo', type: 3, target_id: '5', resolved: { messages: { 5: photo } } },
  },
  'user-menu': {
    ...base,
    type: 2,
    data: { id: '3', name: 'Age this avatar', type: 2, target_id: '9', resolved: { users: { 9: user } } },
  },
  control: {
    ...base,
    type: 3,
    message: {
      ...photo,
      author: { ...user, id: '2' },
      components: [
        { type: 1, components: [{ type: 2, style: 2, label: 'Older', custom_id: signed('older', '7', '8') }] },
      ],
    },
    data: { component_type: 2, custom_id: signed('older', '7', '8') },
  },
  modal: { ...base, type: 5, data: { custom_id: signed('older', '7'), components: [] } },
} as const;
const autocomplete = { ...base, type: 4, data: { id: '3', name: 'age', type: 1, options: [] } };

const clock = createFakeClock();
const extras = { receivedAt: clock.now() };
const execute = vi.fn<(...given: unknown[]) => Promise<void>>();
const privately = vi.fn<Replies['privately']>();
const onTooFast = vi.fn<(what: string) => void>();
const withSuggestions = vi.fn<Replies['withSuggestions']>();
const error = vi.fn<(fields: object, message: string) => void>();
const logger = { error } as unknown as Logger;

/** One command of each kind, all with the same behaviour. */
const commands = [
  { kind: 'slash', data: { name: 'age' }, execute, suggest: () => Promise.resolve([{ name: '60', value: 60 }]) },
  { kind: 'message-menu', data: { name: 'Age this photo' }, execute },
  { kind: 'user-menu', data: { name: 'Age this avatar' }, execute },
  { kind: 'control', action: 'older', execute },
  { kind: 'modal', action: 'older', execute },
] as unknown as Command[];
const kinds = Object.keys(events) as (keyof typeof events)[];

function start(offered: readonly Command[] = commands) {
  const languages = { meet: async (_user: string, locale: string) => locale };
  const services = {
    replies: { privately, withSuggestions },
    languages,
    ownId: () => undefined,
    links: { privacy: undefined, support: undefined },
  } as unknown as Services;
  const { atomic } = openMemoryStorage({ clock });
  const paces = createPaces({ clock, atomic, actionsPerMinute: 60, alias: (text) => text, onTooFast });
  const dispatcher = createDispatcher({ commands: offered, services, paces, signatures, clock, logger });
  const dispatch = (event: object): BaseInteraction => {
    const interaction = interactionOf({ ...event });
    dispatcher.dispatch(interaction, extras);
    return interaction;
  };
  return { dispatcher, dispatch };
}

beforeEach(() => {
  execute.mockReset().mockResolvedValue(undefined);
  privately.mockReset().mockResolvedValue(undefined);
  error.mockReset();
  onTooFast.mockReset();
});

describe('an interaction', () => {
  test.each(kinds)(
    'an interaction of the kind %s goes to its command, with everything known about it',
    async (kind) => {
      const { dispatch } = start();
      const interaction = dispatch(events[kind]);
      await settle();
      expect(execute).toHaveBeenCalledOnce();
      const given = execute.mock.calls[0] ?? [];
      expect(given[0]).toBe(interaction);
      expect(given.at(-1) as CommandContext).toMatchObject({ extras, replies: { privately } });
      expect(privately).not.toHaveBeenCalled();
    },
  );

  test('the command of a button or form gets the ids in its custom id', async () => {
    const { dispatch } = start();
    dispatch(events.control);
    dispatch(events.modal);
    await settle();
    expect(execute.mock.calls.map((given) => given[1])).toEqual([['7', '8'], ['7']]);
  });

  test('an interaction that arrives twice reaches its command twice, because the id decides there what is paid', async () => {
    const { dispatch } = start();
    const [first, second] = [dispatch(events.slash), dispatch(events.slash)];
    await settle();
    expect(execute.mock.calls.map((given) => given[0])).toEqual([first, second]);
    expect(first.id).toBe(second.id);
  });
});

describe('an interaction without a command', () => {
  test.each(kinds)('the person is told that an interaction of the kind %s has no command', async (kind) => {
    const { dispatch } = start([]);
    const interaction = dispatch(events[kind]);
    await settle();
    const reason = kind === 'control' || kind === 'modal' ? 'unknown_control' : 'unknown_command';
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, {
      content: explain('en-US', { reason, params: {} }),
    });
    expect(error).not.toHaveBeenCalled();
  });

  test.each(['', 'older', '2.older.7', 'another bot'])(
    'the person is told that the custom id %j has no command',
    async (custom_id) => {
      const { dispatch } = start();
      const interaction = dispatch({ ...events.control, data: { ...events.control.data, custom_id } });
      await settle();
      expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, {
        content: explain('en-US', { reason: 'unknown_control', params: {} }),
      });
      expect(execute).not.toHaveBeenCalled();
    },
  );

  test("an interaction doesn't go to a command of another kind with the same name", async () => {
    const { dispatch } = start(commands.filter(({ kind }) => kind === 'control'));
    const interaction = dispatch(events.modal);
    await settle();
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, {
      content: explain('en-US', { reason: 'unknown_control', params: {} }),
    });
  });

  test('an autocomplete interaction goes to the slash command, which suggests', async () => {
    const { dispatch } = start();
    const interaction = dispatch(autocomplete);
    await settle();
    expect(withSuggestions).toHaveBeenCalledExactlyOnceWith(interaction, [{ name: '60', value: 60 }]);
    expect(execute).not.toHaveBeenCalled();
  });

  test.each([
    ['fails', () => Promise.reject(new Error('no suggestion'))],
    [
      'throws at once',
      () => {
        throw new Error('no suggestion');
      },
    ],
    ['suggests nothing', undefined],
  ])('a person can type without suggestions if the command %s, and nobody is told', async (_how, suggest) => {
    const { dispatch } = start([{ kind: 'slash', data: { name: 'age' }, execute, suggest } as unknown as Command]);
    const interaction = dispatch(autocomplete);
    await settle();
    expect(withSuggestions).toHaveBeenCalledExactlyOnceWith(interaction, []);
    expect(privately).not.toHaveBeenCalled();
    expect(error).not.toHaveBeenCalled();
  });
});

describe('a command that fails', () => {
  test.each(kinds)('a command of the kind %s that refuses tells only the person', async (kind) => {
    const { dispatch } = start();
    execute.mockRejectedValue(new ExplainedError('age_out_of_range', { min: 10, max: 80 }));
    const interaction = dispatch(events[kind]);
    await settle();
    const content = 'The age must be a whole number from 10 to 80. Choose one in that range.';
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, { content });
    expect(error).not.toHaveBeenCalled();
  });

  test.each([
    ['any other error', new Error('a bug'), 'internal'],
    ['no error at all', 'odd', 'internal'],
    ['a store that fails', new StorageError('disk full'), 'storage_down'],
  ] as const)('a command that fails with %s apologises, and leaves a log line', async (_what, cause, reason) => {
    const { dispatch } = start();
    execute.mockRejectedValue(cause);
    const interaction = dispatch(events.slash);
    await settle();
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, {
      content: explain('en-US', { reason, params: {} }),
    });
    expect(error).toHaveBeenCalledExactlyOnceWith({ interaction: '1', err: cause }, 'Interaction failed');
    expect(JSON.stringify(error.mock.calls)).not.toContain('secret');
  });

  test('a command that throws before it returns is handled the same way', async () => {
    const { dispatch } = start();
    execute.mockImplementation(() => {
      throw new ExplainedError('only_in_servers');
    });
    const interaction = dispatch(events.slash);
    await settle();
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, {
      content: explain('en-US', { reason: 'only_in_servers', params: {} }),
    });
  });
});

/** Sentences to people who were too fast. */
const tooFast = () => privately.mock.calls.filter(([, { content }]) => content?.startsWith("That's too fast for me."));

describe('a person who is too fast', () => {
  /** As many as can be used at once. */
  const AT_ONCE = 20;
  test.each(kinds)('of the kind %s, twenty are taken at once, and then one in a second', async (kind) => {
    const { dispatch } = start();
    for (let count = 0; count < 40; count += 1) dispatch(events[kind]);
    await settle();
    expect(execute).toHaveBeenCalledTimes(AT_ONCE);
    expect(tooFast()).toHaveLength(20);
    expect(onTooFast.mock.calls).toEqual(Array.from({ length: 20 }, () => ['usual']));
    await clock.advance(2000);
    for (let count = 0; count < 3; count += 1) dispatch(events[kind]);
    await settle();
    expect(execute).toHaveBeenCalledTimes(AT_ONCE + 2);
  });

  test('all that they use counts together, and other people are not slowed down', async () => {
    const { dispatch } = start();
    for (let count = 0; count < 10; count += 1) for (const kind of kinds) dispatch(events[kind]);
    await settle();
    expect(execute).toHaveBeenCalledTimes(AT_ONCE);
    dispatch({ ...events.control, user: { ...user, id: '10' } });
    await settle();
    expect(execute).toHaveBeenCalledTimes(AT_ONCE + 1);
  });

  test('suggestions have a pace of their own, and stop without a sentence', async () => {
    const { dispatch } = start([]);
    for (let count = 0; count < 40; count += 1) dispatch(autocomplete);
    await settle();
    expect(privately).not.toHaveBeenCalled();
    expect(onTooFast.mock.calls).toEqual(Array.from({ length: 10 }, () => ['typing']));
    expect(withSuggestions).toHaveBeenCalledTimes(30);
  });

  test('heavy work runs once at a time for a person, and five times in a row', async () => {
    const heavy = commands.map((command) => ({ ...command, pace: 'heavy' }) as Command);
    const { dispatch } = start(heavy);
    const work = Promise.withResolvers<void>();
    execute.mockReturnValue(work.promise);
    for (let count = 0; count < 3; count += 1) dispatch(events.control);
    await settle();
    expect(execute).toHaveBeenCalledOnce();
    expect(privately.mock.calls.map(([, { content }]) => content)).toEqual([
      explain('en', { reason: 'one_at_a_time', params: {} }),
      explain('en', { reason: 'one_at_a_time', params: {} }),
    ]);
    work.resolve();
    await settle();
    for (let count = 0; count < 5; count += 1) {
      dispatch(events.control);
      await settle();
    }
    expect(execute).toHaveBeenCalledTimes(5);
    expect(tooFast()).toHaveLength(1);
    await clock.advance(10_000);
    dispatch(events.control);
    await settle();
    expect(execute).toHaveBeenCalledTimes(6);
  });

  test('what has limits of its own is not slowed down here', async () => {
    const { dispatch } = start(commands.map((command) => ({ ...command, pace: 'own' }) as Command));
    for (let count = 0; count < 300; count += 1) dispatch(events.slash);
    await settle();
    expect(execute).toHaveBeenCalledTimes(300);
  });
});

describe('at a stop', () => {
  test('a stop waits for commands and their last messages', async () => {
    const { dispatcher, dispatch } = start();
    const work = Promise.withResolvers<void>();
    const said = Promise.withResolvers<void>();
    execute.mockReturnValue(work.promise);
    privately.mockReturnValue(said.promise);
    dispatch(events.slash);
    const settled = vi.fn<() => void>();
    void dispatcher.settled(60_000).then(settled);
    work.reject(new ExplainedError('restarting'));
    await settle();
    expect(privately).toHaveBeenCalledOnce();
    expect(settled).not.toHaveBeenCalled();
    said.resolve();
    await settle();
    expect(settled).toHaveBeenCalledOnce();
    expect(clock.sleepers).toBe(0);
  });

  test("a stop doesn't wait longer than allowed for a command", async () => {
    const { dispatcher, dispatch } = start();
    execute.mockReturnValue(new Promise(() => undefined));
    dispatch(events.slash);
    const settled = vi.fn<() => void>();
    void dispatcher.settled(1000).then(settled);
    await clock.advance(999);
    expect(settled).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(settled).toHaveBeenCalledOnce();
  });

  test("a stop doesn't wait if no command is running", async () => {
    const { dispatcher, dispatch } = start();
    dispatch(events.slash);
    await settle();
    expect(await dispatcher.settled(1000)).toBeUndefined();
    expect(clock.sleepers).toBe(0);
  });
});
