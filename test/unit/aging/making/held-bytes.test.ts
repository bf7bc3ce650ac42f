import { expect, test } from 'vitest';
import { heldBytes } from '../../../../src/aging/making/held-bytes.ts';
import { createPictureMemory } from '../../../../src/picture/picture-memory.ts';

const { signal } = new AbortController();
const bytes = Uint8Array.of(1);

test('bytes are held until they are released, and downloaded again only if possible', async () => {
  const memory = createPictureMemory(100);
  const hold = memory.hold();
  let fetched = 0;
  const fetch = async () => {
    fetched += 1;
    return { bytes, share: await hold.reserve(10, signal) };
  };
  const picture = heldBytes(await fetch(), fetch);
  await picture.bytes(signal);
  expect({ fetched, used: memory.usedBytes }).toEqual({ fetched: 1, used: 10 });
  picture.release();
  picture.release();
  expect(memory.usedBytes).toBe(0);
  expect(await picture.bytes(signal)).toBe(bytes);
  expect({ fetched, used: memory.usedBytes }).toEqual({ fetched: 2, used: 10 });

  const once = heldBytes(await fetch());
  once.release();
  await expect(once.bytes(signal)).rejects.toThrow('was released');
});
