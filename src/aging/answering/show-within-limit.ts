import { ORDINARY_UPLOAD_BYTES } from '../../bounds.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { Pictures } from '../making/pictures.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { AgedPicture, Delivered, Delivery } from '../request/ports.ts';

interface Parts {
  readonly delivery: Pick<Delivery, 'answer'>;
  readonly pictures: Pick<Pictures, 'shrink'>;
}

/**
 * Shows a picture. If Discord refuses it as too large in spite of the limit that it gave, the picture is shrunk to the
 * limit of an ordinary message, which is the limit of a late answer, and finally to half of that.
 *
 * @throws {ExplainedError} as {@link Delivery.answer} does.
 */
export async function showWithinLimit(
  { delivery, pictures }: Parts,
  request: AgeRequest,
  picture: AgedPicture,
  signal: AbortSignal,
): Promise<Delivered> {
  let shown = picture;
  for (let isLastTry = false; ;) {
    try {
      return await delivery.answer(request, shown, signal);
    } catch (error) {
      const isTooLarge = error instanceof ExplainedError && error.reason === 'result_too_heavy';
      if (!isTooLarge || isLastTry) throw error;
      const { animation, ...still } = shown;
      const bytes = still.bytes.byteLength;
      isLastTry = bytes <= ORDINARY_UPLOAD_BYTES && !isLarge(animation);
      const maxBytes = isLastTry ? Math.floor(bytes / 2) : ORDINARY_UPLOAD_BYTES;
      shown = bytes <= maxBytes ? still : await pictures.shrink(shown, maxBytes, signal);
    }
  }
}

function isLarge(picture: AgedPicture | undefined): boolean {
  return picture !== undefined && picture.bytes.byteLength > ORDINARY_UPLOAD_BYTES;
}
