import type { Clock } from '../../clock.ts';
import { createFormerFormat, type FormerFormat } from './former-format.ts';
import { isFormer, type Place } from './sealed-text.ts';
import { createVault, type Vault, type VaultOptions } from './vault.ts';

/** A vault, and the former format of what may be in its store. */
export interface Seals {
  readonly vault: Vault;
  readonly former: FormerFormat;
}

/** @throws RangeError as `createVault` does */
export function createSeals(
  rawKeys: readonly Buffer[],
  clock: Pick<Clock, 'now'>,
  options: Pick<VaultOptions, 'onUnreadable'> = {},
): Seals {
  const former = createFormerFormat(rawKeys, clock);
  return { vault: createVault(rawKeys, { ...options, former }), former };
}

/** Opens a text of either format, whether or not the former one is read in tables. */
export function openEither({ vault, former }: Openers, sealed: string, place: Place): string | undefined {
  return isFormer(sealed) ? former.open(sealed) : vault.tryOpen(sealed, place);
}

/** What {@link openEither} needs. */
export interface Openers {
  readonly vault: Pick<Vault, 'tryOpen'>;
  readonly former: Pick<FormerFormat, 'open'>;
}
