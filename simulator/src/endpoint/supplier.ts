import sharp from 'sharp';
import { PATIENCE_MS } from '../waiting.ts';
import { drawBand } from './pixel-font.ts';
import type { ChangeAgeBody, Rect } from './parse-request.ts';

/** A refusal as Tencent words it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;

  constructor(code: string, text: string) {
    super(`[TencentCloudSDKException] code:${code} message:${text}`);
    this.code = code;
  }
}

/** The base64 of a picture may have 5 MiB. */
const MOST_BYTES = (5 * 1024 * 1024 * 3) / 4;
const RECT_CODES = ['FaceRectInvalidFirst', 'FaceRectInvalidSecond', 'FaceRectInvalidThrid'];

/**
 * Downloads a picture like any client on the internet.
 * @throws Refusal
 */
export async function fetchPicture(url: string): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch {
    throw new Refusal('FailedOperation.ImageDownloadError', '图片下载错误。');
  }
}

/**
 * Refuses what the guide says is refused.
 * @throws Refusal
 */
export async function checkPicture(bytes: Buffer): Promise<{ readonly width: number; readonly height: number }> {
  if (bytes.length > MOST_BYTES) throw new Refusal('InvalidParameterValue.ImageSizeExceed', '图片数据太大。');
  const {
    format,
    width,
    height,
    orientation = 1,
  } = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw new Refusal('FailedOperation.ImageDecodeFailed', '图片解码失败。');
    });
  if (format !== 'jpeg' && format !== 'png') {
    throw new Refusal('FailedOperation.ImageNotSupported', `不支持的图片文件 (${format})。`);
  }
  if (orientation !== 1)
    throw new Refusal('FailedOperation.ImageNotSupported', '不支持的图片文件 (EXIF orientation)。');
  if (Math.min(width, height) < 64)
    throw new Refusal('FailedOperation.ImageResolutionTooSmall', '图片短边分辨率小于64。');
  return { width, height };
}

/**
 * Makes a picture look older or younger by a filter, and writes into it that it is simulated. With rectangles, only
 * their insides change. It keeps the input's metadata: whether the real endpoint does is unknown, so the worse case is
 * simulated.
 * @returns a JPEG
 * @throws Refusal
 */
export async function changeAges(bytes: Buffer, ages: ChangeAgeBody['age_infos']): Promise<Buffer> {
  await checkPicture(bytes);
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .flatten({ background: 'white' })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw new Refusal('FailedOperation.ImageDecodeFailed', '图片解码失败。');
    });
  const { width, height } = info;
  const raw = { width, height, channels: 3 } as const;
  for (const [index, { age, face_rect: rect }] of ages.entries()) {
    const area: Rect = rect ?? { x: 0, y: 0, width, height };
    if (area.x + area.width > width || area.y + area.height > height) {
      throw new Refusal(`InvalidParameterValue.${RECT_CODES[index] ?? 'FaceRectInvalid'}`, '人脸框不合法。');
    }
    const changed = await sharp(data, { raw })
      .extract({ left: area.x, top: area.y, width: area.width, height: area.height })
      .modulate({ saturation: 1.3 - (age / 80) * 1.2, brightness: 1.15 - (age / 80) * 0.3 })
      .linear([1 + age / 400, 1 + age / 800, 1 - age / 400], [0, 0, 0])
      .raw()
      .toBuffer();
    drawBand({ data: changed, width: area.width, height: area.height }, `simulated, age ${age}`);
    for (let row = 0; row < area.height; row += 1) {
      changed.copy(data, ((area.y + row) * width + area.x) * 3, row * area.width * 3, (row + 1) * area.width * 3);
    }
  }
  const { exif, xmpAsString } = await sharp(bytes).metadata();
  const changed = sharp(data, { raw }).jpeg({ quality: 90 });
  return withExif(await (xmpAsString ? changed.withXmp(xmpAsString) : changed).toBuffer(), exif);
}

/** Inserts EXIF, byte for byte, after a JPEG's first two bytes. */
function withExif(jpeg: Buffer, exif: Buffer | undefined): Buffer {
  const header = Buffer.from('Exif\0\0');
  const data = exif && (exif.subarray(0, header.length).equals(header) ? exif : Buffer.concat([header, exif]));
  if (!data || data.length > 65_533) return jpeg;
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}
