import { expect, test } from 'vitest';
import type { World } from './contract-world.ts';

const HOUR = 3_600_000;

export function checkSwap(world: World): void {
  const swap = (seen: string | undefined, next?: string) => world.storage.atomic.swap('pace', seen, next, HOUR);

  test('a shared text is replaced only by who has seen the latest', async () => {
    expect(await swap(undefined)).toMatchObject({ swapped: false, found: undefined });
    expect(await swap(undefined, 'one')).toMatchObject({ swapped: true, found: undefined });
    expect(await swap(undefined, 'two')).toMatchObject({ swapped: false, found: 'one' });
    expect(await swap('one', 'two')).toMatchObject({ swapped: true, found: 'one' });
    expect(await swap('two')).toMatchObject({ swapped: false, found: 'two' });
  });

  test('of simultaneous swaps exactly one passes', async () => {
    const swaps = await Promise.all(Array.from({ length: 20 }, (_, index) => swap(undefined, `text ${index}`)));
    const taken = swaps.findIndex(({ swapped }) => swapped);
    expect(swaps.filter(({ swapped }) => swapped)).toHaveLength(1);
    expect(await swap(undefined)).toMatchObject({ found: `text ${taken}` });
  });

  test('a text that looks like a number, or holds other characters, stays as it is', async () => {
    for (const text of ['007', '1e3', '{"a":0.1}', 'ä\n\0\u{1f600}']) {
      const { found } = await swap(undefined);
      expect(await swap(found, text)).toMatchObject({ swapped: true });
      expect(await swap(undefined)).toMatchObject({ found: text });
    }
  });

  test('each answer tells the time of the store, which goes on', async () => {
    const first = await swap(undefined, 'one');
    const second = await swap('one', 'two');
    expect(first.now).toBeGreaterThan(Date.UTC(2000));
    expect(second.now).toBeGreaterThanOrEqual(first.now);
  });
}
