import { expect, test } from 'vitest';
import { showWithinLimit } from '../../../src/aging/answering/show-within-limit.ts';
import type { AgedPicture } from '../../../src/aging/request/ports.ts';
import { ORDINARY_UPLOAD_BYTES } from '../../../src/bounds.ts';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { anyRequest } from '../../support/fakes/any-request.ts';
import { createFakeDelivery } from '../../support/fakes/fake-delivery.ts';
import { agedPicture, createFakePictures } from '../../support/fakes/fake-pictures.ts';
import { failing } from '../../support/fakes/script.ts';

const { signal } = new AbortController();
const tooLarge = failing(new ExplainedError('result_too_heavy'));

/**
 * Shows a picture that Discord refuses this many times.
 * @returns the outcome, and the bytes of what was shown
 */
async function show(picture: AgedPicture, refusals: number) {
  const delivery = createFakeDelivery();
  delivery.scripts.answer.next(...Array.from({ length: refusals }, () => tooLarge));
  const request = anyRequest();
  const outcome = await showWithinLimit({ delivery, pictures: createFakePictures() }, request, picture, signal).catch(
    (error: unknown) => (error instanceof ExplainedError ? error.reason : error),
  );
  const shown = delivery.shownOf(request.id).flatMap((each) => (each.what === 'picture' ? [each.picture] : []));
  return { outcome, shown: shown.map(({ bytes, animation }) => [bytes.byteLength, animation?.bytes.byteLength]) };
}

const LARGE = ORDINARY_UPLOAD_BYTES + 1;
const HALF = Math.floor(ORDINARY_UPLOAD_BYTES / 2);

test.each([
  ['as it is', agedPicture(LARGE), 0, [LARGE, undefined]],
  ['within the limit of an ordinary message', agedPicture(LARGE), 1, [ORDINARY_UPLOAD_BYTES, undefined]],
  ['at half of that limit', agedPicture(LARGE), 2, [HALF, undefined]],
  ['at half of its size, if it was within that limit', agedPicture(1000), 1, [500, undefined]],
  ['without a large animation first', agedPicture(1000, { animation: agedPicture(LARGE) }), 1, [1000, undefined]],
  ['at half of its size after that', agedPicture(1000, { animation: agedPicture(LARGE) }), 2, [500, undefined]],
  ['with its animation, if nothing refuses it', agedPicture(9, { animation: agedPicture(8) }), 0, [9, 8]],
])('a picture is shown %s', async (_how, picture, refusals, shown) => {
  expect(await show(picture, refusals)).toEqual({ outcome: 'delivered', shown: [shown] });
});

test.each([
  [agedPicture(LARGE), 3],
  [agedPicture(1000), 2],
])("a picture that is refused at half of its size isn't tried again: %#", async (picture, refusals) => {
  expect(await show(picture, refusals)).toEqual({ outcome: 'result_too_heavy', shown: [] });
});

test("other failures don't lead to a smaller picture", async () => {
  const delivery = createFakeDelivery();
  delivery.scripts.answer.next(failing(new ExplainedError('cannot_attach')));
  const parts = { delivery, pictures: createFakePictures() };
  const showing = showWithinLimit(parts, anyRequest(), agedPicture(), signal);
  await expect(showing).rejects.toMatchObject({ reason: 'cannot_attach' });
});
