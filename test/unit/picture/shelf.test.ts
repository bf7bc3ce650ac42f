import { expect, test } from 'vitest';
import { createShelf } from '../../../src/picture/shelf.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff);
const png = Uint8Array.of(0x89, 0x50);

test('a picture has an unguessable path, and its type', () => {
  using shelf = createShelf(createFakeClock());
  const path = shelf.put(jpeg);
  expect(path).toMatch(/^\/p\/[0-9a-f]{32}\.jpg$/);
  expect(shelf.get(path)).toEqual({ bytes: jpeg, type: 'image/jpeg' });
  const other = shelf.put(png);
  expect(other).toMatch(/^\/p\/[0-9a-f]{32}\.png$/);
  expect(shelf.get(other)).toEqual({ bytes: png, type: 'image/png' });
  expect(shelf.put(jpeg)).not.toBe(path);
});

test('only its exact path leads to a picture', () => {
  using shelf = createShelf(createFakeClock());
  const path = shelf.put(jpeg);
  for (const wrong of ['', '/p/', path.slice(0, -4), path.toUpperCase(), `${path}/`, '__proto__', 'constructor']) {
    expect(shelf.get(wrong)).toBeUndefined();
  }
});

test('a picture is gone after its removal', () => {
  using shelf = createShelf(createFakeClock());
  const [path, other] = [shelf.put(jpeg), shelf.put(png)];
  shelf.take(path);
  expect(shelf.get(path)).toBeUndefined();
  expect(shelf.get(other)).toBeDefined();
  expect(() => shelf.take(path)).not.toThrow();
});

test('a picture is gone after three minutes', async () => {
  const clock = createFakeClock();
  using shelf = createShelf(clock);
  const path = shelf.put(jpeg);
  await clock.advance(3 * 60_000 - 1);
  expect(shelf.get(path)).toBeDefined();
  await clock.advance(1);
  expect(shelf.get(path)).toBeUndefined();
});

test('all pictures are gone after closing', () => {
  const shelf = createShelf(createFakeClock());
  const path = shelf.put(jpeg);
  shelf[Symbol.dispose]();
  expect(shelf.get(path)).toBeUndefined();
});
