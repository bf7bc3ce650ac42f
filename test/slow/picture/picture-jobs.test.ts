import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { PictureJobError } from '../../../src/picture/process/picture-job-error.ts';
import { createPictureJobs } from '../../../src/picture/process/picture-jobs.ts';
import type { PictureJobsOptions } from '../../../src/picture/process/picture-jobs.ts';
import { sandboxes } from '../../../src/picture/process/sandbox/sandboxes.ts';
import type { Sandbox } from '../../../src/picture/process/sandbox/sandboxes.ts';
import { LIMITS } from '../../unit/picture/make-pictures.ts';
import { nightly, someOf } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';

const closing: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0).reverse()) await close();
});

/** A workshop for one test. */
function workshop(options: Partial<PictureJobsOptions> = {}) {
  const own = createWorkshop(options);
  closing.push(() => own.jobs[Symbol.asyncDispose]());
  return own;
}

function createWorkshop(options: Partial<PictureJobsOptions> = {}) {
  const jobs = createPictureJobs({
    module: new URL('../../unit/picture/process/fake-picture-process.ts', import.meta.url),
    processorMs: 20_000,
    wallMs: 60_000,
    startTimeoutMs: 20_000,
    patienceMs: 20_000,
    idleMs: 20_000,
    spareIdleMs: 20_000,
    slots: 2,
    memoryBytes: 1e9,
    mostMemoryBytes: 1e9,
    // Inside another, ids of processes mean nothing here: picture-sandboxes.test.ts is about those.
    sandbox: () => Promise.resolve(sandboxes.off),
    ...options,
  });
  /** What the fake process answered, or how the job ended. */
  const tell = async (command: string, signal?: AbortSignal): Promise<Record<string, unknown>> => {
    const bytes = Buffer.from(`\xff\xd8\xff${command}`, 'latin1');
    try {
      return {
        output: await jobs.run('prepare', { bytes, format: 'jpeg', turn: 0, faces: false, limits: LIMITS }, { signal }),
      };
    } catch (error) {
      if (error instanceof ExplainedError) return { reason: error.reason, ...error.params };
      if (error instanceof PictureJobError) return { kind: error.kind, cause: String(error.cause) };
      throw error;
    }
  };
  return { jobs, tell };
}

/** Children of a process, according to Linux. */
async function childrenOf(pid: number): Promise<number[]> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
}

