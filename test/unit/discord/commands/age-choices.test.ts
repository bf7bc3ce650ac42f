import { expect, test } from 'vitest';
import { ageChoices, readTimeline, timelineChoices } from '../../../../src/discord/commands/options/age-choices.ts';

const values = (typed: string, min = 10) => ageChoices(typed, min, 'en-US').map(({ value }) => value);

test.each<[string, number, number[]]>([
  ['', 10, [12, 20, 40, 60, 80]],
  ['', 13, [20, 40, 60, 80]],
  ['', 80, [80]],
  ['chi', 10, [12]],
  ['2', 10, [20]],
  ['20', 10, [20]],
  ['10', 10, [10]],
  ['10', 18, []],
  ['81', 10, []],
  ['1e1', 10, [12, 20, 40, 60, 80]],
  ['-20', 10, [12, 20, 40, 60, 80]],
  ['99999999999999999999', 10, []],
])('for %j, with %i as the youngest age, these are suggested: %j', (typed, min, expected) => {
  expect(values(typed, min)).toEqual(expected);
});

test('the child is named as such', () => {
  expect(ageChoices('12', 10, 'en-US')).toEqual([{ name: 'Child (12)', value: 12 }]);
});

test('timelines that differ only in ages that are not allowed are suggested once, and none with a single age', () => {
  expect(timelineChoices('', 41, 'en-US').map(({ value }) => value)).toEqual(['50, 65, 80', '60, 80']);
  expect(timelineChoices('', 80, 'en-US')).toEqual([]);
});

test.each([
  ['20, 40', [20, 40]],
  ['20', undefined],
  ['9, 40', undefined],
  ['20, 30, 40, 50, 60, 70', undefined],
  ['old', undefined],
])('%j reads as the timeline %j', (typed, ages) => {
  expect(readTimeline(typed, 10, 'en-US')).toEqual(ages);
});

test('the ages of a timeline are read in the language that the person has chosen', () => {
  expect(readTimeline('once, treinta', 10, 'es-ES/en-US')).toEqual([11, 30]);
  expect(readTimeline('once, treinta', 10, 'de')).toEqual([11, 30]);
  expect(readTimeline('on, elli', 10, 'tr')).toEqual([10, 50]);
});
