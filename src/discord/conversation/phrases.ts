import { withDigits } from './number-words.ts';

/** What somebody means by a message, as far as it is about ages. */
export type Phrase =
  | { readonly kind: 'age'; readonly age: number }
  /** Years to add. */
  | { readonly kind: 'change'; readonly years: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'other' };

/** "Older" and "younger" without a number. */
const STEP = 10;
/** Ages that anybody could mean, of which one is taken where a message holds several numbers. */
const LIKELY = { min: 10, max: 80 };
const MOST_DIGITS = 3;

/** Links, mentions, custom emojis and timestamps hold digits that are no ages. */
const NOISE = /https?:\/\/\S+|<[^>\s]*>/g;
const STOP =
  /^(?:please |bitte )?(?:stop|stopp|delete|forget|erase|lösch|lösche|löschen|vergiss|arrête|supprime|oublie|borra|borrar|olvida)(?![\p{L}\d])\D*$/u;

const YEARS = String.raw`(?:[- ]?(?:years?|yrs?|y|jahre?|ans?|años?))?`;
const YOUNGER = String.raw`(?:younger|less|fewer|ago|minus|subtract|jünger|weniger|plus jeunes?|moins|más joven|menos)`;
const OLDER = String.raw`(?:older|more|plus|add|älter|mehr|plus vieux|plus vieille|plus âgée?|mayor|más viej[oa]|más)`;
const NUMBER = String.raw`(\d{1,${MOST_DIGITS}})`;
const edge = String.raw`(?<![\p{L}\d.,])`;
const end = String.raw`(?![\p{L}\d])`;

/** "5 years younger", "younger by 5", "-5". */
const FEWER_YEARS = changePattern(YOUNGER, '-−–');
/** "10 more", "plus 10", "+10", "in 10 years". */
const MORE_YEARS = changePattern(OLDER, '+');
const FROM_NOW = new RegExp(`${edge}in ${NUMBER} (?:years?|jahren|años)${end}`, 'u');
const JUST_YOUNGER = new RegExp(`${edge}(?:younger|jünger|plus jeunes?|más joven)${end}`, 'u');
const JUST_OLDER = new RegExp(
  `${edge}(?:older|älter|plus vieux|plus vieille|plus âgée?|mayor|más viej[oa]|más mayor)${end}`,
  'u',
);

/** "60", "27.5", "60yo", "60s"; not what is part of a name such as IMG_60 or 60fps. */
const SOME_NUMBER = /(?<![\p{L}\d.,_])\d+(?:[.,]\d+)?(?!\d)(?=(?:[yj]\p{L}*|ans?|años?|s|nd|rd|st|th)?(?![\p{L}\d]))/gu;
/** What comes before the age that somebody has, rather than the one that is wanted. */
const PRESENT_AGE = /(?:\b(?:i am|i'm|im|i’m|she is|he is|she's|he's|currently|from)|ich bin|j'ai|tengo) $/u;

/** Reads a message in whatever words; never throws. Ages and years are whole numbers, not necessarily sensible ones. */
export function readPhrase(message: string): Phrase {
  const text = withDigits(message.normalize('NFC').toLowerCase().replaceAll(NOISE, ' ')).replaceAll(/\s+/g, ' ').trim();
  if (STOP.test(text)) return { kind: 'stop' };

  const fewer = FEWER_YEARS.exec(text);
  if (fewer) return { kind: 'change', years: -numberIn(fewer) };
  const more = MORE_YEARS.exec(text) ?? FROM_NOW.exec(text);
  if (more) return { kind: 'change', years: numberIn(more) };

  const age = wantedAge(text);
  if (age !== undefined) return { kind: 'age', age };
  if (JUST_YOUNGER.test(text)) return { kind: 'change', years: -STEP };
  if (JUST_OLDER.test(text)) return { kind: 'change', years: STEP };
  return { kind: 'other' };
}

function changePattern(words: string, signs: string): RegExp {
  return new RegExp(
    `${edge}${NUMBER}${YEARS} ${words}${end}|${edge}${words} (?:by )?${NUMBER}${end}|(?:^[${signs}] ?| [${signs}])${NUMBER}${end}`,
    'u',
  );
}

/** The one group of a pattern's alternatives that matched; 0 needs no sign. */
function numberIn(match: RegExpExecArray): number {
  return Number(match.slice(1).find((group) => group !== undefined) ?? 0) || 0;
}

/** Of several numbers the last that can be an age; "I am 30, make me 60" means 60. */
function wantedAge(text: string): number | undefined {
  const isAlone = /^\D{0,3}\d+\D{0,3}$/u.test(text);
  const found = [...text.matchAll(SOME_NUMBER)].map((match) => ({
    age: Math.min(Math.round(Number(match[0].replace(',', '.'))), Number.MAX_SAFE_INTEGER),
    isPresent: PRESENT_AGE.test(text.slice(0, match.index)),
  }));
  // A year or the name of a camera is no age, unless there is nothing else it could be.
  const candidates = found.filter(({ age }) => isAlone || age < 10 ** MOST_DIGITS);
  const wanted = candidates.filter(({ isPresent }) => !isPresent);
  const likely = wanted.filter(({ age }) => age >= LIKELY.min && age <= LIKELY.max);
  return (likely.at(-1) ?? wanted.at(-1) ?? candidates.at(-1))?.age;
}