/** Signals a process, unless it has just ended. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: unknown): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

test("consecutive jobs share a process, which isn't this one and gets bytes as a Buffer", async () => {
  const { tell } = workshop();
  const [first, second] = [await tell('hello'), await tell('world')];
  expect([first['heard'], second['heard']]).toEqual(['hello', 'world']);
  expect(second['pid']).toBe(first['pid']);
  expect(first['pid']).not.toBe(process.pid);
  expect(await tell('buffer')).toMatchObject({ isBuffer: 'true' });
});

test('the process gets nothing of the environment but the compile cache', async () => {
  vi.stubEnv('DISCORD_TOKEN', 'sesame');
  vi.stubEnv('NODE_OPTIONS', '--trace-warnings');
  const { environment, argv } = await workshop().tell('environment');
  expect(Object.keys(JSON.parse(String(environment))).toSorted()).toEqual([
    'MALLOC_ARENA_MAX',
    'MALLOC_PERTURB_',
    'NODE_COMPILE_CACHE',
  ]);
  expect(argv).toBe('--zero-fill-buffers --single-threaded-gc --max-semi-space-size=2');
});

test('two jobs run at once, each in its own process, and the third waits', async () => {
  const { tell } = workshop();
  const { pid } = await tell('hello');
  const first = tell('answer when told');
  const { pid: other } = await tell('hello');
  expect(other).not.toBe(pid);
  const second = tell('answer when told');
  // Only a process without a job takes it.
  const third = tell('hello');
  process.kill(Number(pid), 'SIGUSR2');
  expect(await Promise.all([first, third])).toMatchObject([
    { pid, heard: 'SIGUSR2', atOnce: 1 },
    { pid, heard: 'hello', atOnce: 1 },
  ]);
  process.kill(Number(other), 'SIGUSR2');
  expect(await second).toMatchObject({ pid: other, heard: 'SIGUSR2', atOnce: 1 });
});

test('newly allocated memory contains nothing of earlier jobs', async () => {
  const { tell } = workshop({ slots: 1 });
  await tell('leave traces');
  expect(await tell('look for traces')).toMatchObject({ traces: 0 });
});

describe('a job that hangs', () => {
  test('a hanging job is ended with its process, and a new process continues', async () => {
    const { tell } = workshop({ processorMs: 500, slots: 1 });
    const { pid } = await tell('hello');
    const [hung, waiting] = await Promise.all([tell('hang'), tell('hello again'), tell('and again')]);
    expect(hung).toMatchObject({ kind: 'overran' });
    expect(waiting).toMatchObject({ heard: 'hello again' });
    expect(waiting['pid']).not.toBe(pid);
    await eventually(() => expect(isAlive(pid)).toBe(false));
  });

  test.runIf(process.platform === 'linux')("a hanging job doesn't end the job beside it", async () => {
    const before = new Set(await childrenOf(process.pid));
    const { tell } = workshop({ processorMs: 500 });
    const beside = tell('answer when told');
    const hung = await Promise.all([tell('hang'), tell('hang')]);
    expect(hung).toMatchObject([{ kind: 'overran' }, { kind: 'overran' }]);
    for (const pid of await childrenOf(process.pid)) if (!before.has(pid)) signal(pid, 'SIGUSR2');
    expect(await beside).toMatchObject({ heard: 'SIGUSR2' });
  });

  nightly("the limit of a job doesn't include the time that it waited", async () => {
    const { tell } = workshop({ processorMs: 700, slots: 1 });
    await tell('hello');
    const all = await Promise.all(['burn 300', 'burn 300', 'burn 300'].map((command) => tell(command)));
    expect(all.map((job) => job['reason'])).toEqual(['internal', 'internal', 'internal']);
  });

  nightly('a hanging job that uses no processor time is ended too', async () => {
    expect(await workshop({ wallMs: 1000 }).tell('never')).toMatchObject({ kind: 'overran' });
  });
});

describe.runIf(process.platform === 'linux')('memory', () => {
  test('a job that takes too much is ended with its process, is not repeated, and a new process continues', async () => {
    const { tell } = workshop({ memoryBytes: 400e6, slots: 1 });
    const { pid } = await tell('hello');
    expect(await tell('grow 2000')).toMatchObject({ kind: 'outgrew' });
    const after = await tell('hello again');
    expect(after).toMatchObject({ heard: 'hello again' });
    expect(after['pid']).not.toBe(pid);
  });

  nightly('jobs that need more together than there is run one after another', async () => {
    const { jobs, tell } = workshop({ mostMemoryBytes: 1000 });
    const input = {
      bytes: Buffer.from('\xff\xd8\xffsleep 50', 'latin1'),
      format: 'jpeg',
      turn: 0,
      faces: false,
    } as const;
    await tell('hello');
    const run = (needsBytes: number) =>
      jobs.run('prepare', { ...input, limits: LIMITS }, { needsBytes }).catch((error: ExplainedError) => error.params);
    expect(await Promise.all([run(600), run(600), run(2000)])).toMatchObject([{}, {}, {}]);
    expect(jobs.processes).toBe(1);
  });
});

describe.runIf(process.platform === 'linux')('on a busy machine', () => {
  test("a job that gets no processor for long isn't ended", async () => {
    const { tell } = workshop({ processorMs: 500 });
    const { pid } = await tell('hello');
    const job = tell('answer when told');
    process.kill(Number(pid), 'SIGSTOP');
    await setTimeout(2_000);
    process.kill(Number(pid), 'SIGUSR2');
    process.kill(Number(pid), 'SIGCONT');
    expect(await job).toMatchObject({ heard: 'SIGUSR2', pid });
  });

  nightly("a job beside another one that uses much processor time isn't ended", async () => {
    const { tell } = workshop({ processorMs: 700 });
    const burning = Promise.all(Array.from({ length: 4 }, () => tell('burn 400')));
    const beside = tell('sleep 100');
    expect(await beside).toMatchObject({ reason: 'internal' });
    expect((await burning).map((job) => job['reason'])).toEqual(Array(4).fill('internal'));
  });

  nightly('each job has its own limit', async () => {
    const { jobs } = workshop({ processorMs: 100 });
    const bytes = Buffer.from('\xff\xd8\xffburn 400', 'latin1');
    const input = { bytes, format: 'jpeg', turn: 0, faces: false, limits: LIMITS } as const;
    await expect(jobs.run('prepare', input)).rejects.toMatchObject({ kind: 'overran' });
    await expect(jobs.run('prepare', input, { processorMs: 20_000 })).rejects.toMatchObject({ reason: 'internal' });
  });
});

const wrapped: Sandbox = {
  name: 'off',
  command(confined) {
    const { file, args } = sandboxes.off.command(confined);
    return { file: '/bin/sh', args: ['-c', '"$@"; exit $?', 'sh', file, ...args] };
  },
};

const CRASHES = ['crash', 'throw', 'exit', 'babble', 'answer to nothing', 'be ready again'];

describe('a job that crashes the process', () => {
  const { jobs, tell } = createWorkshop();
  afterAll(() => jobs[Symbol.asyncDispose]());

  test.each(someOf(CRASHES, ['crash']))(
    'a job that crashes the process is tried twice, then fails: %s',
    async (command) => {
      const { pid } = await tell('hello');
      expect(await tell(command)).toMatchObject({ kind: 'crashed' });
      const after = await tell('still there?');
      expect(after['heard']).toBe('still there?');
      expect(after['pid']).not.toBe(pid);
    },
  );

  nightly("a job that crashes doesn't fail the job beside it, nor those that wait", async () => {
    const all = ['sleep 100', 'crash', 'hello', 'world'].map((command) => tell(command));
    expect((await Promise.all(all)).map((job) => job['kind'] ?? job['reason'])).toEqual([
      'internal',
      'crashed',
      'internal',
      'internal',
    ]);
  });

  nightly('of two crashing jobs, both are identified', async () => {
    const both = await Promise.all([tell('crash'), tell('crash soon'), tell('hello')]);
    expect(both.map((job) => job['kind'])).toEqual(['crashed', 'crashed', undefined]);
    expect(both[2]).toMatchObject({ heard: 'hello' });
  });

  nightly('a process killed from outside fails no job', async () => {
    const { tell } = workshop();
    const { pid } = await tell('hello');
    const job = tell('sleep 200');
    process.kill(Number(pid), 'SIGKILL');
    expect(await job).toMatchObject({ reason: 'internal' });
  });

  test.each([
    ['', sandboxes.off],
    // As bubblewrap does: it isn't killed itself, and says by its exit code that its process was.
    [' inside a wrapper', wrapped],
  ])('a job whose process is killed%s each time needs more memory than there is', async (_where, sandbox) => {
    const { tell } = workshop({ sandbox: () => Promise.resolve(sandbox) });
    expect(await tell('be killed')).toMatchObject({ kind: 'outgrew' });
    expect(await tell('still there?')).toMatchObject({ heard: 'still there?' });
  });

  nightly('an answer of the wrong shape is refused', async () => {
    expect(await tell('nonsense')).toMatchObject({ kind: 'crashed' });
  });
});

describe('a process that does not start', () => {
  test("a process that doesn't start is tried three times, then the jobs fail with the reason", async () => {
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

  nightly('jobs run again as soon as a process starts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'picture-jobs-'));
    closing.push(() => rm(folder, { recursive: true }));
    const module = join(folder, 'dies-once.mjs');
    await writeFile(
      module,
      `import { existsSync, writeFileSync } from 'node:fs';
       const mark = ${JSON.stringify(join(folder, 'mark'))};
       if (!existsSync(mark)) { writeFileSync(mark, ''); process.exit(3); }
       await import(${JSON.stringify(new URL('../../unit/picture/process/fake-picture-process.ts', import.meta.url).href)});`,
    );
    expect(await workshop({ module: pathToFileURL(module) }).tell('hello')).toMatchObject({ heard: 'hello' });
  });

  nightly('a process that starts but never answers is ended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'picture-jobs-'));
    closing.push(() => rm(folder, { recursive: true }));
    const silent = join(folder, 'silent.mjs');
    await writeFile(silent, 'setInterval(() => {}, 1000);');
    const { tell } = workshop({ module: pathToFileURL(silent), startTimeoutMs: 100 });
    expect(await tell('hello')).toMatchObject({ kind: 'unavailable' });
  });
});

/** The module of a process that writes down each start, and follows `script` at each: it may end there. */
async function moduleThat(script: string) {
  const folder = await mkdtemp(join(tmpdir(), 'picture-jobs-'));
  closing.push(() => rm(folder, { recursive: true }));
  const module = join(folder, 'module.mjs');
  const starts = JSON.stringify(join(folder, 'starts'));
  await writeFile(
    module,
    `import { appendFileSync, readFileSync } from 'node:fs';
     appendFileSync(${starts}, 'x');
     const starts = readFileSync(${starts}).length;
     ${script}
     await import(${JSON.stringify(new URL('../../unit/picture/process/fake-picture-process.ts', import.meta.url).href)});`,
  );
  return pathToFileURL(module);
}

