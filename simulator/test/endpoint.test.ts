import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { close, listen } from '../src/endpoint/http.ts';
import { type SimulatedEndpoint, startEndpoint } from '../src/endpoint/start-endpoint.ts';
import { makeWaiting } from '../src/waiting.ts';
import { metadataOf, withMetadata } from './metadata.ts';

const pictures = new Map<string, Buffer>();
const host = createServer((request, response) => {
  const picture = pictures.get(request.url ?? '');
  response.writeHead(picture ? 200 : 404).end(picture);
});
let hostUrl = '';

beforeAll(async () => {
  hostUrl = await listen(host);
});
afterAll(() => close(host));

const photo = (name: string): Promise<Buffer> => readFile(new URL(`../../test/photos/${name}`, import.meta.url));

function lend(picture: Buffer): string {
  const path = `/${createHash('sha256').update(picture).digest('hex')}`;
  pictures.set(path, picture);
  return hostUrl + path;
}

async function ask(endpoint: SimulatedEndpoint, body: unknown, token = endpoint.token): Promise<Response> {
  return fetch(`${endpoint.url}/face/change-age`, {
    method: 'POST',
    headers: { accept: 'application/json', authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const errorOf = async (response: Response): Promise<{ code: string; message: string }> =>
  ((await response.json()) as { error: { code: string; message: string } }).error;
const linkOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { image_url: string }).image_url;

const rawOf = (bytes: Buffer | ArrayBuffer): Promise<Buffer> => sharp(bytes).toColourspace('srgb').raw().toBuffer();

describe('the simulated endpoint', () => {
  test.each(['grace-hopper.jpg', 'astronaut.png', 'marie-curie-small.jpg'])(
    'the endpoint changes %s and links to a JPEG',
    async (name) => {
      await using endpoint = await startEndpoint();
      const original = await photo(name);
      const response = await ask(endpoint, { image_url: lend(original), age_infos: [{ age: 60 }] });
      expect(response.status).toBe(200);
      const link = await linkOf(response);
      expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ft\/ChangeAgePic\/[\w-]+$/);
      const changed = await (await fetch(link)).arrayBuffer();
      const [before, after] = [await sharp(original).metadata(), await sharp(changed).metadata()];
      expect(after).toMatchObject({ format: 'jpeg', width: before.width, height: before.height });
      // The band at the top is dark, with light letters.
      const band = (await rawOf(changed)).subarray(0, after.width * 3 * 8);
      expect(Math.min(...band)).toBeLessThan(40);
      expect(endpoint.calls).toMatchObject([{ outcome: '200', pictureBytes: original.length }]);
      expect(endpoint.problems).toEqual([]);
      expect(endpoint.charged).toBe(1);
    },
  );

  test.each(['jpeg', 'png'] as const)('the endpoint keeps the metadata of a %s', async (format) => {
    await using endpoint = await startEndpoint();
    const original = await withMetadata(sharp(await photo('grace-hopper.jpg')))
      .toFormat(format)
      .toBuffer();
    const link = await linkOf(await ask(endpoint, { image_url: lend(original), age_infos: [{ age: 60 }] }));
    const [before, after] = [await metadataOf(original), await metadataOf(await (await fetch(link)).bytes())];
    expect(after.secret).toBe(true);
    expect(after.xmp).toBe(before.xmp);
    // A JPEG adds a header to it.
    expect(after.exif?.includes(before.exif ?? 'none')).toBe(true);
  });

  test('the endpoint makes a different picture for each age', async () => {
    await using endpoint = await startEndpoint();
    const image_url = lend(await photo('grace-hopper.jpg'));
    const means: number[] = [];
    for (const age of [10, 45, 80]) {
      const link = await linkOf(await ask(endpoint, { image_url, age_infos: [{ age }] }));
      const { channels } = await sharp(await (await fetch(link)).arrayBuffer()).stats();
      means.push(channels[2]?.mean ?? 0);
    }
    expect(means[0]).toBeGreaterThan(means[1] ?? 0);
    expect(means[1]).toBeGreaterThan(means[2] ?? 0);
  });

  test('the endpoint changes only what is inside a rectangle', async () => {
    await using endpoint = await startEndpoint();
    const original = await photo('four-faces.jpg');
    const face_rect = { x: 640, y: 0, width: 640, height: 640 };
    const response = await ask(endpoint, { image_url: lend(original), age_infos: [{ age: 80, face_rect }] });
    const changed = Buffer.from(await (await fetch(await linkOf(response))).arrayBuffer());
    const difference = async (left: number): Promise<number> => {
      const part = { left, top: 0, width: 600, height: 600 };
      const [a, b] = [
        await sharp(original).extract(part).toColourspace('srgb').raw().toBuffer(),
        await sharp(changed).extract(part).toColourspace('srgb').raw().toBuffer(),
      ];
      return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
    };
    expect(await difference(0)).toBeLessThan(4);
    expect(await difference(660)).toBeGreaterThan(10);
  });

  test.each([
    ['a sideways photo', () => photo('grace-hopper-exif6.jpg'), 'ImageNotSupported'],
    [
      'a WebP',
      async () =>
        sharp(await photo('astronaut.png'))
          .resize(100)
          .webp()
          .toBuffer(),
      'ImageNotSupported',
    ],
    [
      'a GIF',
      async () =>
        sharp(await photo('astronaut.png'))
          .resize(100)
          .gif()
          .toBuffer(),
      'ImageNotSupported',
    ],
    ['a text', async () => Buffer.from('no picture'), 'ImageDecodeFailed'],
    ['half a picture', async () => (await photo('grace-hopper.jpg')).subarray(0, 9_000), 'ImageDecodeFailed'],
    [
      '63 pixels',
      async () =>
        sharp(await photo('astronaut.png'))
          .resize(63, 100)
          .png()
          .toBuffer(),
      'ImageResolutionTooSmall',
    ],
    ['4 MB', async () => Buffer.concat([await photo('grace-hopper.jpg'), Buffer.alloc(4_000_000)]), 'ImageSizeExceed'],
  ])('the endpoint refuses %s', async (_name, make, code) => {
    await using endpoint = await startEndpoint();
    const response = await ask(endpoint, { image_url: lend(await make()), age_infos: [{ age: 60 }] });
    expect(response.status).toBe(500);
    const error = await errorOf(response);
    expect(error.code).toBe('api_error');
    expect(error.message).toContain(code);
    expect(endpoint.charged).toBe(0);
  });

  test("the endpoint says so if it can't download the picture", async () => {
    await using endpoint = await startEndpoint();
    const response = await ask(endpoint, { image_url: `${hostUrl}/nothing`, age_infos: [{ age: 60 }] });
    expect((await errorOf(response)).message).toContain('FailedOperation.ImageDownloadError');
  });

  test('the endpoint checks the request strictly', async () => {
    await using endpoint = await startEndpoint();
    const image_url = `${hostUrl}/x`;
    expect((await errorOf(await ask(endpoint, { image_url }, 'wrong'))).code).toBe('invalid_token');
    expect(await errorOf(await ask(endpoint, { image_url }))).toMatchObject({ message: 'age_infos is required' });
    expect(endpoint.problems).toEqual([]);
    for (const age_infos of [[], [{ age: 9 }], [{ age: 81 }], [{ age: 60.5 }], [1, 2, 3, 4].map(() => ({ age: 60 }))]) {
      expect((await ask(endpoint, { image_url, age_infos })).status).toBe(400);
    }
    expect((await ask(endpoint, { image_url, age_infos: [{ age: 60 }], mode: 1 })).status).toBe(400);
    expect(endpoint.problems).toHaveLength(6);
    expect((await fetch(`${endpoint.url}/face/other`)).status).toBe(404);
    expect(endpoint.problems).toHaveLength(7);
  });

  test('the rate limit can change at run time', async () => {
    await using endpoint = await startEndpoint({ ratePerSecond: 0, retryAfterHeader: true });
    const body = { image_url: `${hostUrl}/x`, age_infos: [] };
    await ask(endpoint, body);
    const limited = await ask(endpoint, body);
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('60');
    endpoint.settings.retryAfterHeader = false;
    expect((await ask(endpoint, body)).headers.has('retry-after')).toBe(false);
    endpoint.settings.ratePerSecond = undefined;
    expect((await ask(endpoint, body)).status).toBe(400);
  });

  test('key checks without ages have no limit, count nowhere, and have their own script', async () => {
    await using endpoint = await startEndpoint({ ratePerSecond: 0, concurrencyLimit: 0 });
    endpoint.script(() => ({ answer: { status: 500 } }));
    endpoint.scriptProbes([undefined, { answer: { status: 403 } }]);
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await ask(endpoint, { image_url: `${hostUrl}/x` })).status);
    expect(statuses).toEqual([400, 403, 400]);
    expect(endpoint.probes).toHaveLength(3);
    expect(endpoint.calls).toEqual([]);
  });

  test('the limit of simultaneous calls includes calls that hang', async () => {
    await using endpoint = await startEndpoint({ concurrencyLimit: 1 });
    endpoint.script([{ hang: 'before' }]);
    const leave = new AbortController();
    const hanging = fetch(`${endpoint.url}/face/change-age`, { method: 'POST', signal: leave.signal });
    const isHanging = () => endpoint.calls[0]?.outcome === 'hung' || undefined;
    await makeWaiting().until(isHanging, { describe: () => 'the call does not hang' });
    expect((await ask(endpoint, { image_url: `${hostUrl}/x`, age_infos: [] })).status).toBe(429);
    expect(endpoint.peak).toBe(2);
    leave.abort();
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('after scripted answers, the endpoint behaves normally again', async () => {
    await using endpoint = await startEndpoint();
    const body = { image_url: lend(await photo('grace-hopper.jpg')), age_infos: [{ age: 60 }] };
    endpoint.script([
      { answer: { status: 503, body: '<html>', headers: { 'retry-after': '1' } } },
      { reset: 'before' },
      { reset: 'after' },
      { halfBody: true },
    ]);
    expect((await ask(endpoint, body)).status).toBe(503);
    await expect(ask(endpoint, body)).rejects.toThrow('fetch failed');
    await expect(ask(endpoint, body)).rejects.toThrow('fetch failed');
    await expect(ask(endpoint, body).then((response) => response.text())).rejects.toThrow('terminated');
    expect((await ask(endpoint, body)).status).toBe(200);
    expect(endpoint.calls.map(({ outcome }) => outcome)).toEqual(['503', 'reset', 'reset', 'half', '200']);
    expect(endpoint.charged).toBe(3);
  });

  test('a script can replace results with faulty ones', async () => {
    await using endpoint = await startEndpoint();
    const body = { image_url: lend(await photo('grace-hopper.jpg')), age_infos: [{ age: 60 }] };
    const faults = ['text', 'truncated', 'missing', 'private', 'redirect', 'heavy', 'huge', 'cut'] as const;
    endpoint.script(faults.map((result) => ({ result })));
    const links: Record<string, string> = {};
    for (const fault of faults) links[fault] = await linkOf(await ask(endpoint, body));
    const get = (fault: (typeof faults)[number]): Promise<Response> =>
      fetch(links[fault] ?? '', { redirect: 'manual' });

    expect(await (await get('text')).text()).toMatch(/not a picture/);
    await expect(rawOf(await (await get('truncated')).arrayBuffer())).rejects.toThrow(/premature end/i);
    expect((await get('missing')).status).toBe(404);
    expect(links['private']).toMatch(/^http:\/\/10\./);
    expect((await get('redirect')).status).toBe(302);
    await fetch(links['redirect'] ?? '');
    expect(endpoint.trapHits).toBe(1);
    const heavy = await get('heavy');
    expect(heavy.headers.get('content-length')).toBe(String(30 * 1024 * 1024));
    await heavy.body?.cancel();
    const huge = await (await get('huge')).arrayBuffer();
    expect(huge.byteLength).toBeLessThan(1_000_000);
    expect(await sharp(huge, { limitInputPixels: false }).metadata()).toMatchObject({ width: 20_000, height: 20_000 });
    await expect(get('cut').then((response) => response.arrayBuffer())).rejects.toThrow('terminated');
  });
});
