import type { EndpointReason } from '../reasons.ts';

/**
 * Error codes of Tencent's ChangeAgePic, which AceData calls, without their family.
 * Source: TencentCloud/tencentcloud-sdk-go, tencentcloud/ft/v20200304/errors.go, and the product's common codes.
 */
const CODES = new Map<string, EndpointReason>([
  ['DetectNoFace', 'no_face'],
  ['NoFaceInPhoto', 'no_face'],
  ['FaceDetectFailed', 'no_face'],
  ['FaceShapeFailed', 'no_face'],
  ['FaceSizeTooSmall', 'face_too_small'],
  ['FaceExceedBorder', 'face_cut_off'],
  ['ImageResolutionTooSmall', 'picture_too_small'],
  ['ImageDecodeFailed', 'picture_refused'],
  ['ImageNotSupported', 'picture_refused'],
  ['ImageEmpty', 'picture_refused'],
  ['ImageSizeExceed', 'picture_too_large'],
  ['ImagePixelExceed', 'picture_too_large'],
  ['ImageResolutionExceed', 'picture_too_large'],
  ['RequestEntityTooLarge', 'picture_too_large'],
  ['ImageDownloadError', 'picture_unreachable'],
  ['UrlIllegal', 'picture_unreachable'],
  ['FaceRectInvalid', 'face_region_refused'],
  ['FaceRectInvalidFirst', 'face_region_refused'],
  ['FaceRectInvalidSecond', 'face_region_refused'],
  // Tencent's own spelling, and the correct one.
  ['FaceRectInvalidThrid', 'face_region_refused'],
  ['FaceRectInvalidThird', 'face_region_refused'],
  ['ParameterValueError', 'endpoint_rejected'],
  ['UnknowMethod', 'endpoint_rejected'],
  ['FreqCtrl', 'rate_limited'],
  ['RequestLimitExceeded', 'rate_limited'],
  ['RequestTimeout', 'endpoint_timeout'],
  ['InnerError', 'endpoint_trouble'],
  ['RpcFail', 'endpoint_trouble'],
]);

/** What a family means when the code in it is unknown. */
const FAMILIES = new Map<string, EndpointReason>([
  ['FailedOperation', 'endpoint_trouble'],
  ['InternalError', 'endpoint_trouble'],
  ['InvalidParameterValue', 'endpoint_rejected'],
  ['InvalidParameter', 'endpoint_rejected'],
  ['MissingParameter', 'endpoint_rejected'],
  ['UnsupportedOperation', 'endpoint_rejected'],
  ['RequestLimitExceeded', 'rate_limited'],
  ['LimitExceeded', 'rate_limited'],
  ['ResourceUnavailable', 'endpoint_out_of_order'],
  ['ResourcesSoldOut', 'endpoint_out_of_order'],
  ['ResourceInsufficient', 'endpoint_out_of_order'],
  ['AuthFailure', 'endpoint_out_of_order'],
]);

const CODE = new RegExp(`(?<![A-Za-z])(?:${[...CODES.keys()].join('|')})(?![A-Za-z])`);
const FAMILY = new RegExp(`(?<![A-Za-z])(?:${[...FAMILIES.keys()].join('|')})(?![A-Za-z])`);

/** The reason for a known Tencent code anywhere in a text, with or without its family. */
export function tencentReason(text: string): EndpointReason | undefined {
  return CODES.get(CODE.exec(text)?.[0] ?? '');
}

/** The reason for the family of an unknown Tencent code anywhere in a text. */
export function tencentFamilyReason(text: string): EndpointReason | undefined {
  return FAMILIES.get(FAMILY.exec(text)?.[0] ?? '');
}
