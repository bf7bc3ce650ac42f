// The main module of the picture process: the only place where strangers' files are decoded.
import { ExplainedError } from '../../i18n/explained-error.ts';
import { animate } from '../compose/animate.ts';
import { composeRow } from '../compose/compose-row.ts';
import { cropFace, pasteFaces } from '../compose/face-crops.ts';
import { numberFaces } from '../compose/number-faces.ts';
import { createFaceFinder } from '../faces/face-finder.ts';
import { finishPicture, type Finished } from '../codecs/finish-picture.ts';
import { configureDecoders } from '../codecs/open-picture.ts';
import type { AnswerMessage, JobMessage } from './picture-messages.ts';
import type { PictureResults } from './picture-results.ts';
import { preparePicture } from '../codecs/prepare-picture.ts';

const findFaces = createFaceFinder();

async function run(job: JobMessage): Promise<PictureResults[JobMessage['kind']]> {
  switch (job.kind) {
    case 'warm':
      return null;
    case 'prepare':
      return await preparePicture(job.input, findFaces);
    case 'finish':
      return withoutGiven(await finishPicture(job.input));
    case 'composeRow':
      return await composeRow(job.input);
    case 'animate':
      return await animate(job.input);
    case 'numberFaces':
      return await numberFaces(job.input);
    case 'cropFace':
      return await cropFace(job.input);
    case 'pasteFaces':
      return await pasteFaces(job.input);
  }
}

function withoutGiven({ bytes, retagged, ...rest }: Finished): PictureResults['finish'] {
  return retagged ? { ...rest, retagged } : { ...rest, bytes };
}

async function answer(job: JobMessage): Promise<AnswerMessage> {
  try {
    return { id: job.id, output: await run(job) };
  } catch (error) {
    const { reason, params } = error instanceof ExplainedError ? error : new ExplainedError('internal');
    return { id: job.id, fault: { reason, params: { ...params } } };
  }
}

configureDecoders();
process.on('message', (job: JobMessage) => {
  void answer(job).then((message) => process.send?.(message));
});
// A plain exit would wait for decoders that are at work.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C and service managers signal the whole group; the parent decides when this process ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.send?.({ ready: true } satisfies AnswerMessage);
