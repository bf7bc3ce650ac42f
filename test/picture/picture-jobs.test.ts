import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ExplainedError } from '../../src/i18n/explained-error.ts';
import { PictureJobError } from '../../src/picture/picture-job-error.ts';
import { createPictureJobs } from '../../src/picture/picture-jobs.ts';
import type { PictureJobsOptions } from '../../src/picture/picture-jobs.ts';
import { eventually } from '../support/eventually.ts';

const closing: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).reverse()) await close();
});

function workshop(options: Partial<PictureJobsOptions> = {}) {
  const jobs = createPictureJobs({
    module: new URL('./fake-picture-process.ts', import.meta.url),
    jobTimeoutMs: 20_000,
    startTimeoutMs: 20_000,
    idleMs: 20_000,
    slots: 2,
    ...options,
  });
  closing.push(() => jobs[Symbol.asyncDispose]());
  /** What the fake process said, or how the job ended. */
  const tell = async (command: string, signal?: AbortSignal): Promise<Record<string, unknown>> => {
    const bytes = Buffer.from(`\xff\xd8\xff${command}`, 'latin1');
    try {
      return { output: await jobs.run('prepare', { bytes, format: 'jpeg', turn: 0, faces: false }, signal) };
    } catch (error) {
      if (error instanceof ExplainedError) return { reason: error.reason, ...error.params };
      if (error instanceof PictureJobError) return { kind: error.kind, cause: String(error.cause) };
      throw error;
    }
  };
  return { jobs, tell };
}

function isAlive(pid: unknown): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

test('jobs share one process, which is not this one', async () => {
  const { tell } = workshop();
  const [first, second] = [await tell('hello'), await tell('world')];
  expect([first['heard'], second['heard']]).toEqual(['hello', 'world']);
  expect(second['pid']).toBe(first['pid']);
  expect(first['pid']).not.toBe(process.pid);
});

test('bytes arrive as a Buffer', async () => {
  expect(await workshop().tell('buffer')).toMatchObject({ isBuffer: 'true' });
});

test('nothing of the environment reaches the process', async () => {
  vi.stubEnv('DISCORD_TOKEN', 'sesame');
  vi.stubEnv('NODE_OPTIONS', '--trace-warnings');
  const { environment, argv } = await workshop().tell('environment');
  const own = Object.keys(JSON.parse(String(environment)));
  expect(own.filter((name) => !name.startsWith('NODE_CHANNEL_'))).toEqual(['MALLOC_ARENA_MAX']);
  expect(argv).toBe('');
});

test('two jobs run at once, the third waits', async () => {
  const { tell } = workshop();
  const jobs = await Promise.all(['sleep 150', 'sleep 150', 'sleep 50', 'sleep 50'].map((command) => tell(command)));
  expect(Math.max(...jobs.map((job) => Number(job['atOnce'])))).toBe(2);
});

describe('a job that hangs', () => {
  test('is ended with its process, and a new process goes on', async () => {
    const { tell } = workshop({ jobTimeoutMs: 1000 });
    const { pid } = await tell('hello');
    const [hung, waiting] = await Promise.all([tell('hang'), tell('hello again'), tell('and again')]);
    expect(hung).toMatchObject({ kind: 'overran' });
    expect(waiting).toMatchObject({ heard: 'hello again' });
    expect(waiting['pid']).not.toBe(pid);
    await eventually(() => expect(isAlive(pid)).toBe(false));
  });

  test('does not take the one beside it along', async () => {
    const { tell } = workshop({ jobTimeoutMs: 1500 });
    await tell('hello');
    const hung = tell('never');
    await tell('sleep 600');
    const beside = tell('sleep 1000');
    expect(await hung).toMatchObject({ kind: 'overran' });
    expect(await beside).toMatchObject({ reason: 'internal', atOnce: 1 });
  });

  test('does not count the time it waited', async () => {
    const { tell } = workshop({ jobTimeoutMs: 1000, slots: 1 });
    await tell('hello');
    const all = await Promise.all(['sleep 400', 'sleep 400', 'sleep 400'].map((command) => tell(command)));
    expect(all.map((job) => job['reason'])).toEqual(['internal', 'internal', 'internal']);
  });
});

