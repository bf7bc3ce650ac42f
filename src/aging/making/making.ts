import type { Rect } from '../../rect.ts';
import { ExplainedError } from '../../i18n/explained-error.ts';
import type { PatientAccess } from '../../limits/access.ts';
import type { PictureHold } from '../../picture/picture-memory.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { EndpointCalls } from './endpoint-calls.ts';
import { chooseFace } from './face-choice.ts';
import type { Entry, Stage } from '../request/entry.ts';
import type { Lending, Links } from './lending.ts';
import type { FaceCrop, OpenedPicture, PicturesOf } from './pictures.ts';
import type { AgedPicture } from '../request/ports.ts';
import { QuestionError, type Questions } from '../records/questions.ts';

export interface MakingOptions {
  readonly picturesOf: PicturesOf;
  readonly lending: Lending;
  readonly endpoint: EndpointCalls;
  readonly questions: Pick<Questions, 'remember'>;
  /** Throws when the request is no longer allowed. */
  readonly access: PatientAccess;
  /** How chosen faces are sent: each cut out, in a call of its own, or all as regions of one call. */
  readonly faceRegions: 'crop' | 'rect';
}

/** One attempt to make a request's picture: what the runner records and limits while it is made. */
export interface Attempt {
  readonly entry: () => Entry;
  /** Stores the stage that was reached. Rejects when the store fails, or when another process owns the request now. */
  readonly advance: (stage: Stage) => Promise<void>;
  /** Called before each step that only one process may take. Rejects when another process owns the request now. */
  readonly mustOwn: () => Promise<void>;
  /** Stores that a call is about to be made, and counts it. Rejects as {@link Attempt.advance} does. */
  readonly count: () => Promise<void>;
  /** Notes that the call that was counted has cost nothing. */
  readonly uncount: () => void;
  /** Called just before a call is sent. Throws when another process may own the request now. */
  readonly mustStillOwn: () => void;
  /** Called with the endpoint's own id of a call that succeeded. */
  readonly onTraced: (traceId: string) => void;
  /** Shows how many of several calls are done. */
  readonly showStep: (done: number, of: number) => void;
  readonly time: <T>(part: 'pictureMs' | 'endpointMs', work: () => Promise<T>) => Promise<T>;
  /** No call starts after this, in ms since the epoch. */
  readonly callsUntil: number;
  readonly signal: AbortSignal;
  /** Opens the request's photo. */
  readonly open: () => Promise<OpenedPicture>;
  /** The request's share of the memory for pictures. */
  readonly hold: PictureHold;
}

/**
 * Makes the aged picture of a request, without repeating calls that are already paid.
 *
 * @throws {QuestionError} when the person has to say which face to change; {ExplainedError}.
 */
export type Making = (attempt: Attempt) => Promise<AgedPicture>;

