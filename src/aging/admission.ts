import { setTimeout as delay } from 'node:timers/promises';
import { ExplainedError } from '../i18n/explained-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { Receipt } from '../storage/storage.ts';
import type { AgeRequest, PictureSource } from './age-request.ts';

/** Bounds of what may be asked, in bytes, pixels and years. */
export const BOUNDS = {
  maxBytes: 25 * 1024 * 1024,
  minShortSide: 64,
  maxPixels: 50_000_000,
  maxAge: 80,
} as const;

/** What admission decides: to take a request, to leave a duplicate alone, or (thrown) to refuse it. */
export type Admission = { readonly receipts: readonly Receipt[] } | 'duplicate';

export interface AdmissionOptions {
  readonly limits: Limits;
  readonly minAge: number;
  /** The longest that the store may take, in ms: Discord wants an answer within 3 s. */
  readonly patienceMs?: number;
}

/**
 * Decides from the payload and the store alone whether a request is taken, and reserves what it uses.
 *
 * @throws {ExplainedError} the refusal.
 */
export function createAdmission({ limits, minAge, patienceMs = 500 }: AdmissionOptions) {
  return async (request: AgeRequest): Promise<Admission> => {
    checkAge(request.age, minAge);
    checkDeclared(request.picture);
    const reserving = limits.reserve(request);
    const outcome = await Promise.race([reserving, delay(patienceMs, 'late' as const, { ref: false })]);
    if (outcome !== 'late') return outcome;
    // A store that answers after all must not keep what nobody uses.
    reserving.then((late) => (late === 'duplicate' ? undefined : limits.refund(late.receipts))).catch(() => undefined);
    throw new ExplainedError('storage_down');
  };
}

function checkAge(age: number, min: number): void {
  if (!Number.isInteger(age) || age < min || age > BOUNDS.maxAge) {
    throw new ExplainedError('age_out_of_range', { min, max: BOUNDS.maxAge });
  }
}

function checkDeclared({ declared }: PictureSource): void {
  const { bytes, contentType, width, height } = declared;
  if (bytes === 0) throw new ExplainedError('picture_empty');
  if (bytes !== undefined && bytes > BOUNDS.maxBytes) throw new ExplainedError('picture_too_heavy');
  // Phones' HEIC files often come without a type or as application/octet-stream: the bytes decide those.
  if (contentType && !/^(image\/|application\/octet-stream)/i.test(contentType)) {
    throw new ExplainedError('picture_not_a_picture');
  }
  if (!width || !height) return;
  if (Math.min(width, height) < BOUNDS.minShortSide) throw new ExplainedError('picture_too_small');
  if (width * height > BOUNDS.maxPixels) throw new ExplainedError('picture_too_many_pixels');
}
