import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { createPictureWorkshop } from '../../../src/picture/picture-workshop.ts';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { fileStarting, fixture, flag, LIMITS, photo } from '../../unit/picture/make-pictures.ts';

const workshop = createPictureWorkshop({ limits: LIMITS });
afterAll(() => workshop[Symbol.asyncDispose]());

const because = (reason: Reason) => expect.objectContaining({ name: 'ExplainedError', reason });
const command = (text: string) => Buffer.from(`\xff\xd8\xff${text}`, 'latin1');

/** Runs a module that uses a workshop. Returns its exit code and output. */
function runModule(source: string, env: Readonly<Record<string, string>> = {}) {
  const from = new URL('../../../src/picture/', import.meta.url).href;
  const program = `import { createPictureWorkshop } from '${from}picture-workshop.ts';\n${source}`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let printed = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return { parent, printed: () => printed };
}

const photoUrl = (name: string) => new URL(`../../photos/${name}`, import.meta.url).href;

/** Children of a running process, according to Linux. */
async function childrenOf(pid: number | undefined): Promise<string[]> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean);
}

async function isGone(pid: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State: gone');
  return /State:\s+(gone|Z)/.test(status);
}

test('a photo is processed', async () => {
  expect(await workshop.prepare(photo('four-faces.jpg'))).toEqual({
    suits: true,
    format: 'jpeg',
    width: 1280,
    height: 1280,
  });
  const prepared = await workshop.prepare(photo('grace-hopper-exif6.jpg'));
  if (prepared.suits) throw new Error('it is stored on its side');
  const finished = await workshop.finish(prepared.bytes, { maxBytes: 10e6 });
  expect(finished).toMatchObject({ extension: 'jpg', width: 512, height: 600 });
});

nightly('a plain Uint8Array is accepted', async () => {
  expect(await workshop.prepare(new Uint8Array(await flag(80, 80).png().toBuffer()))).toMatchObject({ suits: true });
});

test('every composition is processed', async () => {
  const collage = photo('four-faces.jpg');
  const { faces = [] } = await workshop.prepare(collage, { faces: true });
  expect(faces).toHaveLength(4);
  const [face] = faces;
  if (!face) throw new Error('a face');
  expect(await workshop.numberFaces(collage, faces)).toMatchObject({ width: 1280, height: 1280 });
  const crop = await workshop.cropFace(collage, face, { margin: 0.5 });
  expect(await workshop.pasteFaces(collage, [crop])).toMatchObject({ width: 1280, height: 1280 });
  const portrait = photo('marie-curie-small.jpg');
  const aged = [20, 50].map((age) => ({ age, bytes: portrait }));
  expect(await workshop.compare(portrait, { age: 20, bytes: portrait })).toMatchObject({
    width: 232 * 2 + 3,
    height: 325,
    stacked: false,
  });
  const { grid, animation } = await workshop.timeline(portrait, aged, { findFaces: true, mark: true });
  expect(grid.width).toBeGreaterThan(3 * 320);
  expect(animation.height).toBe(360);
  expect(await workshop.finish(portrait, { maxBytes: 1e6, mark: true })).toMatchObject({ extension: 'jpg' });
});

nightly("a composition of something that isn't a picture is refused", async () => {
  const text = Buffer.from('text');
  const [portrait, aged] = [photo('marie-curie-small.jpg'), { age: 20, bytes: text }];
  await expect(workshop.compare(portrait, aged)).rejects.toEqual(because('picture_not_a_picture'));
  await expect(workshop.timeline(portrait, [aged])).rejects.toEqual(because('picture_not_a_picture'));
});

test('a HEIC photo is decoded, and another one is turned', async () => {
  const turned = await workshop.prepare(fixture('grace-hopper-turned.heic'), { faces: true, turn: 90 });
  expect(turned).toMatchObject({ format: 'heic', suits: false, width: 600, height: 512 });
});

