import type { MessageComponentInteraction } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { tryAgain } from '../../../../commands/controls/try-again.ts';
import type { Repeat } from '../../../../src/aging/records/repeats.ts';
import type { CommandContext } from '../../../../src/discord/commands/command.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';

const { age, picture } = anyRequest();
const repeat: Repeat = { userId: 'alice', age, picture, private: true };

/** A press of the button by this person. */
async function press(userId: string, kept: Repeat | undefined) {
  const submit = vi.fn<CommandContext['submit']>();
  const interaction = { user: { id: userId } } as MessageComponentInteraction;
  const context = { repeats: { find: async () => kept }, submit } as unknown as CommandContext;
  const error: unknown = await tryAgain.execute(interaction, ['1'], context).catch((reason: unknown) => reason);
  return { error, submit };
}

test('only the person who asked can try again', async () => {
  const { error, submit } = await press('bob', repeat);
  expect(error).toMatchObject({ reason: 'answer_not_yours' });
  expect(submit).not.toHaveBeenCalled();
});

test('what is no longer kept is said to be so', async () => {
  const { error, submit } = await press('alice', undefined);
  expect(error).toMatchObject({ reason: 'answer_forgotten' });
  expect(submit).not.toHaveBeenCalled();
});
