import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { countCalls, ended, expectPicture, nothingPaid, sentence } from '../../support/expectations.ts';
import { useWorld } from '../../support/world.ts';

const fixture = (name: string) => readFile(new URL(`../../unit/picture/fixtures/${name}`, import.meta.url));
const world = useWorld({ env: { FACE_DETECTION: 'off' } });

async function ask(bytes: Buffer) {
  return await world().ask({ channel: world().newChannel(), image: { bytes, filename: 'photo.heic' } });
}

/** Sends a HEIC, and resolves with the picture that the endpoint fetched. */
async function handedOn(name: string): Promise<Buffer> {
  await expectPicture(await ask(await fixture(name)));
  return world().endpoint.calls.at(-1)?.picture ?? Buffer.alloc(0);
}

test('a HEIC with missing data shows nothing of earlier pictures', async () => {
  const truncated = await fixture('eight-slices.heic');
  // The number of extents in the box `iloc`: one of eight is left.
  truncated.writeUInt16BE(1, truncated.indexOf('iloc') + 20);
  for (const victim of ['grace-hopper.heic', 'second-is-primary.heic']) {
    await handedOn(victim);
    const counted = countCalls(world());
    const answer = await ended(await ask(truncated));
    expect(answer.content).toMatch(sentence('picture_damaged'));
    expect(answer).toMatchObject({ ephemeral: true, pictures: [] });
    expect(counted()).toEqual(nothingPaid);
  }
});

test.each(['display-p3.heic', 'display-p3-nclx.heic', 'ten-bits.heic', 'nine-tiles.heic'])(
  '%s reaches the endpoint in sRGB',
  async (name) => {
    const patch = { left: 90, top: 400, width: 60, height: 60 };
    const picture = sharp(await handedOn(name), { ignoreIcc: true });
    const { channels } = await sharp(await picture.extract(patch).png().toBuffer()).stats();
    const off = channels.map(({ mean }, channel) => Math.abs(mean - ([193, 76, 48][channel] ?? 0)));
    expect(Math.max(...off)).toBeLessThan(3);
  },
);

test('the primary image is aged, not the first', async () => {
  expect(await sharp(await handedOn('second-is-primary.heic')).metadata()).toMatchObject({ width: 400, height: 400 });
});

describe('with HEIC=off', () => {
  const without = useWorld({ env: { HEIC: 'off', FACE_DETECTION: 'off' } });

  test('a HEIC is refused before it is opened, whatever it is called, and other photos are aged', async () => {
    const counted = countCalls(without());
    const channel = without().newChannel();
    for (const filename of ['photo.heic', 'photo.jpg']) {
      const image = { bytes: await fixture('grace-hopper.heic'), filename };
      const answer = await ended(await without().ask({ channel, image }));
      expect(answer.content).toMatch(sentence('picture_format_unsupported'));
      expect(answer.content).toContain('HEIC');
      expect(answer).toMatchObject({ ephemeral: true, pictures: [] });
    }
    expect(counted()).toEqual(nothingPaid);
    await expectPicture(await without().ask({ channel }));
  });
});
