import { seeded } from '../../support/chaos/seeded.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { regressionsOf } from './seeds.ts';
import type { FuzzTarget } from './target.ts';

/** First what a target starts from, then mutations of it without end. The same for the same seed. */
export function* inputsFor(target: FuzzTarget, seed: number): Generator<Uint8Array, never> {
  const { seeds, mutate = mutateBytes, name } = target;
  const known = [...seeds(), ...regressionsOf(name).map(({ input }) => input)];
  yield* known;
  for (const random = seeded(seed); ;) yield mutate(random.pick(known), known, random);
}
