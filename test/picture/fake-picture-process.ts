// A picture process that does as the bytes after the JPEG mark tell it; what it has to say comes back as a fault.
import type { AnswerMessage, JobMessage } from '../../src/picture/picture-messages.ts';

let atOnce = 0;

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
  else if (command.startsWith('sleep')) setTimeout(say, Number(command.split(' ')[1]), {});
  else if (command !== 'never') say({ heard: command });
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.send?.({ ready: true } satisfies AnswerMessage);
