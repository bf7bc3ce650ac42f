// A picture process that follows the command after the JPEG's first bytes. It answers with faults.
import type { AnswerMessage, JobMessage } from '../../../src/picture/process/picture-messages.ts';

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

/** Uninitialised memory in sizes that decoders allocate. */
function pieces(): Buffer[] {
  return Array.from({ length: 60 }, (_, index) => Buffer.allocUnsafeSlow(20_000 + 64 * index));
}

process.on('message', (job: JobMessage) => {
  if (job.input === null || !('bytes' in job.input))
    return void process.send?.({ id: job.id, output: null } satisfies AnswerMessage);
  const { bytes } = job.input;
  const command = Buffer.from(bytes.subarray(3)).toString();
  atOnce += 1;
  const say = (params: Record<string, string | number>) => {
    const fault = { reason: 'internal' as const, params: { pid: process.pid, atOnce, ...params } };
    atOnce -= 1;
    process.send?.({ id: job.id, fault } satisfies AnswerMessage);
  };
  if (command === 'environment') say({ environment: JSON.stringify(process.env), argv: process.execArgv.join(' ') });
  else if (command === 'buffer') say({ isBuffer: String(Buffer.isBuffer(bytes)) });
  else if (command === 'hang') for (;;);
  else if (command === 'crash') setTimeout(() => process.kill(process.pid, 'SIGSEGV'), 20);
  else if (command === 'crash soon') setTimeout(() => process.kill(process.pid, 'SIGSEGV'), 200);
  else if (command === 'throw') throw new Error('thrown');
  else if (command === 'nonsense') process.send?.({ id: job.id, output: { suits: 'perhaps' } });
  else if (command === 'babble') process.send?.('what?');
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
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send?.({ ready: true } satisfies AnswerMessage);