export function createMaking(options: MakingOptions): Making {
  const { picturesOf, lending, endpoint, questions, access, faceRegions } = options;

  return async (attempt) => {
    const { request, stage } = attempt.entry();
    if (stage.name === 'called') return await fetched(attempt, stage.resultUrl);
    const picture = await attempt.time('pictureMs', attempt.open);
    if (!request.handling) await checkFaces(request, picture, attempt.signal);
    const faces = request.handling?.faces ?? [];
    const crops = faceRegions === 'crop' ? faces : [];
    const regions = faceRegions === 'rect' ? faces.map(toRect) : [];
    if (request.timeline || crops.length > 0) {
      return await byParts(attempt, picture, { ages: request.timeline ?? [request.age], crops, regions });
    }
    await attempt.mustOwn();
    const resultUrl = await call(attempt, lending, { picture, age: request.age, regions });
    picture.release();
    // The picture is paid for, so the person gets it even if the store fails now.
    await attempt.advance({ name: 'called', resultUrl }).catch(() => undefined);
    return await fetched(attempt, resultUrl);
  };

  async function checkFaces(request: AgeRequest, picture: OpenedPicture, signal: AbortSignal): Promise<void> {
    if (!picture.faces) return;
    // Checked again before each call. Nobody is asked about a photo that is no longer allowed.
    await access(request, signal);
    const choice = chooseFace(picture);
    if (choice.kind === 'one') return;
    const { width, height } = picture;
    const faces = choice.kind === 'several' ? choice.faces : [];
    await questions.remember(request, faces);
    if (choice.kind !== 'several') throw new QuestionError(QUESTIONS[choice.kind], { width, height });
    const numbered = await picturesOf(request.userId).numberFaces(await picture.bytes(signal), faces, signal);
    throw new QuestionError('which_face', { faces, width, height, numbered });
  }

  /** Makes one call. The picture's link is valid for as long as it takes. */
  async function call(
    attempt: Attempt,
    links: Links,
    { picture, age, regions }: Step,
    onLent: () => void = () => undefined,
  ): Promise<string> {
    const { request } = attempt.entry();
    const changed = await attempt.time('endpointMs', () =>
      links.withLink(request, picture, attempt.signal, (link) => {
        onLent();
        return endpoint.changeAge(request, link, {
          ages: regions.length > 0 ? regions.map((faceRect) => ({ age, faceRect })) : [{ age }],
          deadline: attempt.callsUntil,
          signal: attempt.signal,
          count: attempt.count,
          uncount: attempt.uncount,
          mustStillOwn: attempt.mustStillOwn,
        });
      }),
    );
    if (changed.traceId !== undefined) attempt.onTraced(changed.traceId);
    return changed.imageUrl;
  }

  /** Makes an answer of several calls: for each age, one for each face that is cut out. */
  async function byParts(
    attempt: Attempt,
    picture: OpenedPicture,
    { ages, crops, regions }: Parts,
  ): Promise<AgedPicture> {
    const { signal } = attempt;
    const pictures = picturesOf(attempt.entry().request.userId);
    const cutOut = async (face: Rect) => await pictures.cropFace(await picture.bytes(signal), face, signal);
    const cut = await Promise.all(crops.map(cutOut));
    const inputs = cut.length > 0 ? cut.map((crop) => asPicture(picture, crop)) : [picture];
    const steps = ages.flatMap((age) => inputs.map((input) => ({ picture: input, age, regions })));
    const done = await inTurn(attempt, steps, inputs.length);
    return await attempt.time('pictureMs', () => composed(attempt, picture, ages, cut, done));
  }

  /** @returns the links of the results: of a timeline at least `enough`, else all. */
  async function inTurn(attempt: Attempt, steps: readonly Step[], enough: number): Promise<string[]> {
    const { request, stage } = attempt.entry();
    const done = [...((stage.name === 'calling' && stage.done) || [])];
    await using links = lending.forSeveral();
    for (const step of steps.slice(done.length)) {
      try {
        await attempt.mustOwn();
        // The answer itself can contain the photo for the endpoint, and the same edit shows the progress.
        const showStep = () => attempt.showStep(done.length, steps.length);
        done.push(await call(attempt, links, step, request.timeline && showStep));
      } catch (error) {
        // A timeline that fails midway is shown with the ages that were made.
        if (!request.timeline || done.length < enough || !(error instanceof ExplainedError)) throw error;
        break;
      }
      await attempt.advance({ name: 'calling', done, inCall: false }).catch(() => undefined);
    }
    return done;
  }

  async function composed(
    { entry, signal, hold }: Attempt,
    picture: OpenedPicture,
    ages: readonly number[],
    cut: readonly FaceCrop[],
    urls: readonly string[],
  ): Promise<AgedPicture> {
    const { uploadLimit: maxBytes, timeline, handling, userId } = entry().request;
    const pictures = picturesOf(userId);
    const options = { maxBytes, signal, hold, use: timeline ? ('part' as const) : ('answer' as const) };
    const perAge = Math.max(cut.length, 1);
    const made = ages.slice(0, Math.floor(urls.length / perAge));
    const fetched = await Promise.allSettled(
      made.map(async (age, index) => {
        const links = urls.slice(index * perAge, (index + 1) * perAge);
        const crops = cut.map(({ box }, face) => ({ box, url: links[face] ?? '' }));
        const made =
          cut.length > 0
            ? await pictures.assemble(await picture.bytes(signal), crops, options)
            : await pictures.fetchResult(links[0] ?? '', options);
        return { age, picture: made };
      }),
    );
    signal.throwIfAborted();
    const aged = fetched.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const [first] = aged;
    if (!first) throw fetched.find((each) => each.status === 'rejected')?.reason;
    if (!timeline) return first.picture;
    const parts = { faces: handling?.faces ?? [], aged };
    return await pictures.timeline(await picture.bytes(signal), parts, maxBytes, signal);
  }

  async function fetched(attempt: Attempt, resultUrl: string): Promise<AgedPicture> {
    const { uploadLimit, userId } = attempt.entry().request;
    return await attempt.time('pictureMs', () =>
      picturesOf(userId).fetchResult(resultUrl, { maxBytes: uploadLimit, signal: attempt.signal, hold: attempt.hold }),
    );
  }
}

/** One call of the endpoint. */
interface Step {
  readonly picture: OpenedPicture;
  readonly age: number;
  readonly regions: readonly Rect[];
}

interface Parts {
  readonly ages: readonly number[];
  readonly crops: readonly Rect[];
  readonly regions: readonly Rect[];
}

/** A crop is small, and is needed until the end, so it is never released. */
function asPicture(picture: OpenedPicture, { bytes }: FaceCrop): OpenedPicture {
  return { ...picture, link: undefined, bytes: async () => bytes, release: () => undefined };
}

const QUESTIONS = {
  none: 'no_face_seen',
  sideways: 'photo_seems_sideways',
  small: 'face_seems_small',
} as const;

/** The endpoint takes whole pixels. */
function toRect({ x, y, width, height }: Rect): Rect {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}
