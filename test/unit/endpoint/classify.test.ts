import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aceDataError } from '../../../src/endpoint/acedata/advice.ts';
import { classify } from '../../../src/endpoint/acedata/classify.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import { POLICY, type EndpointReason } from '../../../src/endpoint/reasons.ts';
import { anyText } from '../../support/any-text.ts';
import { fewerOf } from '../../support/cases.ts';

const IMAGE = 'https://faceeffect-1254418846.cos.ap-guangzhou.myqcloud.com/ft/ChangeAgePic/1256437459/abc';

const error = (code: unknown, message: unknown): unknown => ({
  success: false,
  error: { code, message },
  trace_id: 't-1',
});

function fail(status: number, body: unknown, headers: Record<string, string> = {}): EndpointError {
  const bodyText = typeof body === 'string' ? body : JSON.stringify(body);
  const result = classify({ status, headers, bodyText }, { now: Date.UTC(2026, 0, 1), secrets: ['s3cret'] });
  if (!(result instanceof EndpointError)) throw new Error('this was read as a success');
  return result;
}

describe('a success', () => {
  test.each([
    ['as documented', { image_url: IMAGE }, { imageUrl: IMAGE }],
    ['with a trace id', { image_url: IMAGE, trace_id: 'abc-1' }, { imageUrl: IMAGE, traceId: 'abc-1' }],
    ['with an empty trace id', { image_url: IMAGE, trace_id: '' }, { imageUrl: IMAGE }],
    [
      'with unknown fields and an error of null',
      { image_url: IMAGE, error: null, success: true, x: [] },
      { imageUrl: IMAGE },
    ],
  ])('a success %s is read', (_name, body, expected) => {
    expect(classify({ status: 200, headers: {}, bodyText: JSON.stringify(body) })).toEqual(expected);
  });

  test('a success is read with white space around it', () => {
    expect(classify({ status: 200, headers: {}, bodyText: `\n {"image_url":"${IMAGE}"} ` })).toEqual({
      imageUrl: IMAGE,
    });
  });
});

