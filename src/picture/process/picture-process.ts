// The main module of a picture process. Untrusted files are decoded only here.
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
    // The input matches its kind, which a union type can't express.
    const handle = (await handlerOf(kind)) as (input: unknown) => Promise<unknown>;
    return { id, output: await handle(input) };
  } catch (error) {
    const { reason, params } = error instanceof ExplainedError ? error : new ExplainedError('internal');
    return { id, fault: { reason, params: { ...params } } };
  }
}

let saved = false;
/** This process is always killed, but Node only writes the cache on a normal exit. */
function saveCompileCache(): void {
  if (!saved) flushCompileCache();
  saved = true;
}

configureDecoders();
process.on('message', (job: JobMessage) => {
  void answer(job).then((message) => process.send?.(message, saveCompileCache));
});
// A normal exit would wait for running decoders.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C and service managers signal the whole process group, but the parent decides when this process ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
// Nearly every request needs these, so load them before the first one.
await Promise.all([handlerOf('prepare'), handlerOf('finish')]);
process.send?.({ ready: true } satisfies AnswerMessage);
