import { describe, expect, test } from 'vitest';
import {
  countCalls,
  expectNothingLeft,
  expectRefusedAtOnce,
  expectSentence,
  expectTakenBack,
  nothingPaid,
} from '../../support/expectations.ts';
import { someOf } from '../../support/cases.ts';
import { greyPicture, photos } from '../../support/pictures/photos.ts';
import { allowAnyAge } from '../../support/people/older-client.ts';
import { useWorld } from '../../support/world.ts';

const MEBIBYTE = 1024 * 1024;
/** As in a server with the highest boost level, or for a person with Nitro. */
const attachmentSizeLimit = 500 * MEBIBYTE;

// MIN_AGE is above the command's minimum, so that a person can ask for less.
const world = useWorld({ env: { MIN_AGE: '21' } });

describe('refusals instead of an acknowledgement', () => {
  const { bytes } = photos.graceHopper;

  test.each([
    ['an empty file', 'picture_empty', { bytes: Buffer.alloc(0), filename: 'photo.jpg' }],
    ['a file of more than 25 MiB', 'picture_too_heavy', { ...photos.graceHopper, declaredSize: 25 * MEBIBYTE + 1 }],
    ['a file of another type', 'picture_not_a_picture', { bytes, filename: 'photo.jpg', contentType: 'video/mp4' }],
    [
      'a picture of 63 pixels on its short side',
      'picture_too_small',
      { ...photos.graceHopper, width: 600, height: 63 },
    ],
    [
      'a picture of more than 50 megapixels',
      'picture_too_many_pixels',
      { ...photos.graceHopper, width: 10_000, height: 5001 },
    ],
  ] as const)('%s is refused before the acknowledgement', async (_what, reason, image) => {
    const { ask, newChannel } = world();
    const counted = countCalls(world());
    const channel = newChannel();
    const asked = await ask({ channel, image, attachmentSizeLimit });
    await expectSentence(asked, reason);
    expectRefusedAtOnce(asked);
    expectNothingLeft(channel);
    expect(counted()).toEqual(nothingPaid);
  });

  test("an age below the operator's minimum, which a client with an older command allows, is refused with a sentence that names the minimum", async () => {
    const { ask, discord } = world();
    allowAnyAge(discord);
    const counted = countCalls(world());
    const asked = await ask({ age: 20 });
    const { content } = await expectSentence(asked, 'age_out_of_range');
    expect(content).toContain('from 21 to 80');
    expectRefusedAtOnce(asked);
    expect(counted()).toEqual(nothingPaid);
  });

  test.each([81, -5, 1_000_000])('age %i, which a client with an older command allows, is refused', async (age) => {
    const { ask, discord } = world();
    const counted = countCalls(world());
    allowAnyAge(discord);
    const asked = await ask({ age });
    await expectSentence(asked, 'age_out_of_range');
    expectRefusedAtOnce(asked);
    expect(counted()).toEqual(nothingPaid);
  });
});

describe('refusals after the acknowledgement, because only the bytes show the problem', () => {
  const undeclared = { width: null, height: null };
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(1000, '\0'), 'latin1');
  const head = photos.graceHopper.bytes.subarray(0, 1024);

  test.each(
    someOf(
      [
        ['a text with the name of a picture', 'picture_not_a_picture', () => Buffer.from('This is not a photo.')],
        [
          'a web page with the name of a picture',
          'picture_not_a_picture',
          () => Buffer.from('<!doctype html><p>Hello'),
        ],
        ['an empty file with a declared size', 'picture_empty', () => Buffer.alloc(0)],
        ['a HEIC file without a picture', 'picture_damaged', () => heic],
        ['half a picture', 'picture_damaged', () => photos.graceHopper.bytes.subarray(0, 30_000)],
        [
          'a file with more bytes than declared',
          'picture_too_heavy',
          () => Buffer.concat([head, Buffer.alloc(26 * MEBIBYTE)]),
        ],
        ['a picture smaller than declared', 'picture_too_small', () => greyPicture(600, 63)],
        ['a picture of more than 50 megapixels', 'picture_too_many_pixels', () => greyPicture(8000, 6251)],
        ['a picture that is too narrow to be made smaller', 'picture_too_narrow', () => greyPicture(6400, 64)],
      ] as const,
      [
        'a web page with the name of a picture',
        'half a picture',
        'a file with more bytes than declared',
        'a picture that is too narrow to be made smaller',
      ],
    ),
  )('%s is refused after the acknowledgement', async (_what, reason, make) => {
    const { ask, newChannel } = world();
    const counted = countCalls(world());
    const channel = newChannel();
    const image = { bytes: await make(), filename: 'photo.jpg', declaredSize: 1000, ...undeclared };
    const asked = await ask({ channel, image });
    await expectSentence(asked, reason);
    expectTakenBack(asked);
    expectNothingLeft(channel);
    expect(counted()).toEqual(nothingPaid);
  });

  test('the sentence replaces the deferral of a private request', async () => {
    const { ask, newChannel } = world();
    const channel = newChannel();
    const image = { bytes: Buffer.from('This is not a photo.'), filename: 'photo.jpg' };
    const asked = await ask({ channel, image, private: true });
    await expectSentence(asked, 'picture_not_a_picture');
    expect(asked.history.map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    expectNothingLeft(channel);
  });

  test('a photo is refused if its link has expired', async () => {
    const { ask, discord, newChannel } = world();
    const counted = countCalls(world());
    const channel = newChannel();
    discord.faults.inject({
      match: { kind: 'cdn' },
      do: { status: 404, body: 'This content is no longer available.' },
    });
    await expectSentence(await ask({ channel }), 'picture_gone');
    expect(counted()).toEqual(nothingPaid);
  });
});