describe('the reason of a failure', () => {
  test.each([
    // AceData's own codes, at each documented status
    [400, error('bad_request', 'bad parameters'), 'endpoint_rejected'],
    [400, error('token_mismatched', 'The specified token is not matched with API.'), 'endpoint_unauthorised'],
    [401, error('token_mismatched', ''), 'endpoint_unauthorised'],
    // May be about the token or the request
    [400, error('TOKEN_MISMATCHED', 'The specified token is not matched with API.'), 'endpoint_unauthorised'],
    [400, error('token_mismatched', 'This API key belongs to another service.'), 'endpoint_unauthorised'],
    [400, error('token_mismatched', '指定的令牌与 API 不匹配'), 'endpoint_unauthorised'],
    [400, error('token_mismatched', '密钥无效'), 'endpoint_unauthorised'],
    [400, error('token_mismatched', 'Your balance is not sufficient'), 'endpoint_unfunded'],
    [400, error('token_mismatched', 'no face in photo'), 'no_face'],
    [400, error('token_mismatched', ''), 'endpoint_mismatched'],
    [400, error('token_mismatched', null), 'endpoint_mismatched'],
    [400, error('token_mismatched', 'age_infos is required'), 'endpoint_mismatched'],
    [
      400,
      error('Token-Mismatched', 'Bad request, possibly due to missing or invalid parameters.'),
      'endpoint_mismatched',
    ],
    [400, error('TokenMismatched', '缺少参数 age_infos'), 'endpoint_mismatched'],
    [400, error('token_mismatched', '参数错误'), 'endpoint_mismatched'],
    [400, error('token_mismatched', 'The token is not matched, or parameters are missing.'), 'endpoint_mismatched'],
    [400, error('token_mismatched', 'Unexpected token < in the body'), 'endpoint_mismatched'],
    [400, { error: 'token_mismatched' }, 'endpoint_mismatched'],
    [400, { error: 'Token_Mismatched' }, 'endpoint_mismatched'],
    [401, { error: 'token_mismatched' }, 'endpoint_unauthorised'],
    [401, error('token_mismatched', 'age_infos is required'), 'endpoint_unauthorised'],
    [200, error('token_mismatched', 'image_url is invalid'), 'endpoint_mismatched'],
    [200, error('token_mismatched', 'The specified token is not matched with API.'), 'endpoint_unauthorised'],
    [400, { error: 'The specified token is not matched with API.' }, 'endpoint_unauthorised'],
    [400, error('bad_request', 'invalid token < in JSON at position 0'), 'endpoint_rejected'],
    [400, error('bad_request', '令牌已过期'), 'endpoint_unauthorised'],
    [400, error('INVALID_TOKEN', ''), 'endpoint_unauthorised'],
    [400, error('InvalidToken', ''), 'endpoint_unauthorised'],
    [200, error('no_token', ''), 'endpoint_unauthorised'],
    // An undocumented 403
    [403, error('region_blocked', 'Not available in your region'), 'endpoint_forbidden'],
    [403, error('bad_request', ''), 'endpoint_forbidden'],
    [403, { message: 'Forbidden' }, 'endpoint_forbidden'],
    [403, {}, 'endpoint_forbidden'],
    [403, error('FORBIDDEN', ''), 'picture_moderated'],
    [403, { error: 'Forbidden' }, 'picture_moderated'],
    [403, error('content_moderation', ''), 'picture_moderated'],
    [403, error('blocked', '图片内容违规'), 'picture_moderated'],
    [403, error('blocked', '账号已被禁用'), 'endpoint_disabled'],
    [400, error('no_token', ''), 'endpoint_unauthorised'],
    [401, error('invalid_token', 'The specified token is invalid or wrong.'), 'endpoint_unauthorised'],
    [401, error('token_expired', ''), 'endpoint_unauthorised'],
    [400, error('api_not_implemented', 'The API is not implemented.'), 'endpoint_missing'],
    [404, error('no_api', ''), 'endpoint_missing'],
    [403, error('used_up', 'Your balance is not sufficient, please buy more in https://x.y'), 'endpoint_unfunded'],
    [403, error('disabled', ''), 'endpoint_disabled'],
    [
      403,
      error('forbidden', 'our Al moderators feel your prompt might be against our community standards.'),
      'picture_moderated',
    ],
    [429, error('too_many_requests', 'You have exceeded the rate limit.'), 'rate_limited'],
    [429, error('rate_limited', 'Concurrency limit exceeded for this token.'), 'rate_limited'],
    [429, error('api_error', 'FailedOperation.DetectNoFace'), 'rate_limited'],
    [429, '<html>', 'rate_limited'],
    [500, error('api_error', 'fetch failed'), 'endpoint_trouble'],
    [500, error('api_error', 'Internal server error.'), 'endpoint_trouble'],
    [504, error('timeout', 'Timeout to generate the image.'), 'endpoint_timeout'],
    // Tencent's codes, anywhere in the text
    [500, error('api_error', '[TencentCloudSDKException] code:FailedOperation.DetectNoFace message:x'), 'no_face'],
    [500, error('FailedOperation.FaceSizeTooSmall', ''), 'face_too_small'],
    [400, error('bad_request', 'InvalidParameterValue.NoFaceInPhoto'), 'no_face'],
    [500, error('api_error', 'FailedOperation.FaceExceedBorder'), 'face_cut_off'],
    [500, error('api_error', 'FailedOperation.ImageResolutionTooSmall'), 'picture_too_small'],
    [500, error('api_error', 'FailedOperation.ImageDecodeFailed'), 'picture_refused'],
    [500, error('api_error', 'FailedOperation.ImageNotSupported'), 'picture_refused'],
    [500, error('api_error', 'InvalidParameterValue.ImageSizeExceed'), 'picture_too_large'],
    [500, error('api_error', 'FailedOperation.ImageDownloadError: 图片下载错误。'), 'picture_unreachable'],
    [500, error('api_error', 'InvalidParameterValue.FaceRectInvalidThrid'), 'face_region_refused'],
    [500, error('api_error', 'InvalidParameterValue.ParameterValueError'), 'endpoint_rejected'],
    [500, error('api_error', 'FailedOperation.FreqCtrl'), 'rate_limited'],
    [500, error('api_error', 'RequestLimitExceeded'), 'rate_limited'],
    [500, error('api_error', 'FailedOperation.RequestTimeout'), 'endpoint_timeout'],
    [500, error('api_error', 'FailedOperation.InnerError'), 'endpoint_trouble'],
    [500, error('api_error', 'FailedOperation.SomethingNew'), 'endpoint_trouble'],
    [500, error('api_error', 'InvalidParameterValue.SomethingNew'), 'endpoint_rejected'],
    [500, error('api_error', 'ResourceUnavailable.LowBalance'), 'endpoint_out_of_order'],
    [500, error('api_error', 'AuthFailure.SecretIdNotFound'), 'endpoint_out_of_order'],
    [200, { Response: { Error: { Code: 'FailedOperation.DetectNoFace', Message: '' }, RequestId: 'r' } }, 'no_face'],
    // Texts, in both languages
    [500, error('api_error', '未检测到人脸'), 'no_face'],
    [500, error('api_error', 'No face was found in the picture'), 'no_face'],
    [500, error('api_error', 'Could not detect any face'), 'no_face'],
    [500, error('api_error', '人脸因太小被过滤'), 'face_too_small'],
    [500, error('api_error', '人脸出框'), 'face_cut_off'],
    [500, error('api_error', 'image too small'), 'picture_too_small'],
    [500, error('api_error', '图片数据太大'), 'picture_too_large'],
    [500, error('api_error', 'failed to download the image'), 'picture_unreachable'],
    [500, error('api_error', '图片解码失败'), 'picture_refused'],
    [500, error('api_error', '频控'), 'rate_limited'],
    [500, 'no face in photo', 'no_face'],
    // Texts with another meaning
    [400, error('bad_request', 'age is too small'), 'endpoint_rejected'],
    [400, error('bad_request', 'age_infos is required'), 'endpoint_rejected'],
    [401, error('api_error', 'cannot decode token to download the image'), 'endpoint_unauthorised'],
    [500, error('api_error', 'cannot download the model'), 'endpoint_trouble'],
    [500, error('api_error', 'interface error'), 'endpoint_trouble'],
    [403, error('used_up', 'the picture is too small'), 'endpoint_unfunded'],
    [502, '<html>Download the image again: no face</html>', 'endpoint_unreachable'],
    [500, '<html>no face</html>', 'endpoint_trouble'],
    // Unusual envelopes
    [200, error('api_error', 'fetch failed'), 'endpoint_trouble'],
    [200, { image_url: IMAGE, success: false }, 'endpoint_trouble'],
    [200, { image_url: IMAGE, error: 'no face' }, 'no_face'],
    [200, { image_url: IMAGE, error: [] }, 'endpoint_trouble'],
    [403, { error: 'used_up' }, 'endpoint_unfunded'],
    [403, { error: 'Your balance is not sufficient for current request' }, 'endpoint_unfunded'],
    [500, { error: null, detail: 'no face' }, 'no_face'],
    [403, { error: { code: 'constructor' } }, 'endpoint_forbidden'],
    [500, { error: { code: '__proto__', message: 'toString' } }, 'endpoint_trouble'],
    [500, { error: { code: 17, message: {} } }, 'endpoint_trouble'],
    // Only a status
    [301, '', 'endpoint_missing'],
    [401, '', 'endpoint_unauthorised'],
    [402, '', 'endpoint_unfunded'],
    [403, '<html>', 'endpoint_disabled'],
    [404, '', 'endpoint_missing'],
    [408, '', 'endpoint_timeout'],
    [413, '', 'picture_too_large'],
    [418, '', 'endpoint_rejected'],
    [500, '', 'endpoint_trouble'],
    [502, '', 'endpoint_unreachable'],
    [503, '', 'endpoint_unreachable'],
    [504, '', 'endpoint_timeout'],
    [522, '', 'endpoint_unreachable'],
    [599, '', 'endpoint_trouble'],
    // A success without a readable result
    [200, '', 'endpoint_answer_invalid'],
    [200, '{"image_url":', 'endpoint_answer_invalid'],
    [200, '{}', 'endpoint_answer_invalid'],
    [200, { image_url: 'javascript:alert(1)' }, 'endpoint_answer_invalid'],
    [200, { image_url: '' }, 'endpoint_answer_invalid'],
    [204, '', 'endpoint_answer_invalid'],
  ])('the reason of %i %j is found', (status, body, reason) => {
    expect(fail(status, body).reason).toBe(reason);
  });

  test.each([
    [400, error('token_mismatched', 'The specified token is not matched with API.'), true],
    [400, { error: 'Token-Mismatched' }, true],
    [401, error('token_mismatched', 'The specified token is not matched with API.'), false],
    [400, error('invalid_token', 'The token is wrong.'), false],
    [400, error('bad_request', ''), false],
  ])('the answer %i %j may be about the key or the request: %s', (status, body, isAmbiguous) => {
    expect(fail(status, body).isAmbiguous).toBe(isAmbiguous);
  });

  test('a reason has its policy', () => {
    expect(fail(403, error('used_up', ''))).toMatchObject({
      retry: 'never',
      fault: 'operator',
      billed: 'no',
      level: 'error',
    });
    expect(fail(403, error('used_up', '')).advice).toContain('https://platform.acedata.cloud');
    expect(fail(429, '')).toMatchObject({ retry: 'wait', fault: 'load', billed: 'no' });
    expect(fail(503, '')).toMatchObject({ retry: 'again', fault: 'endpoint', billed: 'no' });
    expect(fail(504, '')).toMatchObject({ retry: 'once', billed: 'no' });
    expect(fail(500, '')).toMatchObject({ retry: 'once', billed: 'no' });
    expect(fail(200, '')).toMatchObject({ retry: 'never', billed: 'maybe' });
    expect(fail(500, error('api_error', 'no face'))).toMatchObject({ retry: 'never', fault: 'person', level: 'info' });
  });

  test('the operator gets advice for every fault of the operator', () => {
    const reasons = Object.keys(POLICY) as EndpointReason[];
    const errors = reasons.map((reason) => aceDataError(reason)).filter(({ fault }) => fault === 'operator');
    expect(errors.length).toBeGreaterThan(3);
    for (const { advice = '' } of errors) expect(advice.length).toBeGreaterThan(20);
  });
});

