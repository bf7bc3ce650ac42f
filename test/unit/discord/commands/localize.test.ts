import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { expect, test } from 'vitest';
import { MIN_AGE } from '../../../../src/bounds.ts';
import { localize } from '../../../../src/discord/commands/deployment/localize.ts';

test('a command gets the words of each language, with the bounds of its options filled in', () => {
  const seconds = { type: ApplicationCommandOptionType.Integer, name: 'seconds', description: 'Seconds' } as const;
  const cooldown = { type: ApplicationCommandOptionType.Subcommand, name: 'cooldown', description: 'Time' } as const;
  const command = localize(
    {
      type: ApplicationCommandType.ChatInput,
      name: 'age-settings',
      description: 'How this bot behaves',
      options: [{ ...cooldown, options: [{ ...seconds, min_value: 5, max_value: 70 }] }],
    },
    MIN_AGE,
  );
  expect(command).toMatchObject({
    name: 'age-settings',
    name_localizations: { de: 'alter-einstellungen' },
    options: [
      {
        name: 'cooldown',
        name_localizations: { de: 'wartezeit' },
        options: [{ name: 'seconds', description_localizations: { de: 'Von 5 bis 70' }, min_value: 5 }],
      },
    ],
  });
});

test('choices that are names of subcommands get their localized names, and others stay as they are', () => {
  const { Subcommand } = ApplicationCommandOptionType;
  const years = { type: ApplicationCommandOptionType.Integer as const, name: 'years', description: 'Years' };
  const choices = ['minimum-age', 'years'].map((value) => ({ name: value, value }));
  const setting = {
    type: ApplicationCommandOptionType.String as const,
    name: 'setting',
    description: 'Which',
    choices,
  };
  const command = localize(
    {
      type: ApplicationCommandType.ChatInput,
      name: 'age-settings',
      description: 'How this bot behaves',
      options: [
        { type: Subcommand, name: 'minimum-age', description: 'Youngest age', options: [years] },
        { type: Subcommand, name: 'reset', description: 'Back to the defaults', options: [setting] },
      ],
    },
    MIN_AGE,
  );
  const named = { value: 'minimum-age', name_localizations: { de: 'mindestalter' } };
  const unnamed: unknown = expect.not.objectContaining({ name_localizations: expect.anything() });
  expect(command).toMatchObject({ options: [{}, { options: [{ choices: [named, unnamed] }] }] });
});

test('what no language has words for stays as it is', () => {
  const command = { type: ApplicationCommandType.User, name: 'Unknown' } as const;
  expect(localize(command, MIN_AGE)).toEqual(command);
});
