import type { EndpointReason } from '../reasons.ts';

type Rules = readonly (readonly [pattern: RegExp, reason: EndpointReason])[];

const PICTURE = '(?:image|picture|photo|img)';

/** Phrases about the account, clear enough to be trusted with any status. */
const ACCOUNT: Rules = [
  [/balance is not sufficient|insufficient (?:balance|credits?|funds)|余额不足/i, 'endpoint_unfunded'],
  [
    /token (?:is |has )?(?:not matched|invalid|wrong|expired|missing)|invalid (?:api )?token(?!.*\bjson\b)/i,
    'endpoint_unauthorised',
  ],
  [
    /(?:令牌|密钥|\btoken\b) ?已?(?:无效|错误|失效|过期|不匹配|不正确)|无效的? ?(?:令牌|密钥|token\b)/i,
    'endpoint_unauthorised',
  ],
  [/(?:token|credential|application|account) (?:is |has been )?disabled/i, 'endpoint_disabled'],
  [/(?:令牌|密钥|应用|账[号户])已?被?(?:禁用|停用)/, 'endpoint_disabled'],
];

const TOKEN =
  /\btokens?\b|\bapi[ _-]?keys?\b|\bcredentials?\b|\bauthori[sz]|\bauthenticat|令牌|密钥|凭证|凭据|授权|鉴权/i;
/** Words about the request rather than the account; JSON parsers also write about tokens. */
const REQUEST = /\bparam|\barguments?\b|\bfields?\b|age_infos|image_url|\bjson\b|unexpected token|参数|字段/i;

/**
 * Phrases about one picture. Each includes what it is about, since "too small" may be about an age, and "decode"
 * about a token. The Chinese ones are Tencent's own descriptions of its codes.
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
  [/community standards|(?<![a-z])moderat|违规|敏感/i, 'picture_moderated'],
  [/rate limit|too many requests|concurrency limit|频控|频繁/i, 'rate_limited'],
];

/** The reason for a phrase about the operator's account. */
export const accountReason = (text: string): EndpointReason | undefined => firstMatch(ACCOUNT, text);

/** Whether the text of a `token_mismatched` is about the token and not about the request. */
export const isAboutToken = (text: string): boolean => TOKEN.test(text) && !REQUEST.test(text);

/** The reason for a phrase about the picture. Use it only when nothing more specific is known. */
export const pictureReason = (text: string): EndpointReason | undefined => firstMatch(PICTURES, text);

function firstMatch(rules: Rules, text: string): EndpointReason | undefined {
  return rules.find(([pattern]) => pattern.test(text))?.[1];
}