describe('Retry-After', () => {
  test.each([
    ['7', 7_000],
    ['0', 0],
    ['0.5', 500],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2015 00:00:30 GMT', 0],
    ['99999999999', 600_000],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('the header %j means %j ms', (value, expected) => {
    expect(fail(429, '', { 'retry-after': value }).retryAfterMs).toBe(expected);
  });
});

describe('what is kept for the log', () => {
  test('the log gets code, status and trace id', () => {
    expect(fail(500, error('api_error', 'fetch failed'))).toMatchObject({
      code: 'api_error',
      status: 500,
      traceId: 't-1',
      detail: 'fetch failed',
    });
  });

  test('the logged text is short, one line, and has no link, key or address', () => {
    const key = 'a1b2c3d4e5f6a1b2c3d4e5f6';
    const message = `bad s3cret\nBearer abc ${key} https://cdn.discordapp.com/a.png?hm=1 me@example.org ${'x '.repeat(500)}`;
    const { detail = '' } = fail(500, error('api_error', message));
    expect(detail).toMatch(/^bad \[secret\] \[secret\] \[secret\] \[link\] \[address\] x x/);
    expect(detail.length).toBeLessThanOrEqual(200);
  });

  test("the logged text keeps the supplier's codes", () => {
    const message = 'InvalidParameterValue.FaceRectInvalidFirst';
    expect(fail(500, error('api_error', message)).detail).toBe(message);
  });

  test('an invalid code or trace id is dropped', () => {
    const odd = fail(500, { error: { code: 's3cret', message: '' }, trace_id: 'x\ny' });
    expect([odd.code, odd.traceId]).toEqual([undefined, undefined]);
  });
});

test('any answer is a picture or an EndpointError, never an exception', () => {
  const bodies = fc.oneof(
    anyText(),
    fc.json(),
    fc
      .record(
        { image_url: fc.anything(), success: fc.anything(), error: fc.anything(), trace_id: fc.anything() },
        { requiredKeys: [] },
      )
      .map((body) =>
        JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      ),
  );
  const headers = fc.dictionary(fc.oneof(fc.constant('retry-after'), fc.string()), fc.string());
  fc.assert(
    fc.property(
      fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 100, max: 599 })),
      headers,
      bodies,
      (status, given, bodyText) => {
        const result = classify({ status, headers: given, bodyText });
        const sound = result instanceof EndpointError ? result.reason in POLICY : /^https?:/.test(result.imageUrl);
        expect(sound).toBe(true);
      },
    ),
    { numRuns: fewerOf(300) },
  );
});
