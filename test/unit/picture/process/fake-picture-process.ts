// A picture process that follows the command after the JPEG's first bytes. It answers with faults.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { CHANNEL_FD, connectToParent } from '../../../../src/picture/process/parent-channel.ts';

let atOnce = 0;
const told = Promise.withResolvers<void>();
process.on('SIGUSR2', () => told.resolve());

/** Uses this much processor time, in milliseconds. */
function burn(milliseconds: number): void {
  const before = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  while (used() < milliseconds);
}

/** Takes so many more megabytes of memory, bit by bit, and does nothing then. */
function grow(megabytes: number): void {
  const taken = [Buffer.alloc(1e7, 1)];
  const timer = setInterval(() => {
    taken.push(Buffer.alloc(1e7, 1));
    if (taken.length > megabytes / 10) clearInterval(timer);
  }, 5);
}

/** Uninitialised memory in sizes that decoders allocate. */
function pieces(): Buffer[] {
  return Array.from({ length: 60 }, (_, index) => Buffer.allocUnsafeSlow(20_000 + 64 * index));
}

const send = connectToParent((job) => {
  if (job.input === null || !('bytes' in job.input)) return send({ id: job.id, output: null });
  const { bytes } = job.input;
  const command = Buffer.from(bytes.subarray(3)).toString();
  atOnce += 1;
  const say = (params: Record<string, string | number>) => {
    const fault = { reason: 'internal' as const, params: { pid: process.pid, atOnce, ...params } };
    atOnce -= 1;
    send({ id: job.id, fault });
  };
  if (command === 'environment') say({ environment: JSON.stringify(process.env), argv: process.execArgv.join(' ') });
  else if (command === 'buffer') say({ isBuffer: String(Buffer.isBuffer(bytes)) });
  else if (command === 'hang') for (;;);
  else if (command === 'crash') setTimeout(() => process.kill(process.pid, 'SIGSEGV'), 20);
  else if (command === 'crash soon') setTimeout(() => process.kill(process.pid, 'SIGSEGV'), 200);
  else if (command === 'be killed') process.kill(process.pid, 'SIGKILL');
  else if (command === 'throw') throw new Error('thrown');
  else if (command === 'nonsense') send({ id: job.id, output: { suits: 'perhaps' } });
  else if (command === 'babble') writeSync(CHANNEL_FD, 'twelve bytes');
  else if (command === 'answer to nothing') send({ id: job.id + 1, output: null });
  else if (command === 'be ready again') send({ ready: true });
  else if (command.startsWith('grow')) grow(Number(command.split(' ')[1]));
  else if (command === 'exit') process.exit(0);
  else if (command === 'answer when told') void told.promise.then(() => say({ heard: 'SIGUSR2' }));
  else if (command.startsWith('burn')) {
    burn(Number(command.split(' ')[1]));
    say({});
  } else if (command === 'leave traces') {
    for (const piece of pieces()) piece.fill(0x5a);
    say({});
  } else if (command === 'look for traces') {
    say({ traces: pieces().reduce((sum, piece) => sum + piece.filter((value) => value !== 0).length, 0) });
  } else if (command.startsWith('sleep')) setTimeout(say, Number(command.split(' ')[1]), {});
  else if (command !== 'never') say({ heard: command });
});
send({ ready: true });
// It's always killed, and would otherwise be compiled at each start.
flushCompileCache();
