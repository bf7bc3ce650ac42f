import type { PictureOrigin } from '../../aging/request/age-request.ts';
import type { Phrase } from '../words/phrases.ts';
import { isSamePhoto, type OnePhoto, type SeveralPhotos, type Topic } from './topic.ts';

/** Years that may be asked for, both included. */
export interface AgeBounds {
  readonly min: number;
  readonly max: number;
}

/** Photos that a message brings up: its own, those of a message it replies to, or that behind an answer of ours. */
export interface Pointed {
  readonly by: 'sending' | 'reply' | 'reply to answer';
  /** None where the photo of an answer was not sent as a message, so that it cannot be had again. */
  readonly topic: Topic | undefined;
}

export interface Circumstances {
  readonly phrase: Phrase;
  /** What the conversation was about before this message. */
  readonly topic: Topic | undefined;
  readonly pointed: Pointed | undefined;
  readonly bounds: AgeBounds;
}

/** What to do about a message. */
export type Act =
  | { readonly kind: 'make'; readonly photo: PictureOrigin; readonly age: number }
  | { readonly kind: 'ask age'; readonly photo: PictureOrigin }
  | { readonly kind: 'ask which'; readonly photos: SeveralPhotos }
  | { readonly kind: 'out of range' }
  /** It cannot get any older, or any younger. */
  | { readonly kind: 'at the bound'; readonly age: number }
  | { readonly kind: 'not a message' }
  | { readonly kind: 'no photo' }
  | { readonly kind: 'help' }
  | { readonly kind: 'forget' };

export interface Decision {
  readonly act: Act;
  /** What the conversation is about from now on, where that is known. */
  readonly topic?: Topic | undefined;
}

/** One turn of the conversation. */
export function decide(circumstances: Circumstances): Decision {
  const { phrase, pointed } = circumstances;
  if (phrase.kind === 'stop' && pointed?.by !== 'sending') return { act: { kind: 'forget' } };
  if (pointed && !pointed.topic) return { act: { kind: saysNothing(phrase) ? 'help' : 'not a message' } };
  const topic = pointed?.topic ? continued(pointed.topic, circumstances.topic) : circumstances.topic;
  if (!topic) return { act: { kind: saysNothing(phrase) ? 'help' : 'no photo' } };
  return topic.kind === 'photo' ? aboutOne(topic, circumstances) : aboutSeveral(topic, circumstances);
}

/** Whether it is not about ages at all, as far as that is understood. */
const saysNothing = ({ kind }: Phrase): boolean => kind === 'other' || kind === 'help';

/** A photo that is spoken of already keeps its age. */
function continued(pointed: Topic, before: Topic | undefined): Topic {
  const isKnown = pointed.kind === 'photo' && pointed.age === undefined && before?.kind === 'photo';
  return isKnown && isSamePhoto(pointed.photo, before.photo) ? before : pointed;
}

function aboutOne(topic: OnePhoto, { phrase, pointed, bounds }: Circumstances): Decision {
  const { photo } = topic;
  const askAge: Decision = { topic, act: { kind: 'ask age', photo } };
  switch (phrase.kind) {
    case 'age':
      return isWithin(phrase.age, bounds) ? make(photo, phrase.age) : { topic, act: { kind: 'out of range' } };
    case 'change': {
      if (topic.age === undefined) return askAge;
      const age = Math.min(Math.max(topic.age + phrase.years, bounds.min), bounds.max);
      const isAtBound = age === topic.age && phrase.years !== 0;
      return isAtBound ? { topic, act: { kind: 'at the bound', age } } : make(photo, age);
    }
    case 'unclear':
      return askAge;
    case 'help':
      return pointed?.by === 'sending' ? askAge : { topic, act: { kind: 'help' } };
    case 'stop':
    case 'other':
      // An age that was asked for, and is not known yet, may have been said in words that are not understood.
      if (topic.age === undefined && !pointed) return askAge;
      return pointed && pointed.by !== 'reply to answer' ? askAge : { topic, act: { kind: 'help' } };
  }
}

function aboutSeveral(topic: SeveralPhotos, { phrase, pointed, bounds }: Circumstances): Decision {
  if (phrase.kind === 'age') {
    const answersWhich = !pointed && phrase.age >= 1 && phrase.age <= topic.count;
    if (answersWhich) return choose(topic, phrase.age - 1);
    if (!isWithin(phrase.age, bounds)) return { topic, act: { kind: 'out of range' } };
    return askWhich({ ...topic, age: phrase.age });
  }
  if (saysNothing(phrase) && !pointed) return { topic, act: { kind: 'help' } };
  return askWhich(topic);
}

/** One of several photos was chosen; `index` counts from 0. */
function choose({ channelId, messageId, age }: Omit<SeveralPhotos, 'kind' | 'count'>, index: number): Decision {
  const photo = { channelId, messageId, index };
  return age === undefined ? { topic: { kind: 'photo', photo }, act: { kind: 'ask age', photo } } : make(photo, age);
}

function make(photo: PictureOrigin, age: number): Decision {
  return { topic: { kind: 'photo', photo, age }, act: { kind: 'make', photo, age } };
}

function askWhich(photos: SeveralPhotos): Decision {
  return { topic: photos, act: { kind: 'ask which', photos } };
}

/** Whether an age can be asked for. */
export function isWithin(age: number, { min, max }: AgeBounds): boolean {
  return Number.isInteger(age) && age >= min && age <= max;
}
