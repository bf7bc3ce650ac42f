import { fit, parseJson } from '../../../storage/fit.ts';
import type { Vault } from '../../../storage/sealing/vault.ts';
import { laneOf, type AgeRequest } from '../../request/age-request.ts';
import { entrySchema, type Entry } from '../../request/entry.ts';
import type { JobPlace } from './engine/queue-scripts.ts';

/** How entries are jobs: nothing of a request can be read in Redis but its id. */
export interface JobCodec {
  placeOf(request: AgeRequest): JobPlace;
  /** The data of a job. */
  seal(entry: Entry): string;
  /** The data as BullMQ stores it. */
  sealJson(entry: Entry): string;
  /** `undefined` for what was sealed with another key, by another version or for another job. */
  open(data: unknown, jobId: string | undefined): Entry | undefined;
}

/** BullMQ takes no id that is a number. */
export function jobIdOf(requestId: string): string {
  return `r-${requestId}`;
}

/** No table has this name. */
const NAMESPACE = 'queue:requests';

export function createJobCodec(vault: Vault): JobCodec {
  const seal = (entry: Entry) =>
    vault.seal(JSON.stringify(entry), { namespace: NAMESPACE, key: jobIdOf(entry.request.id) });
  return {
    placeOf: (request) => ({ id: jobIdOf(request.id), lane: vault.alias(laneOf(request)) }),
    seal,
    sealJson: (entry) => JSON.stringify(seal(entry)),
    open(data, jobId = '') {
      const text = typeof data === 'string' ? vault.open(data, { namespace: NAMESPACE, key: jobId }) : undefined;
      return text === undefined ? undefined : fit(entrySchema, parseJson(text));
    },
  };
}
