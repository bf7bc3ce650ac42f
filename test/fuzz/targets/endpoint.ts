import assert from 'node:assert/strict';
import { classify } from '../../../src/endpoint/acedata/classify.ts';
import { EndpointError } from '../../../src/endpoint/endpoint-error.ts';
import { mutateJson } from '../support/mutate-json.ts';
import { asJson } from '../support/seeds.ts';
import type { FuzzTarget } from '../support/target.ts';

const SECRET = 'platform-v1-0123456789abcdef';
const STATUSES = [200, 201, 204, 301, 400, 401, 403, 404, 413, 429, 500, 502, 503, 524, 599];

/** An answer is a link to a result or one error; what goes into the log holds no secret, and is short. */
export const endpoint: FuzzTarget = {
  name: 'endpoint',
  seeds: () =>
    asJson(
      { image_url: 'https://cdn.example.com/result.jpg', trace_id: 'abc' },
      { success: false, error: { code: 'bad_request', message: 'no face' }, trace_id: SECRET },
      { error: 'token_mismatched', code: 'used_up', message: SECRET, detail: 'FailedOperation.FaceSizeTooSmall' },
      { success: false, error: { code: SECRET, message: `Bearer ${SECRET} is not matched` }, trace_id: 7 },
      `Invalid token ${SECRET} https://example.com/?key=${SECRET}`,
      '图片解码失败 rate limit',
    ),
  mutate: mutateJson,
  run(input) {
    const bodyText = new TextDecoder().decode(input);
    const retryAfter = bodyText.slice(0, 30);
    for (const status of STATUSES) {
      const outcome = classify({ status, headers: { 'retry-after': retryAfter }, bodyText }, { secrets: [SECRET] });
      if (!(outcome instanceof EndpointError)) {
        assert.ok(status >= 200 && status < 300);
        assert.match(outcome.imageUrl, /^https?:/i);
        assert.ok(URL.canParse(outcome.imageUrl));
        assert.ok(!outcome.traceId?.includes(SECRET), 'the id of a call is the secret');
        continue;
      }
      const { code, traceId, detail, retryAfterMs } = outcome;
      assert.ok(!`${code} ${traceId} ${detail} ${outcome.message}`.includes(SECRET), 'an error tells the secret');
      assert.ok((detail ?? '').length <= 200);
      assert.doesNotMatch(detail ?? '', /[\r\n]/);
      assert.ok(retryAfterMs === undefined || (retryAfterMs >= 0 && retryAfterMs <= 600_000));
    }
  },
  shortRun: 300,
};
