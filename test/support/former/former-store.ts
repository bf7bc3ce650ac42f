import { createCipheriv, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { WholeStore } from '../../../src/storage/upkeep/whole/whole-store.ts';

/** A backup that the last version made whose sealed values didn't know their places, and its key. */
export const formerBackup = {
  path: fileURLToPath(new URL('version-2.backup', import.meta.url)),
  key: Buffer.alloc(32, 7),
  people: ['100000000000000001', '100000000000000002'],
} as const;

/** Seals as that version did. */
export function formerSeal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const parts = [nonce, cipher.update(text, 'utf8'), cipher.final()];
  return `v1.${Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64url')}`;
}

/** A row of a sealed table as that version wrote it. */
export function formerRow(key: Buffer, place: { namespace: string; key: string }, value: unknown, endsAt: number) {
  return { kind: 'row' as const, ...place, text: JSON.stringify(formerSeal(key, JSON.stringify(value))), endsAt };
}

/** What that version noted of its key in a store. */
export async function noteFormerKey(store: WholeStore, key: Buffer): Promise<void> {
  await store.setFacts({ keyCheck: formerSeal(key, 'face-age-bot') });
}
