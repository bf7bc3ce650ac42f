import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Storage } from '../../../../src/storage/storage.ts';
import type { Backend, BackendKind, Place } from './backends.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';

/** The environment of a test of the contract, new for each test. */
export interface World {
  readonly clock: ManualClock;
  /** The first Storage object on the database. */
  readonly storage: Storage;
  /** Another Storage object on the same database, closed after the test. */
  open(): Promise<Storage>;
}

/** Starts a backend for the tests of the surrounding `describe`, with a new database for each test. */
export function worldOf(kind: BackendKind): World {
  let backend: Backend;
  let place: Place;
  let clock: ManualClock;
  let storages: Storage[];

  const world: World = {
    get clock() {
      return clock;
    },
    get storage() {
      const [first] = storages;
      if (first === undefined) throw new Error('No storage is open');
      return first;
    },
    open: async () => {
      const storage = await place.open(clock);
      storages.push(storage);
      return storage;
    },
  };

  beforeAll(async () => {
    backend = await kind.start();
  });
  afterAll(() => backend[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await backend.freshPlace();
    clock = manualClock();
    storages = [];
    await world.open();
  });
  afterEach(async () => {
    for (const storage of storages) await storage[Symbol.asyncDispose]();
  });
  return world;
}
