import { createAnswers } from '../../aging/records/answers.ts';
import { createQuestions } from '../../aging/records/questions.ts';
import type { Limits } from '../../limits/limits.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import { createMemory } from '../conversation/memory.ts';
import { createTargets } from './targets.ts';

/**
 * Deletes what is kept of a person: conversations, what buttons and forms go on from, counts. All of it lies in the
 * store alone, so it is gone for every process at once. What is kept against somebody's will stays: an opt-out, which
 * protects them; references, which protect others; a block.
 */
export type ForgetPerson = (userId: string) => Promise<void>;

export interface ForgetPersonOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  readonly limits: Pick<Limits, 'forget'>;
}

export function createForgetPerson({ storage, vault, limits }: ForgetPersonOptions): ForgetPerson {
  const memory = createMemory(storage);
  const kept = [memory, createAnswers(storage, vault), createQuestions(storage, vault), createTargets(storage, vault)];
  return async (userId) => {
    await Promise.all([...kept, limits].map((each) => each.forget(userId)));
    await memory.forgetGreeting(userId);
  };
}
