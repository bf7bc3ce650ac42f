import type { Control } from '../../../src/discord/commands/command.ts';
import { makeByControl, photoNamed } from '../../../src/discord/conversation/by-control.ts';

/** A button with an age, under the question about the age in direct messages. */
export const dmAge: Control = {
  kind: 'control',
  action: 'dm-age',
  onlyIn: 'dm',
  execute: (interaction, [messageId = '', index = '', age = ''], context) =>
    makeByControl(interaction, photoNamed(interaction, messageId, index), { age: Number(age) }, context),
};
