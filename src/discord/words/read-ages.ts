import type { Part, Sentence } from './parts.ts';
import { UNCLEAR, type Phrase } from './phrase.ts';
import type { NumberToken } from './tokens.ts';

/** Next to another number, a number from here on is the year of the photo. */
const CALENDAR_YEAR = 1000;

/** What a message with numbers means; `undefined` if none of them counts years. */
export function readAgeIn(sentence: Sentence): Phrase | undefined {
  const { parts, has } = sentence;
  const numbers = parts.filter((part, index) => isMeant(sentence, part, index));
  if (numbers.length === 0) return undefined;
  if (has('doubts')) return UNCLEAR;
  const wanted = numbers.filter((number) => isWanted(sentence, number, numbers.length > 1));
  const [number, another] = wanted;
  if (!number || another) return UNCLEAR;
  const others = numbers.filter((other) => other !== number);
  return changeBy(sentence, number) ?? wantedAge(sentence, number, others);
}

/** "Five" is a number only where years follow, or a comparison of ages, or in "sixty and five". "One older" isn't one. */
function isMeant({ parts, is }: Sentence, part: Part, index: number): part is NumberToken {
  const next = parts[index + 1];
  const isJoined = is('joining', parts[index - 1]) && parts[index - 2]?.kind === 'number';
  return (
    part.kind === 'number' &&
    (!part.isSmallWord ||
      isJoined ||
      part.unit !== undefined ||
      (part.value > 1 && next?.kind === 'comparison' && next.isWhole))
  );
}

/** Not the age that somebody has, a count of something else, or a year of the calendar. */
function isWanted({ parts, is }: Sentence, number: NumberToken, isOneOfSeveral: boolean): boolean {
  const at = parts.indexOf(number);
  if (is('present', parts[at - 1]) || is('things', parts[at + 1])) return false;
  return !(isOneOfSeveral && number.value >= CALENDAR_YEAR);
}

/** "-5", "5 years younger", "younger by 5", "by 5 younger", "in 10 years". */
function changeBy(sentence: Sentence, number: NumberToken): Phrase | undefined {
  const { parts, is, isFiller } = sentence;
  const at = parts.indexOf(number);
  const after = parts[at + 1];
  const isBy = is('by', parts[at - 1]) && parts[at - 2]?.kind === 'comparison';
  const start = isBy ? at - 2 : at - 1;
  const before = parts[start];
  const isFromNow = is('fromNow', before) && number.unit === 'years';
  const found = [
    ...(number.sign ? [number.sign === '+' ? 1 : -1] : []),
    ...(after?.kind === 'comparison' ? [after.by] : []),
    ...(before?.kind === 'comparison' ? [before.by] : []),
    ...(isFromNow ? [1] : []),
  ];
  const [direction, another] = found;
  if (direction === undefined) return undefined;
  const isOnly = another === undefined && parts.filter(({ kind }) => kind === 'comparison').length <= 1;
  const tail = parts[after?.kind === 'comparison' ? at + 2 : at + 1];
  const countsYears = number.unit === 'years' || is('yearUnits', tail);
  // "60 plus", "older 70": perhaps an age. In Chinese, "older 10 years" is 10 years older.
  const isOdd =
    (after?.kind === 'comparison' && after.leads) ||
    (before?.kind === 'comparison' && before.isWhole && !isBy && !(before.leads && countsYears));
  const isYears = countsYears || (isFiller(tail) && !is('things', tail));
  // What is before the number could be a part of it: "treinta y 5 años más joven". Not "by": "o 5 lat młodziej".
  const first = before?.kind === 'comparison' || isFromNow || is('by', before) ? start : at;
  const isCertain = isOnly && !isOdd && isYears && number.unit !== 'age' && isOpen(sentence, first);
  return isCertain ? { kind: 'change', years: direction * number.value || 0 } : UNCLEAR;
}

function wantedAge(sentence: Sentence, number: NumberToken, others: readonly Part[]): Phrase {
  const { parts, is, isFiller } = sentence;
  const at = parts.indexOf(number);
  const isAnchored = is('anchors', parts[at - 1]) && isFiller(parts[at + 1]);
  const isCompared = parts.some(({ kind }) => kind === 'comparison');
  const isCertain = isCompared
    ? isAnchored && number.unit !== 'years'
    : isAnchored ||
      (isOpen(sentence, at) && isFiller(parts[at + 1]) && (number.unit === 'age' || isNamed(sentence, at))) ||
      parts.every((part) => part === number || others.includes(part) || isFiller(part) || is('present', part));
  return isCertain ? { kind: 'age', age: number.value } : UNCLEAR;
}

/** Whether what is before this position isn't a part of the number there. */
function isOpen(sentence: Sentence, at: number): boolean {
  const { parts, is, isFiller } = sentence;
  return (isFiller(parts[at - 1]) && !is('joining', parts[at - 1])) || isNamed(sentence, at);
}

/** "make Anna 60", "make my brother 60" */
function isNamed({ parts, is, isFiller }: Sentence, at: number): boolean {
  const isMaker = (index: number) => is('makers', parts[index]);
  return parts[at - 1]?.kind === 'word' && (isMaker(at - 2) || (isFiller(parts[at - 2]) && isMaker(at - 3)));
}
