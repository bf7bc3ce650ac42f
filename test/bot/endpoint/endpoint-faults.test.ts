import { describe, expect, test } from 'vitest';
import { someOf } from '../../support/cases.ts';
import { answers, askWhileFailing, envelope, tencent, TRACE } from '../../support/faults/endpoint-steps.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();

describe('documented codes', () => {
  test.each([
    [400, 'bad_request', 'malformed JSON', 'endpoint_rejected'],
    [
      403,
      'forbidden',
      'Sorry! Our AI moderators feel your prompt might be against our community standards.',
      'picture_moderated',
    ],
    [413, 'content_too_large', 'too large', 'picture_too_large'],
  ] as const)('status %i with the code %s ends in a sentence', async (status, code, message, reason) => {
    const line = await askWhileFailing(world(), answers(status, envelope(code, message)), reason, 1);
    expect(line).toMatchObject({ outcome: reason, status, code, traceId: TRACE });
  });

  test.each(
    someOf(
      [
        [500, 'api_error', 'fetch failed', 'endpoint_trouble'],
        [500, 'api_error', 'Internal server error.', 'endpoint_trouble'],
        [504, 'timeout', 'Timeout to generate the image.', 'endpoint_timeout'],
      ] as const,
      ['504'],
    ),
  )('status %i with the code %s (%s) is retried once', async (status, code, message, reason) => {
    const line = await askWhileFailing(world(), answers(status, envelope(code, message)), reason, 2);
    expect(line).toMatchObject({ status, code, traceId: TRACE });
  });
});

describe('codes of the supplier inside a 500', () => {
  test.each(
    someOf(
      [
        ['FailedOperation.DetectNoFace', 'no_face', 1],
        ['InvalidParameterValue.NoFaceInPhoto', 'no_face', 1],
        ['FailedOperation.FaceSizeTooSmall', 'face_too_small', 1],
        ['FailedOperation.FaceExceedBorder', 'face_cut_off', 1],
        ['FailedOperation.ImageResolutionTooSmall', 'picture_too_small', 1],
        ['FailedOperation.ImageDecodeFailed', 'picture_refused', 1],
        ['FailedOperation.ImageNotSupported', 'picture_refused', 1],
        ['InvalidParameterValue.ImageSizeExceed', 'picture_too_large', 1],
        ['FailedOperation.RequestEntityTooLarge', 'picture_too_large', 1],
        ['FailedOperation.ImageDownloadError', 'picture_unreachable', 2],
        ['InvalidParameterValue.FaceRectInvalidThrid', 'face_region_refused', 1],
        ['InvalidParameterValue.ParameterValueError', 'endpoint_rejected', 1],
        ['FailedOperation.RequestTimeout', 'endpoint_timeout', 2],
        ['FailedOperation.InnerError', 'endpoint_trouble', 2],
        ['FailedOperation.RpcFail', 'endpoint_trouble', 2],
        ['ResourceUnavailable.InArrears', 'endpoint_out_of_order', 1],
        ['ResourcesSoldOut.ChargeStatusException', 'endpoint_out_of_order', 1],
      ] as const,
      [
        'FailedOperation.DetectNoFace',
        'FailedOperation.ImageDownloadError',
        'InvalidParameterValue.FaceRectInvalidThrid',
        'FailedOperation.InnerError',
        'ResourceUnavailable.InArrears',
      ],
    ),
  )('the code %s of the supplier ends in a sentence', async (code, reason, calls) => {
    await askWhileFailing(world(), answers(500, tencent(code)), reason, calls);
  });

  test('a failure whose only clue is its text, in Chinese or English, is understood', async () => {
    await askWhileFailing(world(), answers(500, envelope('api_error', '未检测到人脸')), 'no_face', 1);
    await askWhileFailing(world(), answers(500, envelope('api_error', 'No face was found in the image')), 'no_face', 1);
  });
});

describe('answers of other shapes', () => {
  test.each(
    someOf(
      [
        ['an error that is a bare string', answers(403, { error: 'forbidden' }), 'picture_moderated', 1],
        ['an error inside a 200', answers(200, envelope('forbidden', 'no')), 'picture_moderated', 1],
        ['a 200 that reports a failure', answers(200, { success: false }), 'endpoint_trouble', 2],
        ['a 200 without a picture', answers(200, { ok: true }), 'endpoint_answer_invalid', 1],
        ["a 200 that isn't JSON", answers(200, '<html>Welcome</html>'), 'endpoint_answer_invalid', 1],
        ['a 200 without a body', answers(200, ''), 'endpoint_answer_invalid', 1],
        ['a list instead of an object', answers(200, [1, 2, 3]), 'endpoint_answer_invalid', 1],
        ['a 500 without a body', answers(500, ''), 'endpoint_trouble', 2],
        ['half a body', { halfBody: true }, 'endpoint_lost', 1],
        ['a reset after the picture was made', { reset: 'after' }, 'endpoint_lost', 1],
      ] as const,
      [
        'an error inside a 200',
        'a 200 that reports a failure',
        'a 200 without a body',
        'half a body',
        'a reset after the picture was made',
      ],
    ),
  )('%s ends in a sentence', async (_what, step, reason, calls) => {
    await askWhileFailing(world(), step, reason, calls);
  });

  test('the status of a truncated failure is enough', async () => {
    const step = { ...answers(413, envelope('content_too_large', 'too large')), halfBody: true };
    await askWhileFailing(world(), step, 'picture_too_large', 1);
  });
});
