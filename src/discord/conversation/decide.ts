import type { PictureOrigin } from '../../aging/request/age-request.ts';
import type { Phrase } from '../words/phrases.ts';
import { isSamePhoto, type OnePhoto, type SeveralPhotos, type Topic } from './topic.ts';

/** The ages that people can ask for, in years, both included. */
export interface AgeBounds {
  readonly min: number;
  readonly max: number;
}

/** Photos that a message refers to: its own, those of a message it replies to, or the one behind an answer of ours. */
export interface Pointed {
  readonly by: 'sending' | 'reply' | 'reply to answer';
  /** Absent if the photo of an answer wasn't sent as a message, so it can't be read again. */
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
  /** Already the oldest or the youngest age. */
  | { readonly kind: 'at the bound'; readonly age: number }
  | { readonly kind: 'not a message' }
  | { readonly kind: 'no photo' }
  | { readonly kind: 'help' }
  | { readonly kind: 'forget' };

export interface Decision {
  readonly act: Act;
  /** What the conversation is about from now on, if that's known. */
  readonly topic?: Topic | undefined;
}

/** Decides what to do about one message. */
export function decide(circumstances: Circumstances): Decision {
  const { phrase, pointed } = circumstances;
  if (phrase.kind === 'stop' && pointed?.by !== 'sending') return { act: { kind: 'forget' } };
  if (pointed && !pointed.topic) return { act: { kind: saysNothing(phrase) ? 'help' : 'not a message' } };
  const topic = pointed?.topic ? continued(pointed.topic, circumstances.topic) : circumstances.topic;
  if (!topic) return { act: { kind: saysNothing(phrase) ? 'help' : 'no photo' } };
  return topic.kind === 'photo' ? aboutOne(topic, circumstances) : aboutSeveral(topic, circumstances);
}

/** Whether the message says nothing about ages, as far as it's understood. */
const saysNothing = ({ kind }: Phrase): boolean => kind === 'other' || kind === 'help';

/** A photo that the conversation is already about keeps its age. */
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
      // After the question about the age, words that aren't understood may be meant as the age.
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

/** The person chose one of several photos; `index` starts at 0. */
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

/** Whether people can ask for this age. */
export function isWithin(age: number, { min, max }: AgeBounds): boolean {
  return Number.isInteger(age) && age >= min && age <= max;
}