describe('processes that no longer start', () => {
  const FAILING = 'if (starts > 1 && starts < 6) process.exit(3);';

  test('jobs wait for them', async () => {
    const { tell } = workshop({ module: await moduleThat(FAILING) });
    await tell('exit');
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((command) => tell(command)));
    expect(all.map((job) => job['heard'])).toEqual(['a', 'b', 'c', 'd']);
  });

  nightly('jobs wait for a while only', async () => {
    const { tell } = workshop({ module: await moduleThat('if (starts > 1) process.exit(3);'), patienceMs: 1000 });
    const all = await Promise.all(['exit', 'a', 'b'].map((command) => tell(command)));
    expect(all.map((job) => job['kind'])).toEqual(['unavailable', 'unavailable', 'unavailable']);
    expect(await tell('c')).toMatchObject({ kind: 'unavailable' });
  });

  test('jobs wait where the system refuses to create a process', async () => {
    let refusals = 2;
    const sandbox: Sandbox = {
      name: 'off',
      command(confined) {
        refusals -= 1;
        if (refusals >= 0) throw new Error('EMFILE: too many open files');
        return sandboxes.off.command(confined);
      },
    };
    const { tell } = workshop({ sandbox: () => Promise.resolve(sandbox) });
    const all = await Promise.all(['a', 'b'].map((command) => tell(command)));
    expect(all.map((job) => job['heard'])).toEqual(['a', 'b']);
  });

  test.runIf(process.platform === 'linux')('jobs wait for file descriptors', async () => {
    const jobs = JSON.stringify(new URL('../../../src/picture/process/picture-jobs.ts', import.meta.url).href);
    const sandbox = JSON.stringify(new URL('../../../src/picture/process/sandbox/sandboxes.ts', import.meta.url).href);
    const fake = JSON.stringify(new URL('../../unit/picture/process/fake-picture-process.ts', import.meta.url).href);
    const script = `
      import { closeSync, openSync } from 'node:fs';
      const { createPictureJobs } = await import(${jobs});
      const { sandboxes } = await import(${sandbox});
      const all = { processorMs: 6e4, wallMs: 6e4, startTimeoutMs: 6e4, patienceMs: 6e4, idleMs: 6e4, spareIdleMs: 6e4 };
      const most = { slots: 2, memoryBytes: 1e9, mostMemoryBytes: 1e9 };
      const jobs = createPictureJobs({ module: new URL(${fake}), ...all, ...most, sandbox: async () => sandboxes.off });
      const opened = [];
      try { for (;;) opened.push(openSync('/dev/null')); } catch {}
      const warm = jobs.run('warm', null);
      setTimeout(() => opened.forEach((one) => closeSync(one)), 500);
      console.log(await warm);
      await jobs[Symbol.asyncDispose]();
    `;
    const limited = ['-c', 'ulimit -n 100; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)('/bin/sh', limited);
    expect(stdout).toBe('null\n');
  });
});

