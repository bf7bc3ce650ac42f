import { expect, test } from 'vitest';
import { createSlots } from '../../../src/async/slots.ts';

test('work begins in order, as much at a time as there are slots, whatever fails', async () => {
  const slots = createSlots(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const all = ends.map(({ promise }, index) =>
    slots.run(async () => {
      begun.push(index);
      await promise;
    }),
  );
  expect(begun).toEqual([0, 1]);
  ends[1]?.reject(new Error('fails'));
  await expect(all[1]).rejects.toThrow('fails');
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of ends) resolve();
  await Promise.allSettled(all);
  expect(begun).toEqual([0, 1, 2, 3]);
  await slots.run(async () => void begun.push(4));
  expect(begun).toHaveLength(5);
});
