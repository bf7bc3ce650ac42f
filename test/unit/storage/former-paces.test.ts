import { describe, expect, test } from 'vitest';
import { systemClock as clock } from '../../../src/clock.ts';
import { openStorage, openWholeStore } from '../../../src/storage/open-storage.ts';
import type { PaceClaim, Storage } from '../../../src/storage/storage.ts';
import { storeKinds, usePlaces } from './upkeep/store-kinds.ts';

const HOUR = 3_600_000;
const pace = (key: string, patienceMs = 0): PaceClaim => ({ kind: 'pace', key, intervalMs: HOUR, patienceMs });

/** Writes as the version before did: when a pace or a hold ends, both as its value and as its end. */
async function leave(storage: Storage, url: string, key: string, endsAt: number): Promise<void> {
  if (storage.redis) {
    const { connection, prefix } = storage.redis;
    return void (await connection.client.hset(`${prefix}atomic:${key}`, { value: endsAt, endsAt }));
  }
  await using whole = await openWholeStore(url, { clock });
  await whole.write([{ kind: 'cell', key, value: endsAt, endsAt }]);
}

for (const kind of storeKinds) {
  describe.skipIf(!kind.isThere)(`what the version before has left in ${kind.name}`, () => {
    const places = usePlaces(kind);

    test('a pace and a hold still count', async () => {
      const url = places.freshUrl();
      await using storage = await openStorage(url, { clock });
      const endsAt = clock.now() + HOUR;
      await leave(storage, url, 'pace:guild', endsAt);
      await leave(storage, url, 'hold:user', endsAt);
      expect(await storage.atomic.reserve([pace('guild')])).toMatchObject({ granted: false });
      expect(await storage.atomic.reserve([pace('user')])).toMatchObject({ granted: false });
      const turn = await storage.atomic.reserve([pace('guild', HOUR)]);
      expect(turn).toMatchObject({ granted: true, receipts: [{ startAt: endsAt, nextAt: endsAt + HOUR }] });
    });

    test('a turn can be given back, to the one before it', async () => {
      const url = places.freshUrl();
      await using storage = await openStorage(url, { clock });
      const [startAt, nextAt] = [clock.now() + HOUR, clock.now() + 2 * HOUR];
      await leave(storage, url, 'pace:guild', nextAt);
      await storage.atomic.refund([{ kind: 'pace', key: 'guild', startAt, nextAt }]);
      expect(await storage.atomic.reserve([pace('guild')])).toMatchObject({ granted: false });
      expect(await storage.atomic.reserve([pace('guild', HOUR)])).toMatchObject({ granted: true });
    });
  });
}
