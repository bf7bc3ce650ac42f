import sharp from 'sharp';
import { expect, test } from 'vitest';
import { countCalls, expectNothingLeft, expectPicture, expectSentence, logOf } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld();

test("a result above the place's upload limit is compressed to fit", async () => {
  // Fewer bytes than the result, which has normal quality.
  const image = { bytes: await sharp(photos.graceHopper.bytes).jpeg({ quality: 15 }).toBuffer(), filename: 'me.jpg' };
  const attachmentSizeLimit = image.bytes.length + 1000;
  const plain = await expectPicture(await world().ask({ image }));
  expect(plain.pictures[0]?.bytes.length).toBeGreaterThan(attachmentSizeLimit);
  const fitted = await expectPicture(await world().ask({ image, attachmentSizeLimit }));
  expect(fitted.pictures[0]?.bytes.length).toBeLessThanOrEqual(attachmentSizeLimit);
  expect((await sharp(fitted.pictures[0]?.bytes).metadata()).format).toBe('jpeg');
});

test('a picture that Discord still refuses as too large is posted smaller', async () => {
  const { ask, discord } = world();
  const plain = await expectPicture(await ask());
  discord.faults.inject({
    match: { kind: 'edit-original' },
    do: { status: 413, body: { message: 'Request entity too large', code: 40_005 } },
  });
  const smaller = await expectPicture(await ask());
  expect(smaller.pictures[0]?.bytes.length).toBeLessThanOrEqual((plain.pictures[0]?.bytes.length ?? 0) / 2);
});

test('the person gets a sentence if Discord refuses even the smaller picture', async () => {
  const { ask, discord, newChannel } = world();
  const channel = newChannel();
  discord.faults.inject({
    match: { kind: 'edit-original' },
    times: 2,
    do: { status: 413, body: { message: 'Request entity too large', code: 40_005 } },
  });
  await expectSentence(await ask({ channel }), 'result_too_heavy');
  expectNothingLeft(channel);
});

test('the person gets a sentence if the bot may not attach files', async () => {
  const { ask, newChannel } = world();
  const channel = newChannel({ botPermissions: 0n });
  await expectSentence(await ask({ channel }), 'cannot_attach');
  expectNothingLeft(channel);
});

test('the person gets a sentence if Discord refuses the message', async () => {
  const { ask, discord, newChannel } = world();
  const channel = newChannel();
  discord.faults.inject({
    match: { kind: 'edit-original' },
    do: { status: 400, body: { message: 'Invalid Form Body', code: 50_035 } },
  });
  await expectSentence(await ask({ channel }), 'upload_failed');
  expectNothingLeft(channel);
});

test.each([
  ['breaks off before it arrived', { drop: 'before' }],
  ['breaks off while it is sent', { drop: 'mid-upload' }],
  ['breaks off after it arrived', { drop: 'after' }],
  ['meets a fault of Discord', { status: 503 }],
  ['meets a rate limit', { rateLimit: { retryAfter: 0.2 } }],
] as const)('an upload that %s is repeated, and the picture shows once', async (_how, fault) => {
  const { ask, discord, newChannel } = world();
  const channel = newChannel();
  const counted = countCalls(world());
  discord.faults.inject({ match: { kind: 'edit-original' }, do: fault });
  const asked = await ask({ channel });
  await discord.until(() => logOf(world(), asked).some(({ msg }) => msg === 'Request answered'));
  await expectPicture(asked);
  expect(channel.messages).toHaveLength(1);
  expect(channel.messages[0]?.pictures).toHaveLength(1);
  expect(counted()).toEqual({ calls: 1, charged: 1 });
});
