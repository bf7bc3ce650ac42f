import { allLanguages, wordsOf } from './all-languages.ts';
import type { Language } from './language.ts';
import { sentenceOf, type Part, type Sentence } from './parts.ts';
import { OTHER, UNCLEAR, type Phrase } from './phrase.ts';
import { plainText } from './plain-text.ts';
import { readAgeIn } from './read-ages.ts';
import { readWordsIn } from './read-words.ts';

/** Links, mentions, custom emojis and timestamps contain digits that aren't ages. */
const NOISE = /(?:https?:\/\/|www\.)\S+|<[^>\s]*>/g;

/** Nothing is paid for these, so some unknown words don't matter. */
const FREE: ReadonlySet<Phrase['kind']> = new Set(['stop', 'help', 'thanks', 'hello', 'my data']);

/**
 * Reads any message; never throws. Ages and years are whole numbers, not necessarily sensible ones. What could mean two
 * things, or is next to unknown words, is `unclear`.
 *
 * Each language reads the message by itself, so its words never change what another language makes of it. The person's
 * own language decides if it's certain, or knows all words. Otherwise English, and the languages that know every word,
 * must agree.
 *
 * @param locale the person's, as Discord has it.
 */
export function readPhrase(message: string, locale = 'en'): Phrase {
  const text = plainText(message).replaceAll(NOISE, ' ').replaceAll(/\s+/g, ' ').trim();
  const language = wordsOf(locale);
  const own = readIn(text, language);
  if (isCertain(own.phrase)) return own.phrase;
  if (own.isKnown && own.phrase === UNCLEAR) return UNCLEAR;
  const others = [...allLanguages().values()].filter((each) => each !== language);
  const readings = others.map((each) => ({ ...readIn(text, each), isEnglish: each === wordsOf('en') }));
  const certain = readings.filter(
    ({ phrase, isKnown, isEnglish }) => isCertain(phrase) && (isKnown || isEnglish || FREE.has(phrase.kind)),
  );
  const found = new Map(certain.map(({ phrase }) => [JSON.stringify(phrase), phrase]));
  // The words mean nothing in the person's language, and something in another: "once" is eleven in Spanish.
  if (own.isKnown) return found.size > 0 ? UNCLEAR : OTHER;
  const [phrase, another] = found.values();
  if (phrase && !another) return phrase;
  const isUnclear = [own, ...readings].some((reading) => reading.phrase === UNCLEAR);
  return another || isUnclear ? UNCLEAR : OTHER;
}

interface Reading {
  readonly phrase: Phrase;
  /** Whether this language knows every word, and there is one. */
  readonly isKnown: boolean;
}

const isCertain = ({ kind }: Phrase): boolean => kind !== 'unclear' && kind !== 'other';

/** What a text means in one language. */
function readIn(text: string, language: Language): Reading {
  const sentence = sentenceOf(text, language);
  const isKnown = sentence.isKnown && sentence.parts.some(({ kind }) => kind !== 'pause');
  return { phrase: stopIn(sentence) ?? timelineIn(sentence) ?? meaningIn(sentence), isKnown };
}

function meaningIn(sentence: Sentence): Phrase {
  if (sentence.parts.some(({ kind }) => kind === 'unclear')) return UNCLEAR;
  return readAgeIn(sentence) ?? readWordsIn(sentence);
}

/** "stop", "please delete everything"; not "stop at 60". */
function stopIn({ parts, is }: Sentence): Phrase | undefined {
  const first = parts.find((part) => part.kind === 'word' && !is('polite', part));
  const hasNumber = parts.some((part) => part.kind === 'unclear' || (part.kind === 'number' && !part.isSmallWord));
  return is('stop', first) && !hasNumber ? { kind: 'stop' } : undefined;
}

/** "timeline", "timeline 20, 40 and 60"; without ages that are understood, as in "timeline 20-40", the list is empty. */
function timelineIn({ parts, is, has, knows, isFiller }: Sentence): Phrase | undefined {
  if (!has('timeline')) return undefined;
  // Another language may know them.
  if (has('doubts') || !parts.every(knows)) return UNCLEAR;
  const isAside = (part: Part) => isFiller(part) || ASIDE.some((role) => is(role, part));
  const said = parts.filter((part) => !isAside(part));
  if (said.length === 0) return { kind: 'timeline' };
  const ages = said.flatMap((part) => (part.kind === 'number' && part.sign === undefined ? [part.value] : []));
  return { kind: 'timeline', ages: ages.length === said.length ? ages : [] };
}

const ASIDE = ['timeline', 'joining', 'makers', 'anchors', 'introducing'] as const;
