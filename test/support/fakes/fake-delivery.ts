import type { AgedPicture, Acknowledgement, Delivered, Delivery } from '../../../src/aging/request/ports.ts';
import type { AgeRequest } from '../../../src/aging/request/age-request.ts';
import type { ExplainedError } from '../../../src/i18n/explained-error.ts';
import { createScript, type Script } from './script.ts';

/** What a person sees of a request, in order. */
export type Shown =
  | { readonly what: 'waiting' }
  | { readonly what: 'refusal' | 'sentence'; readonly error: ExplainedError }
  | { readonly what: 'place'; readonly position: number }
  | { readonly what: 'step'; readonly done: number; readonly of: number }
  | { readonly what: 'picture'; readonly picture: AgedPicture };

type Look = Awaited<ReturnType<Delivery['look']>>;

/** A Discord in memory. It remembers what each answer shows, for any number of bots. */
export interface FakeDelivery extends Delivery {
  /** What a request's answer has shown. */
  shownOf(id: string): readonly Shown[];
  /** The same in words, such as `sentence too_late`. */
  wordsOf(id: string): readonly string[];
  /** Somebody deletes the answer. */
  delete(id: string): void;
  /** All interaction tokens expire. */
  expire(): void;
  readonly scripts: {
    readonly acknowledge: Script<Acknowledgement>;
    readonly confirm: Script<boolean>;
    readonly step: Script<void>;
    readonly answer: Script<Delivered>;
    readonly apologise: Script<Delivered>;
  };
}

export function createFakeDelivery(): FakeDelivery {
  const shown = new Map<string, Shown[]>();
  const deleted = new Set<string>();
  let expired = false;
  const scripts = {
    acknowledge: createScript<Acknowledgement>(),
    confirm: createScript<boolean>(),
    step: createScript<void>(),
    answer: createScript<Delivered>(),
    apologise: createScript<Delivered>(),
  };
  const of = (id: string) => shown.get(id) ?? [];
  const show = ({ id }: Pick<AgeRequest, 'id'>, what: Shown) => void shown.set(id, [...of(id), what]);
  const isThere = (id: string) => of(id).length > 0 && !deleted.has(id);
  const end = (request: AgeRequest, what: Shown): Delivered => {
    if (deleted.has(request.id) && what.what === 'picture') return 'gone';
    show(request, what);
    return 'delivered';
  };

  return {
    scripts,
    shownOf: of,
    wordsOf: (id) => of(id).map(inWords),
    delete: (id) => void deleted.add(id),
    expire: () => {
      expired = true;
    },
    acknowledge: (request) =>
      scripts.acknowledge.run(() => {
        show(request, { what: 'waiting' });
        return 'confirmed';
      }),
    async refuse(request, error) {
      show(request, { what: 'refusal', error });
      return 'confirmed';
    },
    attend: () => undefined,
    async progress(request, { position }) {
      show(request, { what: 'place', position });
    },
    step: (request, done, total) => scripts.step.run(() => show(request, { what: 'step', done, of: total })),
    confirm: ({ id }) => scripts.confirm.run(() => isThere(id)),
    async look({ id }): Promise<Look> {
      if (of(id).some(({ what }) => what === 'picture')) return 'answered';
      if (deleted.has(id)) return 'gone';
      return expired ? 'expired' : 'waiting';
    },
    answer: (request, picture) => scripts.answer.run(() => end(request, { what: 'picture', picture })),
    apologise: (request, error) => scripts.apologise.run(() => end(request, { what: 'sentence', error })),
  };
}

function inWords(shown: Shown): string {
  switch (shown.what) {
    case 'refusal':
    case 'sentence':
      return `${shown.what} ${shown.error.reason}`;
    case 'place':
      return `place ${shown.position}`;
    case 'step':
      return `step ${shown.done} of ${shown.of}`;
    default:
      return shown.what;
  }
}
