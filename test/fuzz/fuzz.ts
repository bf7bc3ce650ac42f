import { createHash, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from './support/seeds.ts';
import { fuzzFor } from './support/watch.ts';
import { targetNamed, targets } from './targets.ts';

// `npm run fuzz -- [target|all] [seconds] [seed]`: tries inputs nobody thought of. One that fails is written to
// test/fuzz/corpus/, where `npm test` tries it from then on.

const [name = 'all', seconds = '60', given] = process.argv.slice(2);
const chosen = name === 'all' ? targets : [targetNamed(name)];
const seed = Number(given ?? randomInt(2 ** 31));
console.log(`Seed ${seed}`);

for (const target of chosen) {
  const { tried, failure } = await fuzzFor(target.name, seed, Number(seconds) * 1000);
  console.log(`${target.name}: ${tried} inputs${failure ? '' : ', nothing wrong'}`);
  if (!failure) continue;
  const folder = corpusOf(target.name);
  const file = join(folder, createHash('sha256').update(failure.input).digest('hex').slice(0, 12));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, failure.input);
  console.error(failure.error);
  console.error(`The input is in ${file}.`);
  process.exitCode = 1;
}
