import { describe, expect, it } from 'vitest';
import { createGuildSettings } from '../../../src/limits/guild-settings.ts';
import { backendKinds } from '../storage/backends.ts';
import { worldOf } from '../storage/contract-world.ts';

function refuse(): never {
  throw new Error('too much');
}

const NONE = { closedChannels: [], privateByDefault: false, othersPublic: false };

for (const kind of backendKinds) {
  describe.skipIf(!kind.available)(`the settings of guilds in ${kind.name}`, () => {
    const world = worldOf(kind);

    it('are changed one by one, and reset, each guild for itself', async () => {
      const settings = createGuildSettings(world.storage);
      expect(await settings.get('1')).toEqual(NONE);
      await settings.change('1', () => ({ minAge: 18 }));
      await settings.change('1', ({ closedChannels }) => ({ closedChannels: [...closedChannels, 'a'] }));
      await settings.change('2', () => ({ privateByDefault: true }));
      expect(await settings.get('1')).toEqual({ ...NONE, minAge: 18, closedChannels: ['a'] });
      await settings.reset('1');
      expect(await settings.get('1')).toEqual(NONE);
      expect(await settings.get('2')).toEqual({ ...NONE, privateByDefault: true });
    });

    it('lose no change of many at once, and go on after one that is refused', async () => {
      const settings = createGuildSettings(world.storage);
      const add = (id: string) =>
        settings.change('1', ({ closedChannels }) => ({ closedChannels: [...closedChannels, id] }));
      const changes = [add('a'), settings.change('1', refuse), add('b'), add('c')];
      const outcomes = await Promise.allSettled(changes);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect(await settings.get('1')).toEqual({ ...NONE, closedChannels: ['a', 'b', 'c'] });
    });

    it.runIf(kind.lasting)('are seen at once by a second process', async () => {
      const [one, other] = [createGuildSettings(world.storage), createGuildSettings(await world.open())];
      expect(await other.get('1')).toEqual(NONE);
      await one.change('1', () => ({ cooldownSeconds: 30 }));
      expect(await other.get('1')).toEqual({ ...NONE, cooldownSeconds: 30 });
      await other.reset('1');
      expect(await one.get('1')).toEqual(NONE);
    });
  });
}
