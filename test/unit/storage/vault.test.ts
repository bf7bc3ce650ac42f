import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { sealTable } from '../../../src/storage/sealing/sealed-table.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { manualClock } from './contract/manual-clock.ts';

const HERE = { namespace: 'notes', key: 'a' };
const [keyA, keyB] = [randomBytes(32), randomBytes(32)];

describe('a vault', () => {
  test('a vault opens what it sealed, whatever the text', () => {
    const vault = createVault([keyA]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(vault.open(vault.seal(text, HERE), HERE)).toBe(text);
      }),
    );
  });

  test('a vault seals the same text differently each time, and reveals nothing of it', () => {
    const vault = createVault([keyA]);
    const [one, two] = [vault.seal('a secret token', HERE), vault.seal('a secret token', HERE)];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.slice(3), 'base64url').includes('secret')).toBe(false);
  });

  test('a vault refuses anything that was changed, even by one bit', () => {
    const vault = createVault([keyA]);
    const sealed = vault.seal('hello', HERE);
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(vault.open(`v2.${changed.toString('base64url')}`, HERE)).toBeUndefined();
    }
  });

  test.each(['', 'v2.', 'v2.AAAA', 'v1.AAAA', 'hello', `v2.${'A'.repeat(100)}`])(
    'a vault refuses foreign data: "%s"',
    (text) => {
      expect(createVault([keyA]).open(text, HERE)).toBeUndefined();
    },
  );

  test('a vault opens a text only where it belongs, however alike two places look', () => {
    const vault = createVault([keyA]);
    const sealed = vault.seal('hello', { namespace: 'notes', key: 'a:b' });
    expect(vault.open(sealed, { namespace: 'notes', key: 'a:b' })).toBe('hello');
    const others = [
      { namespace: 'notes', key: 'a' },
      { namespace: 'others', key: 'a:b' },
      { namespace: 'notes:a', key: 'b' },
      { namespace: 'notes","a:b', key: '' },
      { namespace: '', key: '' },
    ];
    for (const place of others) expect(vault.open(sealed, place)).toBeUndefined();
    expect(vault.open(sealed.replace('v2.', 'v1.'), { namespace: 'notes', key: 'a:b' })).toBeUndefined();
  });

  test('a vault says in which namespace a text did not open, and nothing about what is no sealed text', () => {
    const said: string[] = [];
    const vault = createVault([keyA], { onUnreadable: (namespace) => said.push(namespace) });
    vault.open('plain', HERE);
    vault.open(vault.seal('hello', HERE), HERE);
    expect(said).toEqual([]);
    vault.open(vault.seal('hello', HERE), { ...HERE, key: 'b' });
    expect(said).toEqual(['notes']);
  });

  test('a vault seals with its first key and opens with all', () => {
    const [old, both, fresh] = [createVault([keyA]), createVault([keyB, keyA]), createVault([keyB])];
    expect(both.open(old.seal('x', HERE), HERE)).toBe('x');
    expect(fresh.open(both.seal('x', HERE), HERE)).toBe('x');
    expect(old.open(both.seal('x', HERE), HERE)).toBeUndefined();
  });

  test('a vault needs keys of 32 bytes', () => {
    expect(() => createVault([])).toThrow(RangeError);
    expect(() => createVault([keyA, randomBytes(16)])).toThrow(RangeError);
  });
});

describe('a sealed table', () => {
  const schema = z.object({ token: z.string() });
  const HOUR = 3_600_000;

  test('a sealed table reads back its values, while the store contains nothing readable', async () => {
    await using storage = await openStorage('memory:', { clock: manualClock() });
    const table = sealTable(storage, 'jobs', schema, createVault([keyA]));
    await table.set('a', { token: 'very-secret' }, HOUR);
    expect(await table.get('a')).toEqual({ token: 'very-secret' });
    expect(await Array.fromAsync(table.entries())).toEqual([['a', { token: 'very-secret' }]]);
    const raw = await storage.table('jobs', z.unknown()).get('a');
    expect(raw).toEqual(expect.stringMatching(/^v2\./));
    expect(raw).not.toContain('very-secret');
    expect(await table.delete('a')).toBe(true);
    expect(await table.get('a')).toBeUndefined();
  });

  test("a sealed table treats values as absent if they aren't sealed, are sealed with another key, or don't match", async () => {
    await using storage = await openStorage('memory:', { clock: manualClock() });
    const table = sealTable(storage, 'jobs', schema, createVault([keyA]));
    await sealTable(storage, 'jobs', schema, createVault([keyB])).set('foreign', { token: 'x' }, HOUR);
    await storage.table('jobs', z.string()).set('plain', '{"token":"x"}', HOUR);
    await sealTable(storage, 'jobs', z.number(), createVault([keyA])).set('other', 5, HOUR);
    for (const key of ['foreign', 'plain', 'other']) expect(await table.get(key)).toBeUndefined();
    expect(await Array.fromAsync(table.entries())).toEqual([]);
    await table.clear();
    expect(await Array.fromAsync(storage.table('jobs', z.unknown()).entries())).toEqual([]);
  });
});
