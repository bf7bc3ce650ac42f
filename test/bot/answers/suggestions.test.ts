import { expect, test } from 'vitest';
import type { OptionValue, Where } from 'discord-simulator';
import { countCalls, nothingPaid } from '../../support/expectations.ts';
import { set } from '../../support/people/servers.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld({ env: { MIN_AGE: '14' } });

async function suggested(where: Where, typed: string, command = 'age', more: Record<string, OptionValue> = {}) {
  const focused = command === 'age' ? 'age' : 'ages';
  const counted = countCalls(world());
  const asked = await world().alice.autocomplete({
    ...where,
    command,
    options: { ...more, [focused]: typed },
    focused,
  });
  const choices = await asked.suggestions();
  expect(counted()).toEqual(nothingPaid);
  return choices.map(({ name, value }) => (String(value) === name ? name : `${name} = ${value}`));
}

test('ages are suggested within what the operator and the server allow, and a typed one comes first', async () => {
  const { newChannel } = world();
  const channel = newChannel();
  expect(await suggested({ dm: true }, '')).toEqual(['20', '40', '60', '80']);
  expect(await suggested({ channel }, '')).toEqual(['20', '40', '60', '80']);
  expect(await suggested({ channel }, '37')).toEqual(['37']);
  expect(await suggested({ channel }, '9')).toEqual([]);
  expect(await suggested({ channel }, 'old')).toEqual(['20', '40', '60', '80']);
  await set(world(), channel, 'minimum-age', { years: 30 });
  expect(await suggested({ channel }, '')).toEqual(['40', '60', '80']);
  expect(await suggested({ channel }, '20')).toEqual([]);
  expect(await suggested({ channel }, '', 'age-timeline')).toEqual(['35, 50, 65, 80', '40, 60, 80', '40, 60']);
  expect(await suggested({ channel }, '31 and 77', 'age-timeline')).toEqual(['31, 77']);
});

test('the deployed ages begin at the one that the operator has set', async () => {
  const { discord, alice, newChannel } = world();
  const age = discord.commands.find(({ name }) => name === 'age')?.options?.find(({ name }) => name === 'age');
  expect(age).toMatchObject({ min_value: 14, max_value: 80, autocomplete: true });
  const timeline = discord.commands.find(({ name }) => name === 'age-timeline');
  expect(timeline?.options?.find(({ name }) => name === 'ages')?.description).toContain('from 14 to 80');
  const channel = newChannel();
  const posted = await alice.post(channel, { uploads: [{ bytes: Buffer.from('photo'), filename: 'photo.png' }] });
  const form = async () =>
    JSON.stringify(await (await alice.messageMenu({ message: posted, command: 'Age this photo' })).modalShown());
  expect(await form()).toContain('from 14 to 80');
  await set(world(), channel, 'minimum-age', { years: 30 });
  expect(await form()).toContain('from 30 to 80');
});
