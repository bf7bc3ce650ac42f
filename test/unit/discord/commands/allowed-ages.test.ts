import { expect, test } from 'vitest';
import { commands } from '../../../../commands/index.ts';
import { MIN_AGE } from '../../../../src/bounds.ts';
import { withAllowedAges } from '../../../../src/discord/commands/asking/allowed-ages.ts';
import { payloads } from '../../../../src/discord/commands/command.ts';

test('the ages of every deployed option begin at the youngest that the operator allows, in every language', () => {
  const text = JSON.stringify(payloads(commands, { directMessages: true, userInstall: true, minAge: 18 }));
  expect(text).not.toMatch(/"min_value":10\b|(?<!\d)10\D{1,12}80(?!\d)/);
  expect(text).toContain('from 18 to 80');
  expect(text).toContain('"min_value":18,"max_value":80');
});

test('without a bound of the operator, commands stay as they are', () => {
  const data = commands.flatMap((command) => ('data' in command ? [command.data] : []));
  expect(data.map((each) => withAllowedAges(each, MIN_AGE))).toEqual(data);
});