test("an aborted job ends with its signal's reason", async () => {
  const reason = new Error('changed my mind');
  const work = workshop.prepare(photo('four-faces.jpg'), { signal: AbortSignal.abort(reason), faces: true });
  await expect(work).rejects.toBe(reason);
});

nightly('many jobs at once all end', async () => {
  const bytes = await flag(80, 80).webp().toBuffer();
  const all = await Promise.all(Array.from({ length: 20 }, () => workshop.prepare(bytes)));
  expect(all.filter(({ suits }) => !suits)).toHaveLength(20);
});

test('faults keep their reason', async () => {
  const jpeg = photo('grace-hopper.jpg');
  await expect(workshop.prepare(jpeg.subarray(0, 9000))).rejects.toEqual(because('picture_damaged'));
  await expect(workshop.prepare(await flag(63, 80).png().toBuffer())).rejects.toEqual(because('picture_too_small'));
  await expect(workshop.prepare(Buffer.from('text, named a.jpg'))).rejects.toEqual(because('picture_not_a_picture'));
  await expect(workshop.prepare(Buffer.alloc(0))).rejects.toEqual(because('picture_empty'));
  await expect(workshop.prepare(fileStarting('BM'))).rejects.toMatchObject({
    reason: 'picture_format_unsupported',
    params: { format: 'BMP' },
  });
  await expect(workshop.finish(jpeg, { maxBytes: 10 })).rejects.toEqual(because('result_too_heavy'));
  await expect(workshop.finish(Buffer.from('<html>'), { maxBytes: 10 })).rejects.toEqual(because('result_unavailable'));
});

nightly('a failing process has a reason for people too', async () => {
  await using faulty = createPictureWorkshop({
    module: new URL('../../unit/picture/process/fake-picture-process.ts', import.meta.url),
    processorMs: 1000,
    limits: LIMITS,
  });
  await faulty.warm();
  await expect(faulty.prepare(command('hang'))).rejects.toEqual(because('picture_took_too_long'));
  await expect(faulty.prepare(command('crash'))).rejects.toEqual(because('picture_damaged'));
  await expect(faulty.finish(command('hang'), { maxBytes: 1 })).rejects.toEqual(because('result_unavailable'));
  await expect(faulty.finish(command('crash'), { maxBytes: 1 })).rejects.toEqual(because('result_unavailable'));
});

test.runIf(process.platform === 'linux')('warming up again starts no other process', async () => {
  await using own = createPictureWorkshop({ limits: LIMITS });
  const before = new Set(await childrenOf(process.pid));
  await own.warm();
  const started = async () => (await childrenOf(process.pid)).filter((pid) => !before.has(pid));
  const first = await started();
  expect(first).toHaveLength(1);
  await Promise.all([own.warm(), own.warm(), own.warm()]);
  expect(await own.prepare(photo('grace-hopper.jpg'), { faces: true })).toMatchObject({ suits: true });
  expect(await started()).toEqual(first);
});

test("a process that can't start is an internal error", async () => {
  await using missing = createPictureWorkshop({
    module: new URL('./no-such-file.ts', import.meta.url),
    limits: LIMITS,
  });
  await expect(missing.warm()).rejects.toEqual(because('pictures_unavailable'));
});

test('a picture that would take too much memory is refused before a process is started for it', async () => {
  await using own = createPictureWorkshop({ limits: LIMITS, slots: 0 });
  const picture = sharp({ create: { width: 90, height: 90, channels: 3, background: '#888' } });
  const avif = await picture.avif({ effort: 0 }).toBuffer();
  const at = avif.indexOf('ispe');
  avif.writeUInt32BE(7000, at + 8);
  avif.writeUInt32BE(7000, at + 12);
  await expect(own.prepare(avif)).rejects.toMatchObject({ reason: 'picture_needs_memory' });
  await expect(own.finish(avif)).rejects.toMatchObject({ reason: 'result_unavailable' });
});

