import { expect, test } from 'vitest';
import { z } from 'zod';
import { sealIndexedTable, sealTable } from '../../../../src/storage/sealing/sealed-table.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';
import type { Table } from '../../../../src/storage/storage.ts';
import { formerSeal } from '../../../support/former/former-store.ts';
import type { World } from './contract-world.ts';

const HOUR = 3_600_000;
const KEY = Buffer.alloc(32, 1);
const owned = z.object({ owner: z.string() });

const openVault = () => {
  const unreadable: string[] = [];
  return { unreadable, vault: createVault([KEY], { onUnreadable: (namespace) => unreadable.push(namespace) }) };
};

const copy = async (from: Table<string>, fromKey: string, to: Table<string>, toKey: string) => {
  await to.set(toKey, (await from.get(fromKey)) ?? '', HOUR);
};

/** What somebody can do who writes into the database and has no key. */
export function checkSealed(world: World): void {
  const raw = (namespace: string) => world.storage.table(namespace, z.string());
  test('two rows that were swapped are unreadable, and neither is taken for the other', async () => {
    const { vault, unreadable } = openVault();
    const rows = sealIndexedTable(world.storage, 'answers', owned, vault, ({ owner }) => [owner]);
    await rows.set('1', { owner: 'ann' }, HOUR);
    await rows.set('2', { owner: 'bob' }, HOUR);
    await rows.set('3', { owner: 'ann' }, HOUR);
    await copy(raw('answers'), '1', raw('aside'), 'first');
    await copy(raw('answers'), '2', raw('answers'), '1');
    await copy(raw('aside'), 'first', raw('answers'), '2');
    expect(await rows.get('1')).toBeUndefined();
    expect(await rows.get('2')).toBeUndefined();
    expect(await Array.fromAsync(rows.entries())).toEqual([['3', { owner: 'ann' }]]);
    expect(await Array.fromAsync(rows.find('ann'))).toEqual([['3', { owner: 'ann' }]]);
    expect(await Array.fromAsync(rows.find('bob'))).toEqual([]);
    expect(new Set(unreadable)).toEqual(new Set(['answers']));
  });

  test('a row that was put under another key, or into another table, is unreadable there', async () => {
    const { vault, unreadable } = openVault();
    const [references, answers] = ['references', 'answers'].map((name) =>
      sealTable(world.storage, name, owned, vault),
    ) as [Table<{ owner: string }>, Table<{ owner: string }>];
    await references.set('1', { owner: 'ann' }, HOUR);
    await copy(raw('references'), '1', raw('references'), '2');
    await copy(raw('references'), '1', raw('answers'), '1');
    expect(await references.get('2')).toBeUndefined();
    expect(await answers.get('1')).toBeUndefined();
    expect(unreadable).toEqual(['references', 'answers']);
    expect(await references.get('1')).toEqual({ owner: 'ann' });
    await references.set('2', { owner: 'bob' }, HOUR);
    expect(await references.get('2')).toEqual({ owner: 'bob' });
  });

  test('a value of the former format that is put into a store is unreadable', async () => {
    const { vault } = openVault();
    const rows = sealTable(world.storage, 'answers', owned, vault);
    await raw('answers').set('1', formerSeal(KEY, JSON.stringify({ owner: 'ann' })), HOUR);
    expect(await rows.get('1')).toBeUndefined();
    expect(await Array.fromAsync(rows.entries())).toEqual([]);
  });
}
