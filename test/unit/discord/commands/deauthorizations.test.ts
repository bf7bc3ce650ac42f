import { expect, test, vi } from 'vitest';
import type { Entry } from '../../../../src/aging/request/entry.ts';
import { createDeauthorizations } from '../../../../src/discord/commands/personal-data/deauthorizations.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { eventually } from '../../../support/eventually.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

test("a person's data is deleted at once, and again until their requests have ended and it has succeeded", async () => {
  const storage = openMemoryStorage({ clock: createFakeClock() });
  const forgetPerson = vi.fn<(userId: string) => Promise<void>>(async () => undefined);
  const running = vi.fn<(userId: string) => Promise<Entry[]>>(async () => [{} as Entry]);
  const people = createDeauthorizations({ storage, forgetPerson, queue: { of: running } });
  forgetPerson.mockRejectedValueOnce(new Error('disk full'));
  await people.note('7');
  await eventually(() => expect(forgetPerson).toHaveBeenCalledTimes(1));

  await people.settle();
  expect(await people.has('7')).toBe(true);
  running.mockResolvedValue([]);
  await people.settle();
  expect(forgetPerson.mock.calls).toEqual([['7'], ['7'], ['7']]);
  expect(await people.has('7')).toBe(false);
  await people.settle();
  expect(forgetPerson).toHaveBeenCalledTimes(3);
});
