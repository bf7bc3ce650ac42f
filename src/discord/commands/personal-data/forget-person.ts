import { createAnswers } from '../../../aging/records/answers.ts';
import { createQuestions } from '../../../aging/records/questions.ts';
import { createRepeats } from '../../../aging/records/repeats.ts';
import type { Limits } from '../../../limits/limits.ts';
import type { PersonLanguages } from '../../../limits/settings/person-languages.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { Vault } from '../../../storage/sealing/vault.ts';
import { createMemory } from '../../conversation/memory.ts';
import { createTargets } from '../asking/targets.ts';

/**
 * Deletes what is stored about a person: conversations, their language, what buttons and forms continue
 * from, counts. All of it is in
 * the store only, so every process sees the deletion immediately. It keeps opt-outs, which protect the person, and
 * references and blocks, which protect others.
 */
export type ForgetPerson = (userId: string) => Promise<void>;

export interface ForgetPersonOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  readonly limits: Pick<Limits, 'forget'>;
  readonly languages: Pick<PersonLanguages, 'forget'>;
}

export function createForgetPerson({ storage, vault, limits, languages }: ForgetPersonOptions): ForgetPerson {
  const memory = createMemory(storage);
  const kept = [
    memory,
    ...[createAnswers, createQuestions, createRepeats, createTargets].map((create) => create(storage, vault)),
  ];
  return async (userId) => {
    await Promise.all([...kept, limits, languages].map((each) => each.forget(userId)));
    await memory.forgetGreeting(userId);
  };
}