describe('an aborted job', () => {
  test("an aborted job ends with its signal's reason, waiting or running", async () => {
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

  test.runIf(process.platform === 'linux')('the job behind one that waited for memory runs at once', async () => {
    const { jobs, tell } = workshop({ mostMemoryBytes: 1000 });
    const { pid } = await tell('hello');
    const beside = tell('answer when told');
    // There is another process then.
    await tell('hello');
    const input = { bytes: Buffer.from('\xff\xd8\xffhello', 'latin1'), format: 'jpeg', turn: 0, faces: false } as const;
    const abort = new AbortController();
    const large = jobs.run('prepare', { ...input, limits: LIMITS }, { needsBytes: 2000, signal: abort.signal });
    const behind = tell('still there?');
    abort.abort();
    await expect(large).rejects.toThrow('aborted');
    expect(await behind).toMatchObject({ heard: 'still there?' });
    process.kill(Number(pid), 'SIGUSR2');
    expect(await beside).toMatchObject({ heard: 'SIGUSR2' });
  });

  nightly('an aborted job that hangs frees its slot in the end', async () => {
    const { tell } = workshop({ slots: 1, processorMs: 1000 });
    const { pid } = await tell('hello');
    const abort = new AbortController();
    const hung = tell('hang', abort.signal);
    abort.abort();
    await expect(hung).rejects.toThrow('aborted');
    expect((await tell('hello'))['pid']).not.toBe(pid);
  });
});

nightly('an idle process ends, and is started again when needed', async () => {
  const { tell } = workshop({ idleMs: 50 });
  const { pid } = await tell('hello');
  await eventually(() => expect(isAlive(pid)).toBe(false));
  expect((await tell('hello'))['pid']).not.toBe(pid);
});

nightly('warming up beside a job starts no further process', async () => {
  const { jobs, tell } = workshop();
  const warm = jobs.run('warm', null);
  // Long enough that it isn't done yet when the second one comes.
  const first = tell('sleep 1000');
  await eventually(() => expect(jobs.processes).toBe(1));
  const second = tell('hello');
  expect(jobs.processes).toBe(2);
  expect(await warm).toBe(null);
  expect([await first, await second]).toMatchObject([{ reason: 'internal' }, { heard: 'hello' }]);
});

nightly('a job that waits for a process to warm up starts no further process', async () => {
  const { jobs, tell } = workshop();
  expect(await Promise.all([jobs.run('warm', null), tell('hello')])).toMatchObject([null, { heard: 'hello' }]);
  expect(jobs.processes).toBe(1);
});

nightly('one of several idle processes stays, and the others end early', async () => {
  const { jobs, tell } = workshop({ spareIdleMs: 50 });
  // On a busy machine, one process may have done both jobs before the other was ready. Then jobs have to take longer.
  let both: Set<unknown> = new Set();
  for (let ms = 100; both.size < 2; ms *= 2) {
    const done = await Promise.all([tell(`sleep ${ms}`), tell(`sleep ${ms}`)]);
    both = new Set(done.map(({ pid }) => pid));
  }
  const alive = () => [...both].filter((pid) => isAlive(pid));
  await eventually(() => expect(alive()).toHaveLength(1));
  expect(jobs.processes).toBe(1);
  await setTimeout(200);
  expect(await tell('still there?')).toMatchObject({ heard: 'still there?', pid: alive()[0] });
});

test('closing ends the process, and the jobs fail with a reason', async () => {
  const { jobs, tell } = workshop();
  const { pid } = await tell('hello');
  const under = [tell('never'), tell('hang'), tell('hello')];
  await jobs[Symbol.asyncDispose]();
  expect((await Promise.all(under)).map((job) => job['reason'])).toEqual(Array(3).fill('restarting'));
  expect(isAlive(pid)).toBe(false);
  expect(await tell('hello')).toMatchObject({ reason: 'restarting' });
  await jobs[Symbol.asyncDispose]();
});