describe('a job that crashes the process', () => {
  test.each(['crash', 'throw', 'exit', 'babble'])('is tried twice, then given up: %s', async (command) => {
    const { tell } = workshop();
    const { pid } = await tell('hello');
    expect(await tell(command)).toMatchObject({ kind: 'crashed' });
    const after = await tell('still there?');
    expect(after['heard']).toBe('still there?');
    expect(after['pid']).not.toBe(pid);
  });

  test('does not take the one beside it along, nor those that wait', async () => {
    const { tell } = workshop();
    const jobs = ['sleep 100', 'crash', 'hello', 'world'].map((command) => tell(command));
    expect((await Promise.all(jobs)).map((job) => job['kind'] ?? job['reason'])).toEqual([
      'internal',
      'crashed',
      'internal',
      'internal',
    ]);
  });

  test('is found out beside another that does', async () => {
    const { tell } = workshop();
    const both = await Promise.all([tell('crash'), tell('crash soon'), tell('hello')]);
    expect(both.map((job) => job['kind'])).toEqual(['crashed', 'crashed', undefined]);
    expect(both[2]).toMatchObject({ heard: 'hello' });
  });

  test('a process that was killed from outside costs no job', async () => {
    const { tell } = workshop();
    const { pid } = await tell('hello');
    const job = tell('sleep 200');
    process.kill(Number(pid), 'SIGKILL');
    expect(await job).toMatchObject({ reason: 'internal' });
  });

  test('an answer of the wrong shape is not believed', async () => {
    expect(await workshop().tell('nonsense')).toMatchObject({ kind: 'crashed' });
  });
});

describe('a process that does not start', () => {
  test('is tried three times, then the jobs are told why', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'picture-jobs-'));
    closing.push(() => rm(folder, { recursive: true }));
    const module = join(folder, 'dies.mjs');
    await writeFile(
      module,
      `import { appendFileSync } from 'node:fs';
       appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x');
       throw new Error('no libvips here');`,
    );
    const { tell } = workshop({ module: pathToFileURL(module) });
    const jobs = await Promise.all(['a', 'b', 'c', 'd'].map((command) => tell(command)));
    expect(jobs.map((job) => job['kind'])).toEqual(Array(4).fill('unavailable'));
    expect(jobs[0]?.['cause']).toContain('no libvips here');
    expect(await tell('e')).toMatchObject({ kind: 'unavailable' });
    expect(await readFile(join(folder, 'starts'), 'utf8')).toBe('xxx');
  });

  test('is no hindrance once it starts again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'picture-jobs-'));
    closing.push(() => rm(folder, { recursive: true }));
    const module = join(folder, 'dies-once.mjs');
    await writeFile(
      module,
      `import { existsSync, writeFileSync } from 'node:fs';
       const mark = ${JSON.stringify(join(folder, 'mark'))};
       if (!existsSync(mark)) { writeFileSync(mark, ''); process.exit(3); }
       await import(${JSON.stringify(new URL('./fake-picture-process.ts', import.meta.url).href)});`,
    );
    expect(await workshop({ module: pathToFileURL(module) }).tell('hello')).toMatchObject({ heard: 'hello' });
  });

  test('nor is one that starts but says nothing waited for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'picture-jobs-'));
    closing.push(() => rm(folder, { recursive: true }));
    const silent = join(folder, 'silent.mjs');
    await writeFile(silent, 'setInterval(() => {}, 1000);');
    const { tell } = workshop({ module: pathToFileURL(silent), startTimeoutMs: 100 });
    expect(await tell('hello')).toMatchObject({ kind: 'unavailable' });
  });
});

describe('an aborted job', () => {
  test('ends with the reason of its signal, waiting or under way', async () => {
    const { tell } = workshop({ slots: 1 });
    await tell('hello');
    const abort = new AbortController();
    const reason = new Error('changed my mind');
    const underWay = tell('sleep 300', abort.signal);
    const waiting = tell('hello', abort.signal);
    const other = tell('still there?');
    abort.abort(reason);
    await expect(underWay).rejects.toBe(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(tell('hello', abort.signal)).rejects.toBe(reason);
    expect(await other).toMatchObject({ heard: 'still there?' });
  });

  test('that hangs gives up its slot in the end', async () => {
    const { tell } = workshop({ slots: 1, jobTimeoutMs: 1000 });
    const { pid } = await tell('hello');
    const abort = new AbortController();
    const hung = tell('hang', abort.signal);
    abort.abort();
    await expect(hung).rejects.toThrow('aborted');
    expect((await tell('hello'))['pid']).not.toBe(pid);
  });
});

test('the process ends when it is idle, and comes back', async () => {
  const { tell } = workshop({ idleMs: 50 });
  const { pid } = await tell('hello');
  await eventually(() => expect(isAlive(pid)).toBe(false));
  expect((await tell('hello'))['pid']).not.toBe(pid);
});

test('closing ends the process, and the jobs with a reason', async () => {
  const { jobs, tell } = workshop();
  const { pid } = await tell('hello');
  const under = [tell('never'), tell('hang'), tell('hello')];
  await jobs[Symbol.asyncDispose]();
  expect((await Promise.all(under)).map((job) => job['reason'])).toEqual(Array(3).fill('restarting'));
  expect(isAlive(pid)).toBe(false);
  expect(await tell('hello')).toMatchObject({ reason: 'restarting' });
  await jobs[Symbol.asyncDispose]();
});

test('warming starts the process and no more', async () => {
  expect(await workshop().jobs.run('warm', null)).toBe(null);
});
