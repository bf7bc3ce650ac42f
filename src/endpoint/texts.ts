import type { EndpointReason } from './reasons.ts';

type Rules = readonly (readonly [pattern: RegExp, reason: EndpointReason])[];

const PICTURE = '(?:image|picture|photo|img)';

/** Phrases about the account, plain enough to be trusted whatever the status. */
const ACCOUNT: Rules = [
  [/balance is not sufficient|insufficient (?:balance|credits?|funds)|余额不足/i, 'endpoint_unfunded'],
  [/token (?:is |has )?(?:not matched|invalid|wrong|expired|missing)|invalid (?:api )?token/i, 'endpoint_unauthorised'],
  [/(?:token|credential|application|account) (?:is |has been )?disabled/i, 'endpoint_disabled'],
];

/**
 * Phrases about one picture. Each names what it speaks of, since "too small" may be said of an age,
 * and "decode" of a token. The Chinese ones are from Tencent's own descriptions of its codes.
 */
const PICTURES: Rules = [
  [
    /未检测到人脸|检测不到人脸|没有人脸|无人脸|\bno[ _-]?(?:valid |human |clear )?faces?\b|\bfaces? (?:was |were |is |are )?not (?:found|detected)|n[o']t (?:find|detect|recogni[sz]e) (?:a |any |the )?(?:\w+ )?face|without (?:a |any )?face/i,
    'no_face',
  ],
  [/人脸因?(?:太|过)小|\bfaces?\b[^.]{0,40}too small|too small (?:a )?face/i, 'face_too_small'],
  [/人脸出框|\bfaces?\b[^.]{0,40}(?:border|out of (?:the )?(?:frame|image|picture)|cut off)/i, 'face_cut_off'],
  [
    new RegExp(
      `分辨率(?:太|过)小|图片(?:太|过)小|(?:\\b${PICTURE}|resolution|short side)\\b[^.]{0,40}too (?:small|low)`,
      'i',
    ),
    'picture_too_small',
  ],
  [
    new RegExp(
      `图片数据太大|请求体太大|图片(?:太|过)大|分辨率(?:太|过)大|(?:\\b${PICTURE}|entity|body|payload|file|resolution)\\b[^.]{0,40}too (?:large|big|high)`,
      'i',
    ),
    'picture_too_large',
  ],
  [
    new RegExp(
      `图片下载(?:错误|失败)|download\\w*\\b[^.]{0,40}\\b${PICTURE}|\\b${PICTURE}\\b[^.]{0,40}\\bdownload`,
      'i',
    ),
    'picture_unreachable',
  ],
  [
    new RegExp(
      `图片解码失败|不支持的图片|decod\\w*\\b[^.]{0,40}\\b${PICTURE}|\\b${PICTURE}\\b[^.]{0,40}\\bdecod|(?:unsupported|invalid) ${PICTURE}|${PICTURE} (?:format |type )?(?:is )?(?:not supported|unsupported)`,
      'i',
    ),
    'picture_refused',
  ],
  [/community standards|\bmoderat|违规|敏感/i, 'picture_moderated'],
  [/rate limit|too many requests|concurrency limit|频控|频繁/i, 'rate_limited'],
];

/** The reason for a phrase about the operator's account. */
export const accountReason = (text: string): EndpointReason | undefined => firstMatch(ACCOUNT, text);

/** The reason for a phrase about the picture: to be asked only when nothing more specific is known. */
export const pictureReason = (text: string): EndpointReason | undefined => firstMatch(PICTURES, text);

function firstMatch(rules: Rules, text: string): EndpointReason | undefined {
  return rules.find(([pattern]) => pattern.test(text))?.[1];
}