describe('a process with a workshop', () => {
  nightly(
    'running work keeps the main process alive, and an idle picture process does not; the main process loads no decoder',
    async () => {
      const { parent, printed } = runModule(`
      import { readFileSync } from 'node:fs';
      const photo = readFileSync(new URL('${photoUrl('marie-curie-small.jpg')}'));
      const workshop = createPictureWorkshop({ limits: ${JSON.stringify(LIMITS)} });
      const face = { x: 76, y: 89, width: 123, height: 123 };
      const aged = [{ bytes: photo, age: 20 }, { bytes: photo, age: 80 }];
      await workshop.prepare(photo, { faces: true });
      await workshop.finish(photo, { mark: true });
      await workshop.numberFaces(photo, [face]);
      await workshop.pasteFaces(photo, [await workshop.cropFace(photo, face, { margin: 0.5 })]);
      await workshop.compare(photo, aged[0]);
      await workshop.timeline(photo, aged, { findFaces: true });
      console.log(process.report.getReport().sharedObjects.some((path) => /vips|sharp/.test(path)));
    `);
      expect(await once(parent, 'exit')).toEqual([0, null]);
      expect(printed()).toBe('false\n');
    },
  );

  nightly('the code of picture processes is compiled once, before the first, which can only read it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'compile-cache-'));
    try {
      const { parent, printed } = runModule(
        `
        import { globSync, statSync } from 'node:fs';
        const files = () => globSync('**', { cwd: '${folder}' }).length;
        const compiledAt = () => statSync(globSync('${folder}/*/pictures')[0]).mtimeMs;
        const before = files();
        const warm = async () => {
          await using workshop = createPictureWorkshop({ limits: ${JSON.stringify(LIMITS)} });
          await workshop.warm();
        };
        await warm();
        const [first, added] = [compiledAt(), files() - before];
        await warm();
        console.log(added > 20, compiledAt() === first);
        process.exit();
      `,
        { NODE_COMPILE_CACHE: folder },
      );
      expect(await once(parent, 'exit')).toEqual([0, null]);
      expect(printed()).toBe('true true\n');
      // Both use one folder, for this version of Node.
      expect(await readdir(folder)).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test.runIf(process.platform === 'linux')('the picture process ends if its parent is killed', async () => {
    const { parent, printed } = runModule(`
      const workshop = createPictureWorkshop({ limits: ${JSON.stringify(LIMITS)} });
      await workshop.warm();
      console.log('warm');
      setInterval(() => {}, 1000);
    `);
    await eventually(() => expect(printed()).toBe('warm\n'));
    const [child = ''] = await childrenOf(parent.pid);
    expect(await isGone(child)).toBe(false);
    parent.kill('SIGKILL');
    await eventually(async () => expect(await isGone(child)).toBe(true));
  });

  test.runIf(process.platform === 'linux')(
    'the picture process leaves signals to its parent, and closing waits for its end',
    async () => {
      await using own = createPictureWorkshop({ limits: LIMITS });
      const before = new Set(await childrenOf(process.pid));
      await own.warm();
      const child = (await childrenOf(process.pid)).find((pid) => !before.has(pid)) ?? '';
      process.kill(Number(child), 'SIGINT');
      process.kill(Number(child), 'SIGTERM');
      expect(await own.prepare(photo('astronaut.png'))).toMatchObject({ suits: true });
      expect(await isGone(child)).toBe(false);
      await own[Symbol.asyncDispose]();
      expect(await isGone(child)).toBe(true);
    },
  );

  test('the picture process only has loaders for the accepted formats', async () => {
    const { parent, printed } = runModule(`
      import { configureDecoders } from '${new URL('../../../src/picture/codecs/open-picture.ts', import.meta.url).href}';
      import sharp from '${import.meta.resolve('sharp')}';
      configureDecoders();
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>');
      console.log(await sharp(svg).metadata().then(() => 'opened', () => 'refused'));
    `);
    expect(await once(parent, 'exit')).toEqual([0, null]);
    expect(printed()).toBe('refused\n');
  });
});
