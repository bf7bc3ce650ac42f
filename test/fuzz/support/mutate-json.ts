import type { Seeded } from '../../support/chaos/seeded.ts';
import { mutateBytes } from './mutate-bytes.ts';

const MOST_EDITS = 5;

/** Values that a field doesn't expect. */
const odd = (random: Seeded): unknown =>
  random.pick<() => unknown>([
    () => null,
    () => true,
    () => -1,
    () => 1e308,
    () => '',
    () => '\0\ud800\u202e',
    () => 'x'.repeat(random.pick([100, 5_000, 100_000])),
    () => [],
    () => ({}),
    () => ({ toString: 1, valueOf: null, length: 4e9 }),
    () => JSON.parse('{"__proto__": {"id": "1"}, "constructor": {"prototype": 1}}') as unknown,
    () => nested(random.pick([10, 3_000]), random.pick(HOLDERS)),
    () => Array.from({ length: 300 }, () => ({})),
  ])();

/** Names under which messages and errors hold others of their kind. */
const HOLDERS = ['components', 'message_snapshots', 'accessory', 'message', 'error', 'options'];

function nested(depth: number, name: string): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) {
    const inner = name === 'message_snapshots' ? { message: value } : value;
    value = { type: 17, [name]: name.endsWith('s') ? [inner] : inner };
  }
  return value;
}

/** Replaces, removes, copies or exchanges values within JSON; sometimes changes its text. */
export function mutateJson(seed: Uint8Array, others: readonly Uint8Array[], random: Seeded): Uint8Array {
  if (random.next() < 0.15) return mutateBytes(seed, others, random);
  const holder: Record<string, unknown> = { root: parse(seed) };
  for (let edit = random.between(1, MOST_EDITS); edit > 0; edit -= 1) {
    const places = placesIn(holder, []);
    const { parent, key } = random.pick(places);
    const other = random.pick(places);
    const kind = random.next();
    if (kind < 0.6) parent[key] = odd(random);
    else if (kind < 0.75 && parent !== holder) delete parent[key];
    else if (kind < 0.9) parent[key] = copy(other.parent[other.key]);
    else parent[key] = parse(random.pick(others));
  }
  return Buffer.from(write(holder['root']) ?? 'null');
}

type Place = { readonly parent: Record<string, unknown>; readonly key: string };

const MOST_PLACES = 2_000;

function placesIn(value: unknown, found: Place[]): Place[] {
  if (typeof value !== 'object' || value === null || found.length > MOST_PLACES) return found;
  const parent = value as Record<string, unknown>;
  for (const key of Object.keys(parent)) {
    found.push({ parent, key });
    placesIn(parent[key], found);
  }
  return found;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return null;
  }
}

const copy = (value: unknown): unknown => parse(Buffer.from(write(value) ?? 'null'));

function write(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // Too deep to be written.
    return undefined;
  }
}
