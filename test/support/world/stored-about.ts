import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { loadKeys } from '../../../src/storage/sealing/load-keys.ts';
import { createVault } from '../../../src/storage/sealing/vault.ts';

/** The entries of the bot's database with this id in their name or decrypted value, without references. */
export async function storedAbout(folder: string, id: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const path = join(folder, names.find((name) => name.endsWith('.db')) ?? '');
  const vault = createVault(await loadKeys({ storageKey: undefined, storageUrl: `sqlite://${path}` }));
  using db = new DatabaseSync(path, { readOnly: true });
  const now = Date.now();
  const entries = db.prepare('SELECT namespace, key, value FROM entries WHERE ends_at > ?').all(now);
  const cells = db.prepare("SELECT 'cell' AS namespace, key, value FROM cells WHERE ends_at > ?").all(now);
  const words = db.prepare('SELECT namespace, key, word AS value FROM entry_index').all();
  return [...entries, ...cells, ...words].flatMap(({ namespace, key, value }) => {
    const sealed: unknown = typeof value === 'string' && value.startsWith('"') ? JSON.parse(value) : value;
    const opened = vault.open(String(sealed), { namespace: String(namespace), key: String(key) }) ?? String(sealed);
    const isAbout = `${String(key)} ${opened}`.includes(id) && namespace !== 'references';
    return isAbout ? [`${String(namespace)} ${String(key)}`] : [];
  });
}
