import type { Step } from 'discord-simulator/endpoint';
import type { EndpointReason } from '../../../src/endpoint/reasons.ts';

const error = (status: number, code: string, message: string): Step => ({
  answer: { status, body: { success: false, error: { code, message }, trace_id: 'playground' } },
});

/** An error of the endpoint's supplier, as the endpoint passes it on. */
const supplier = (code: string): Step =>
  error(500, 'api_error', `[TencentCloudSDKException] code:${code} message:simulated`);

/** For each reason of the bot, an answer that it reads as this reason. */
export const REASONS = {
  no_face: supplier('FailedOperation.DetectNoFace'),
  face_too_small: supplier('FailedOperation.FaceSizeTooSmall'),
  face_cut_off: supplier('FailedOperation.FaceExceedBorder'),
  picture_too_small: supplier('FailedOperation.ImageResolutionTooSmall'),
  picture_moderated: error(403, 'forbidden', 'The content is not allowed.'),
  picture_refused: supplier('FailedOperation.ImageNotSupported'),
  picture_too_large: supplier('InvalidParameterValue.ImageSizeExceed'),
  face_region_refused: supplier('InvalidParameterValue.FaceRectInvalidFirst'),
  picture_unreachable: supplier('FailedOperation.ImageDownloadError'),
  endpoint_rejected: error(400, 'bad_request', 'The request is not valid.'),
  rate_limited: error(429, 'too_many_requests', 'You have exceeded the rate limit.'),
  endpoint_unfunded: error(403, 'used_up', 'The balance is not sufficient.'),
  endpoint_unauthorised: error(401, 'invalid_token', 'The specified token is invalid or wrong.'),
  endpoint_disabled: error(403, 'disabled', 'The token has been disabled.'),
  endpoint_missing: error(404, 'no_api', 'The API is not registered.'),
  endpoint_mismatched: error(400, 'token_mismatched', 'token_mismatched'),
  endpoint_forbidden: error(403, 'unknown', 'Refused.'),
  endpoint_trouble: error(500, 'api_error', 'Something went wrong.'),
  endpoint_unreachable: { answer: { status: 503, body: 'The service is down.' } },
  endpoint_timeout: error(504, 'timeout', 'The request timed out.'),
  endpoint_lost: { reset: 'after' },
  endpoint_out_of_order: supplier('ResourceUnavailable.NotExist'),
  endpoint_answer_invalid: { answer: { status: 200, body: { success: true } } },
} as const satisfies Record<EndpointReason, Step>;

/** All ways in which a call can fail, by name: the bot's reasons, and what can be wrong with the result. */
export const ENDPOINT_FAULTS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...Object.entries(REASONS),
  ['no_answer', { hang: 'before' }],
  ['result_missing', { result: 'missing' }],
  ['result_damaged', { result: 'truncated' }],
  ['result_not_a_picture', { result: 'text' }],
]);
