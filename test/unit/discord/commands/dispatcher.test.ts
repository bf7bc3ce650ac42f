import type { BaseInteraction } from 'discord.js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Command, CommandContext, Services } from '../../../../src/discord/commands/command.ts';
import { controlId } from '../../../../src/discord/commands/custom-id.ts';
import { createDispatcher } from '../../../../src/discord/commands/dispatcher.ts';
import type { Replies } from '../../../../src/discord/delivery/replies.ts';
import { en } from '../../../../src/i18n/en.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import type { Logger } from '../../../../src/ops/logger.ts';
import { StorageError } from '../../../../src/storage/storage.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';
import { interactionOf } from '../interactions.ts';

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
    message: photo,
    data: { component_type: 2, custom_id: controlId('older', '7', '8') },
  },
  modal: { ...base, type: 5, data: { custom_id: controlId('older', '7'), components: [] } },
} as const;
const autocomplete = { ...base, type: 4, data: { id: '3', name: 'age', type: 1, options: [] } };

const clock = createFakeClock();
const extras = { receivedAt: clock.now() };
const execute = vi.fn<(...given: unknown[]) => Promise<void>>();
const privately = vi.fn<Replies['privately']>();
const error = vi.fn<(fields: object, message: string) => void>();
const logger = { error } as unknown as Logger;

/** One command of each kind, all with the same behaviour. */
const commands = [
  { kind: 'slash', data: { name: 'age' }, execute },
  { kind: 'message-menu', data: { name: 'Age this photo' }, execute },
  { kind: 'user-menu', data: { name: 'Age this avatar' }, execute },
  { kind: 'control', action: 'older', execute },
  { kind: 'modal', action: 'older', execute },
] as unknown as Command[];
const kinds = Object.keys(events) as (keyof typeof events)[];

function start(offered: readonly Command[] = commands) {
  const services = { replies: { privately }, links: { privacy: undefined, support: undefined } } as unknown as Services;
  const dispatcher = createDispatcher({ commands: offered, services, clock, logger });
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
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, { content: en.reasons[reason] });
    expect(error).not.toHaveBeenCalled();
  });

  test.each(['', 'older', '2.older.7', 'another bot'])(
    'the person is told that the custom id %j has no command',
    async (custom_id) => {
      const { dispatch } = start();
      const interaction = dispatch({ ...events.control, data: { ...events.control.data, custom_id } });
      await settle();
      expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, { content: en.reasons.unknown_control });
      expect(execute).not.toHaveBeenCalled();
    },
  );

  test("an interaction doesn't go to a command of another kind with the same name", async () => {
    const { dispatch } = start(commands.filter(({ kind }) => kind === 'control'));
    const interaction = dispatch(events.modal);
    await settle();
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, { content: en.reasons.unknown_control });
  });

  test("an autocomplete interaction is ignored, because it can't be answered with a message", async () => {
    const { dispatch } = start();
    dispatch(autocomplete);
    await settle();
    expect(privately).not.toHaveBeenCalled();
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
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, { content: en.reasons[reason] });
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
    expect(privately).toHaveBeenCalledExactlyOnceWith(interaction, { content: en.reasons.only_in_servers });
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
