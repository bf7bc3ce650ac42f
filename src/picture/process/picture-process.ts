// The main module of a picture process. Untrusted files are decoded only here.
import { flushCompileCache } from 'node:module';
import { ExplainedError } from '../../i18n/explained-error.ts';
import { configureDecoders } from '../codecs/open-picture.ts';
import { handlers } from './handlers.ts';
import type { Handler } from './handlers.ts';
import type { OperationName } from './operations.ts';
import { connectToParent } from './parent-channel.ts';
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

configureDecoders();
// Nearly every request needs these, so load them before the first one.
const usual = [handlerOf('prepare'), handlerOf('finish')];
if (process.argv.includes('--compile')) {
  // Only for the compile cache: what a picture process must not write itself.
  await Promise.all(Object.keys(handlers).map((name) => handlerOf(name as OperationName)));
  flushCompileCache();
} else {
  const send = connectToParent((job) => void answer(job).then(send));
  await Promise.all(usual);
  send({ ready: true });
}
