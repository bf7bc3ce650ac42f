// The main module of a picture process, the only place where strangers' files are decoded.
import { flushCompileCache } from 'node:module';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { configureDecoders } from '../codecs/open-picture.ts';
import { handlers } from './handlers.ts';
import type { Handler } from './handlers.ts';
import type { OperationName } from './operations.ts';
import type { AnswerMessage, JobMessage } from './picture-messages.ts';

const loaded = new Map<OperationName, Promise<Handler<OperationName>>>();

function handlerOf(name: OperationName): Promise<Handler<OperationName>> {
  const handler = loaded.get(name) ?? handlers[name]();
  loaded.set(name, handler);
  return handler;
}

async function answer({ id, kind, input }: JobMessage): Promise<AnswerMessage> {
  try {
    // A job's input is that of its kind, which the types of a union can't say.
    const handle = (await handlerOf(kind)) as (input: unknown) => Promise<unknown>;
    return { id, output: await handle(input) };
  } catch (error) {
    const { reason, params } = error instanceof ExplainedError ? error : new ExplainedError('internal');
    return { id, fault: { reason, params: { ...params } } };
  }
}

let saved = false;
/** This process is always killed, and the cache is otherwise written when a process exits. */
function saveCompileCache(): void {
  if (!saved) flushCompileCache();
  saved = true;
}

configureDecoders();
process.on('message', (job: JobMessage) => {
  void answer(job).then((message) => process.send?.(message, saveCompileCache));
});
// A plain exit would wait for decoders that are running.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C and service managers signal the whole group; the parent decides when this process ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
// What nearly every request needs, so that the first one doesn't wait for it.
await Promise.all([handlerOf('prepare'), handlerOf('finish')]);
process.send?.({ ready: true } satisfies AnswerMessage);
