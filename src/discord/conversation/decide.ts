import type { PictureOrigin } from '../../aging/request/age-request.ts';
import { isTimeline, usualTimeline } from '../../aging/request/timeline.ts';
import type { Phrase } from '../words/phrase.ts';
import { besideWaiting, isSamePhoto, type OnePhoto, type SeveralPhotos, type Topic } from './topic.ts';

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

/** A picture at an age, or a timeline whose last age that is. */
export interface Wish {
  readonly age: number;
  readonly timeline?: readonly number[] | undefined;
}

/** What to do about a message. */
export type Act =
  | ({ readonly kind: 'make'; readonly photo: PictureOrigin } & Wish)
  | { readonly kind: 'ask age'; readonly photo: PictureOrigin }
  | { readonly kind: 'ask which'; readonly photos: SeveralPhotos }
  | { readonly kind: 'out of range' }
  | { readonly kind: 'no timeline' }
  /** Already the oldest or the youngest age, or one beyond it. */
  | { readonly kind: 'at the bound'; readonly age: number }
  /** Shows an answer next to its photo. */
  | { readonly kind: 'compare' }
  | { readonly kind: 'not a message' }
  | { readonly kind: 'no photo' }
  | { readonly kind: 'help' }
  | { readonly kind: 'greet' }
  | { readonly kind: 'welcome' }
  | { readonly kind: 'my data' }
  | { readonly kind: 'forget' };

export interface Decision {
  readonly act: Act;
  /** What the conversation is about from now on, if that's known. */
  readonly topic?: Topic | undefined;
}

/** "Make me a child" and "make me old", in years, where the rules allow these ages. */
const CHILD = 12;
const ELDERLY = 75;

/** Acts that need no photo and don't change the conversation. */
const ASIDE: Readonly<Partial<Record<Phrase['kind'], Act>>> = {
  stop: { kind: 'forget' },
  'my data': { kind: 'my data' },
  thanks: { kind: 'welcome' },
  hello: { kind: 'greet' },
  'before and after': { kind: 'compare' },
};

/** Decides what to do about one message. */
export function decide(circumstances: Circumstances): Decision {
  const { phrase, pointed } = circumstances;
  const aside = ASIDE[phrase.kind];
  // A photo with the caption "hi" is a photo.
  if (aside && pointed?.by !== 'sending') return { act: aside };
  if (pointed && !pointed.topic) return { act: { kind: saysNothing(phrase) ? 'help' : 'not a message' } };
  const topic = pointed?.topic ? continued(pointed.topic, circumstances) : circumstances.topic;
  if (!topic) return { act: { kind: saysNothing(phrase) ? 'help' : 'no photo' } };
  return topic.kind === 'photo' ? aboutOne(topic, circumstances) : aboutSeveral(topic, circumstances);
}

/** Whether the message asks for no picture, as far as it's understood. */
const saysNothing = ({ kind }: Phrase): boolean => kind === 'other' || kind === 'help' || kind in ASIDE;

/** A photo that the conversation is already about keeps its age. */
function continued(pointed: Topic, { topic: before, pointed: how }: Circumstances): Topic {
  const isKnown = pointed.kind === 'photo' && pointed.age === undefined && before?.kind === 'photo';
  if (isKnown && isSamePhoto(pointed.photo, before.photo)) return before;
  return how?.by === 'sending' ? besideWaiting(pointed, before) : pointed;
}

function aboutOne(topic: OnePhoto, circumstances: Circumstances): Decision {
  const { phrase, pointed, bounds } = circumstances;
  const { photo } = topic;
  const askAge: Decision = { topic, act: { kind: 'ask age', photo } };
  const wish = wishIn(phrase, topic, bounds);
  if (wish) {
    if ('kind' in wish) return { topic, act: wish };
    // The age is for one of the photos that wait for it, and the message doesn't say which.
    const others = pointed ? [] : (topic.waiting ?? []);
    return others.length > 0 ? askWhich(several([...others, photo], wish)) : make(photo, wish);
  }
  switch (phrase.kind) {
    case 'help':
      return pointed?.by === 'sending' ? askAge : { topic, act: { kind: 'help' } };
    case 'other':
      // After the question about the age, words that aren't understood may be meant as the age.
      if (topic.age === undefined && !pointed) return askAge;
      return pointed && pointed.by !== 'reply to answer' ? askAge : { topic, act: { kind: 'help' } };
    default:
      return askAge;
  }
}

function aboutSeveral(topic: SeveralPhotos, { phrase, pointed, bounds }: Circumstances): Decision {
  const chosen = phrase.kind === 'age' && !pointed ? topic.photos[phrase.age - 1] : undefined;
  if (chosen) return choose(chosen, topic);
  const wish = wishIn(phrase, topic, bounds);
  if (wish) return 'kind' in wish ? { topic, act: wish } : askWhich(several(topic.photos, wish));
  if (saysNothing(phrase) && !pointed) return { topic, act: { kind: 'help' } };
  return askWhich(topic);
}

/** What a phrase asks for, or why it can't be had; `undefined` if it doesn't say. */
function wishIn(phrase: Phrase, before: Topic, { min, max }: AgeBounds): Wish | Act | undefined {
  const within = (age: number) => Math.min(Math.max(age, min), max);
  switch (phrase.kind) {
    case 'age':
      return isWithin(phrase.age, { min, max }) ? { age: phrase.age } : { kind: 'out of range' };
    case 'change': {
      if (before.kind !== 'photo' || before.age === undefined) return undefined;
      const age = within(before.age + phrase.years);
      return age === before.age && phrase.years !== 0 ? { kind: 'at the bound', age } : { age };
    }
    case 'life':
      if (phrase.time === 'baby') return { kind: 'at the bound', age: min };
      return { age: within(phrase.time === 'child' ? CHILD : ELDERLY) };
    case 'again':
      return before.kind === 'photo' && before.age !== undefined
        ? { age: before.age, ...(before.timeline && { timeline: before.timeline }) }
        : undefined;
    case 'timeline': {
      const timeline = phrase.ages ?? usualTimeline(min);
      return isTimeline(timeline, min) ? { age: timeline.at(-1) ?? max, timeline } : { kind: 'no timeline' };
    }
    default:
      return undefined;
  }
}

/** The person chose one of several photos. */
function choose(photo: PictureOrigin, { age, timeline }: SeveralPhotos): Decision {
  return age === undefined
    ? { topic: { kind: 'photo', photo }, act: { kind: 'ask age', photo } }
    : make(photo, { age, ...(timeline && { timeline }) });
}

function make(photo: PictureOrigin, wish: Wish): Decision {
  const { age, timeline } = wish;
  const kept = { age, ...(timeline && { timeline: [...timeline] }) };
  return { topic: { kind: 'photo', photo, ...kept }, act: { kind: 'make', photo, ...kept } };
}

function several(photos: PictureOrigin[], { age, timeline }: Wish): SeveralPhotos {
  return { kind: 'photos', photos, age, ...(timeline && { timeline: [...timeline] }) };
}

function askWhich(photos: SeveralPhotos): Decision {
  return { topic: photos, act: { kind: 'ask which', photos } };
}

/** Whether people can ask for this age. */
export function isWithin(age: number, { min, max }: AgeBounds): boolean {
  return Number.isInteger(age) && age >= min && age <= max;
}
