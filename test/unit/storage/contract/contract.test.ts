import { describe } from 'vitest';
import { checkAtomic } from './atomic-contract.ts';
import { backendKinds } from './backends.ts';
import { worldOf } from './contract-world.ts';
import { checkSealed } from './sealed-contract.ts';
import { checkSharing } from './sharing-contract.ts';
import { checkSwap } from './swap-contract.ts';
import { checkClockedTables, checkIndexedTables, checkTables } from './table-contract.ts';

for (const kind of backendKinds) {
  describe.skipIf(!kind.available)(`tables on ${kind.name}`, () => {
    checkTables(worldOf(kind));
  });
  describe.skipIf(!kind.available)(`indexed tables on ${kind.name}`, () => {
    checkIndexedTables(worldOf(kind));
  });
  describe.skipIf(!kind.available)(`sealed tables on ${kind.name}`, () => {
    checkSealed(worldOf(kind));
  });
  describe.skipIf(!kind.available)(`atomic verbs on ${kind.name}`, () => {
    checkAtomic(worldOf(kind));
    checkSwap(worldOf(kind));
  });
}

for (const kind of backendKinds.filter(({ lasting }) => lasting)) {
  describe.skipIf(!kind.available)(`several Storage objects on ${kind.name}`, () => {
    checkSharing(worldOf(kind));
  });
}

for (const kind of backendKinds.filter(({ ownTime }) => !ownTime)) {
  describe.skipIf(!kind.available)(`tables by the clock on ${kind.name}`, () => {
    checkClockedTables(worldOf(kind));
  });
}
