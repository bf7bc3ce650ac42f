// A picture process that a decoder's hole has given to an attacker. It tries what it is told to, and says what worked.
import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { connectToParent } from '../../../../src/picture/process/parent-channel.ts';

export interface Targets {
  /** Files with secrets. */
  readonly files: readonly string[];
  /** A folder that its user can write to. */
  readonly folder: string;
  /** A file of the bot's code. */
  readonly code: string;
  readonly parent: number;
  /** Where somebody listens. */
  readonly port: number;
}

function works(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

async function connects(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  try {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  } catch {
    resolve(false);
  }
  return await promise;
}

async function attack({ files, folder, code, parent, port }: Targets): Promise<string[]> {
  const [file = ''] = files;
  const attempts: Readonly<Record<string, boolean>> = {
    'read a file': files.some((path) => works(() => readFileSync(path))),
    "read the bot's environment": works(() => readFileSync(`/proc/${parent}/environ`)),
    "read the bot's memory": works(() => readFileSync(`/proc/${parent}/maps`)),
    'write a file': works(() => writeFileSync(`${folder}/planted`, 'x')),
    'write code': works(() => appendFileSync(code, '\n')),
    'change the mode of a file': works(() => chmodSync(file, 0o666)),
    connect: await connects(port),
    'start a process': spawnWorks(),
    'signal the bot': works(() => process.kill(parent, 0)),
  };
  return Object.keys(attempts).filter((what) => attempts[what]);
}

function spawnWorks(): boolean {
  try {
    return spawnSync(process.execPath, ['--version']).status === 0;
  } catch {
    return false;
  }
}

const send = connectToParent((job) => {
  if (job.kind !== 'prepare') return send({ id: job.id, output: null });
  const targets = JSON.parse(Buffer.from(job.input.bytes).toString()) as Targets;
  void attack(targets).then((worked) =>
    send({ id: job.id, fault: { reason: 'internal', params: { worked: worked.join(', ') } } }),
  );
});
send({ ready: true });
