import assert from 'node:assert/strict';
import { readPhrase } from '../../../src/discord/words/phrases.ts';
import type { Seeded } from '../../support/chaos/seeded.ts';
import { EXAMPLES } from '../../unit/discord/words/examples/index.ts';
import { mutateBytes } from '../support/mutate-bytes.ts';
import type { FuzzTarget } from '../support/target.ts';

/** Of one message, with Nitro. */
const MOST_CHARACTERS = 4_000;
const LOCALES = Object.keys(EXAMPLES);
const KINDS = new Set([
  'age',
  'change',
  'life',
  'again',
  'timeline',
  'before and after',
  'my data',
  'stop',
  'help',
  'thanks',
  'hello',
  'unclear',
  'other',
]);

/** Any message means one of a few things, and what it counts are whole numbers. The first byte is the language. */
export const phrases: FuzzTarget = {
  name: 'phrases',
  seeds: () =>
    Object.values(EXAMPLES).flatMap((examples, locale) =>
      examples.map(([words]) => Buffer.concat([Buffer.from([locale]), Buffer.from(words)])),
    ),
  mutate: mixWords,
  run(input) {
    const locale = LOCALES[(input[0] ?? 0) % LOCALES.length] ?? 'en';
    const text = new TextDecoder().decode(input.subarray(1)).slice(0, MOST_CHARACTERS);
    const phrase = readPhrase(text, locale);
    assert.ok(KINDS.has(phrase.kind), phrase.kind);
    const numbers = [
      'age' in phrase ? phrase.age : 0,
      'years' in phrase ? phrase.years : 0,
      ...('ages' in phrase ? (phrase.ages ?? []) : []),
    ];
    assert.ok(numbers.every(Number.isSafeInteger), numbers.join());
    // What changes nothing for a person changes nothing for the bot.
    assert.deepEqual(readPhrase(`  ${text.trim()}\n`, locale), phrase);
  },
  shortRun: 160,
};

/** Words of several messages and languages in one, up to a long one. */
function mixWords(seed: Uint8Array, others: readonly Uint8Array[], random: Seeded): Uint8Array {
  const parts = Array.from({ length: random.pick([0, 1, 2, 5, 60]) }, () => {
    const words = Buffer.from(random.pick(others).subarray(1)).toString().split(/\s+/);
    return random.pick(words) + random.pick([' ', ' ', '-', ', ', '', '\u200d', '+', '0', '.5 ']);
  });
  const mixed = Buffer.concat([seed, Buffer.from(parts.join(''))]);
  return random.next() < 0.5 ? mixed : mutateBytes(mixed, others, random);
}
