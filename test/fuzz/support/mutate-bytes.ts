import type { Seeded } from '../../support/chaos/seeded.ts';

const MOST_EDITS = 8;
const MOST_BYTES = 1 << 20;
/** Where lengths, counts and signs go wrong. */
const NUMBERS = [
  0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff,
];

type Edit = (bytes: Buffer, others: readonly Uint8Array[], random: Seeded) => Buffer;

const edits: readonly Edit[] = [
  function flipBit(bytes, _others, random) {
    const at = random.between(0, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7));
    return bytes;
  },
  function setByte(bytes, _others, random) {
    bytes[random.between(0, bytes.length - 1)] = random.between(0, 255);
    return bytes;
  },
  function setNumber(bytes, _others, random) {
    const size = random.pick([1, 2, 4]);
    if (bytes.length < size) return bytes;
    const at = random.between(0, bytes.length - size);
    const value = random.pick(NUMBERS) % 2 ** (8 * size);
    if (random.next() < 0.5) bytes.writeUIntLE(value, at, size);
    else bytes.writeUIntBE(value, at, size);
    return bytes;
  },
  function truncate(bytes, _others, random) {
    return bytes.subarray(0, random.between(0, bytes.length));
  },
  function remove(bytes, _others, random) {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function repeat(bytes, _others, random) {
    const [from, to] = range(bytes, random);
    const times = random.between(1, 64);
    const room = Math.max(1, Math.floor(MOST_BYTES / Math.max(1, to - from)));
    const copies = Array.from({ length: Math.min(times, room) }, () => bytes.subarray(from, to));
    return Buffer.concat([bytes.subarray(0, to), ...copies, bytes.subarray(to)]);
  },
  function splice(bytes, others, random) {
    const other = Buffer.from(random.pick(others));
    const [from, to] = range(other, random);
    const at = random.between(0, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at)]);
  },
];

/** Changes bytes at a few places, mostly near the beginning, where headers are. */
export function mutateBytes(seed: Uint8Array, others: readonly Uint8Array[], random: Seeded): Uint8Array {
  // The head alone half of the time, so that edits hit it.
  const head = random.between(16, 512);
  const split = random.next() < 0.5 ? Math.min(head, seed.length) : seed.length;
  let bytes: Buffer = Buffer.from(seed.subarray(0, split));
  for (let edit = random.between(1, MOST_EDITS); edit > 0 && bytes.length > 0; edit -= 1) {
    bytes = random.pick(edits)(bytes, others, random);
  }
  return Buffer.concat([bytes, seed.subarray(split)]).subarray(0, MOST_BYTES);
}

function range(bytes: Uint8Array, random: Seeded): [from: number, to: number] {
  const from = random.between(0, bytes.length);
  return [from, Math.min(bytes.length, from + 2 ** random.between(0, 10))];
}
