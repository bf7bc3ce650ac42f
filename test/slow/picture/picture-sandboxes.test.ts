import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { createPictureWorkshop } from '../../../src/picture/picture-workshop.ts';
import { startPictureChild } from '../../../src/picture/process/picture-child.ts';
import { createPictureJobs } from '../../../src/picture/process/picture-jobs.ts';
import { chooseSandbox } from '../../../src/picture/process/sandbox/choose-sandbox.ts';
import { sandboxes } from '../../../src/picture/process/sandbox/sandboxes.ts';
import type { SandboxName } from '../../../src/picture/process/sandbox/sandboxes.ts';
import { eventually } from '../../support/eventually.ts';
import { LIMITS, photo } from '../../unit/picture/make-pictures.ts';
import type { Targets } from '../../unit/picture/process/hostile-picture-process.ts';

const holds = async (name: SandboxName) =>
  await chooseSandbox(name).then(
    () => true,
    () => false,
  );
const here: Readonly<Record<SandboxName, boolean>> = {
  bwrap: await holds('bwrap'),
  landlock: await holds('landlock'),
  permission: true,
  off: true,
};
const KERNEL = ['bwrap', 'landlock'] as const;

let folder: string;
let targets: Targets;
const server = createServer((socket) => socket.end());
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandboxes-'));
  const files = ['bot.db', 'bot.db.key', '.env'].map((name) => join(folder, name));
  for (const file of files) await writeFile(file, 'secret', { mode: 0o600 });
  const code = join(folder, 'code.ts');
  await writeFile(code, '');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  targets = { files, folder, code, parent: process.pid, port: (server.address() as AddressInfo).port };
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** Children of a process, according to Linux. */
async function childrenOf(pid: number): Promise<number[]> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
}

/** Processes of this machine whose command contains a text. */
async function processesWith(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = pids.map(async (pid) => await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''));
  return (await Promise.all(commands)).filter((command) => command.includes(text));
}

/** What an attacker in a picture process could do. */
async function attack(name: SandboxName): Promise<string[]> {
  await using jobs = createPictureJobs({
    module: new URL('../../unit/picture/process/hostile-picture-process.ts', import.meta.url),
    processorMs: 20_000,
    wallMs: 60_000,
    startTimeoutMs: 20_000,
    patienceMs: 20_000,
    idleMs: 20_000,
    spareIdleMs: 20_000,
    slots: 1,
    memoryBytes: 1e9,
    mostMemoryBytes: 1e9,
    sandbox: () => Promise.resolve(sandboxes[name]),
  });
  const bytes = Buffer.from(JSON.stringify(targets));
  const job = jobs.run('prepare', { bytes, format: 'jpeg', turn: 0, faces: false, limits: LIMITS });
  const { params } = await job.then(
    () => Promise.reject(new Error('not attacked')),
    (error: ExplainedError) => error,
  );
  return String(params['worked']).split(', ').filter(Boolean);
}

test.runIf(process.platform === 'linux')('without a sandbox, all of the attack works', async () => {
  expect(await attack('off')).toHaveLength(9);
  for (const file of targets.files) await chmod(file, 0o600);
  await rm(join(folder, 'planted'));
  await writeFile(targets.code, '');
});

describe.each(KERNEL)('%s', (name) => {
  test.runIf(here[name])('code in a picture process reaches nothing', async () => {
    expect(await attack(name)).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual(['.env', 'bot.db', 'bot.db.key', 'code.ts']);
    expect(await readFile(targets.code, 'utf8')).toBe('');
    for (const file of targets.files) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test.runIf(here[name])('pictures are made', async () => {
    await using workshop = createPictureWorkshop({ sandbox: name, limits: LIMITS });
    const bytes = photo('grace-hopper.jpg');
    const heic = await readFile('test/unit/picture/fixtures/grace-hopper.heic');
    expect(await workshop.prepare(bytes, { faces: true })).toMatchObject({ suits: true, faces: [{}] });
    expect(await workshop.prepare(heic)).toMatchObject({ format: 'heic' });
    expect((await workshop.finish(bytes, { mark: true })).extension).toBe('jpg');
    expect((await workshop.timeline(bytes, [{ bytes, age: 20 }])).grid.width).toBeGreaterThan(0);
    expect((await workshop.isolation()).sandbox.name).toBe(name);
  });
});

test.runIf(here.bwrap)(
  'nothing is left of a sandbox whose outer process is killed from outside as it starts',
  async () => {
    const module = join(folder, 'until-it-is-closed.mjs');
    await writeFile(
      module,
      `import { Socket } from 'node:net';
     new Socket({ fd: 3 }).resume().on('close', () => process.kill(process.pid, 'SIGKILL'));`,
    );
    const before = new Set(await childrenOf(process.pid));
    for (let ms = 0; ms < 30; ms += 1) {
      const child = startPictureChild(pathToFileURL(module), sandboxes.bwrap, {
        onAnswer: () => undefined,
        onEnd: () => undefined,
      });
      await setTimeout(ms);
      for (const pid of await childrenOf(process.pid)) if (!before.has(pid)) process.kill(pid, 'SIGKILL');
      await child.ended;
    }
    await eventually(async () => expect(await processesWith(module)).toEqual([]));
  },
);

test("Node's permissions keep its own functions from files and processes, and pictures are made", async () => {
  const worked = await attack('permission');
  // A network and signals aren't among them in Node 24.
  expect(worked.filter((what) => what !== 'connect' && what !== 'signal the bot')).toEqual([]);
  await using workshop = createPictureWorkshop({ sandbox: 'permission', limits: LIMITS });
  expect(await workshop.prepare(photo('grace-hopper.jpg'), { faces: true })).toMatchObject({ faces: [{}] });
});

test('the strongest sandbox that holds is chosen, and it is said why others are not', async () => {
  const { sandbox, missing } = await chooseSandbox('auto');
  const order = ['bwrap', 'landlock', 'permission'] as const;
  const expected = order.find((name) => here[name]);
  expect(sandbox.name).toBe(expected);
  const weaker = order.slice(0, order.indexOf(sandbox.name as (typeof order)[number]));
  expect(missing.map((why) => why.split(':')[0])).toEqual(weaker);
});

test.each(KERNEL.filter((name) => !here[name]))('%s is refused where it does not hold', async (name) => {
  await expect(chooseSandbox(name)).rejects.toThrow(`PICTURE_SANDBOX=${name} does not hold here`);
  await using workshop = createPictureWorkshop({ sandbox: name, limits: LIMITS });
  await expect(workshop.prepare(photo('grace-hopper.jpg'))).rejects.toMatchObject({ reason: 'pictures_unavailable' });
});
