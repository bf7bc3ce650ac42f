import type { Reason } from '../../i18n/explained-error.ts';

/** Whether the same request may succeed later, without another photo and without a change by the person. */
export function mayPass(reason: Reason): boolean {
  return PASSING.has(reason);
}

/** Whether the same request can be offered again after its refusal: a moment later, nothing speaks against it. */
export function mayBeRepeated(reason: Reason): boolean {
  return mayPass(reason) || reason === 'cooldown' || reason === 'too_busy';
}

const PASSING: ReadonlySet<Reason> = new Set<Reason>([
  'picture_unavailable',
  'picture_not_passed_on',
  'pictures_unavailable',
  'picture_unreachable',
  'rate_limited',
  'endpoint_unfunded',
  'endpoint_unauthorised',
  'endpoint_disabled',
  'endpoint_missing',
  'endpoint_mismatched',
  'endpoint_forbidden',
  'endpoint_trouble',
  'endpoint_unreachable',
  'endpoint_timeout',
  'endpoint_lost',
  'endpoint_out_of_order',
  'endpoint_answer_invalid',
  'result_unavailable',
  'upload_failed',
  'storage_down',
  'restarting',
  'too_late',
  'internal',
]);
