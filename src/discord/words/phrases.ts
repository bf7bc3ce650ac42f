import { plainText } from './plain-text.ts';
import { tokensOf, type NumberToken, type Token } from './tokens.ts';
import * as words from './vocabulary.ts';

/** What a message means, as far as it's about ages. */
export type Phrase =
  | { readonly kind: 'age'; readonly age: number }
  /** Years to add. */
  | { readonly kind: 'change'; readonly years: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'help' }
  /** It may mean an age or a change, but it's not certain which. The bot asks, because a picture costs money. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'other' };

/** "Older" and "younger" without a number. */
const STEP = 10;
/** Next to another number, a number from here on is the year of the photo. */
const CALENDAR_YEAR = 1000;

/** Links, mentions, custom emojis and timestamps contain digits that aren't ages. */
const NOISE = /(?:https?:\/\/|www\.)\S+|<[^>\s]*>/g;
const STOP =
  /^(?:please |bitte )?(?:stop|stopp|delete|forget|erase|lösch|lösche|löschen|vergiss|arrête|supprime|oublie|borra|borrar|olvida)(?![\p{L}\d])\D*$/u;
const HELP = /^[^\p{L}\p{N}]*(?:help|hilfe|aide|ayuda)[^\p{L}\p{N}]*$/u;

const UNCLEAR: Phrase = { kind: 'unclear' };

/** A comparison with the current age: 1 for older, -1 for younger. */
interface Comparison {
  readonly kind: 'comparison';
  readonly by: 1 | -1;
  /** Whether it's complete without a number. */
  readonly isWhole: boolean;
  /** Whether its number can only follow. */
  readonly leads: boolean;
}
type Part = Token | Comparison;

/**
 * Reads any message; never throws. Ages and years are whole numbers, not necessarily sensible ones. What could mean two
 * things, or is next to unknown words, is `unclear`.
 */
export function readPhrase(message: string): Phrase {
  const text = plainText(message).replaceAll(NOISE, ' ').replaceAll(/\s+/g, ' ').trim();
  if (STOP.test(text)) return { kind: 'stop' };
  if (HELP.test(text)) return { kind: 'help' };
  const parts = withComparisons(tokensOf(text));
  const numbers = parts.filter((part, index) => isMeant(part, parts, index));
  if (parts.some(({ kind }) => kind === 'unclear')) return UNCLEAR;
  if (numbers.length === 0) return justOlder(parts);
  if (parts.some((part) => words.DOUBTS.has(wordOf(part)))) return UNCLEAR;
  const wanted = numbers.filter((number) => isWanted(parts, number, numbers.length > 1));
  const [number, another] = wanted;
  if (!number || another) return UNCLEAR;
  const others = numbers.filter((other) => other !== number);
  return changeBy(parts, number) ?? wantedAge(parts, number, others);
}

/** "One" or "five" is a number only where years follow, or a comparison of ages, or in "sixty and five". */
function isMeant(part: Part, parts: readonly Part[], index: number): part is NumberToken {
  const next = parts[index + 1];
  const isJoined = words.JOINING.has(wordOf(parts[index - 1])) && parts[index - 2]?.kind === 'number';
  return (
    part.kind === 'number' &&
    (!part.isSmallWord || isJoined || part.unit !== undefined || (next?.kind === 'comparison' && next.isWhole))
  );
}

function withComparisons(tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    const word = wordOf(token);
    const next = wordOf(tokens[index + 1]);
    const isPair = words.COMPARING.has(word) && (words.YOUNG.has(next) || words.AGED.has(next));
    if (isPair) {
      parts.push({ kind: 'comparison', by: words.YOUNG.has(next) ? -1 : 1, isWhole: true, leads: false });
      index += 1;
    } else if (words.FEWER.has(word) || words.MORE.has(word)) {
      const by = words.FEWER.has(word) ? -1 : 1;
      parts.push({ kind: 'comparison', by, isWhole: words.JUST.has(word), leads: words.LEADING.has(word) });
    } else parts.push(token);
  }
  return parts;
}

/** Not the age that somebody has, a count of something else, or a year of the calendar. */
function isWanted(parts: readonly Part[], number: NumberToken, isOneOfSeveral: boolean): boolean {
  const at = parts.indexOf(number);
  if (words.PRESENT.has(wordOf(parts[at - 1])) || words.COUNTED.has(wordOf(parts[at + 1]))) return false;
  return !(isOneOfSeveral && number.value >= CALENDAR_YEAR);
}

function justOlder(parts: readonly Part[]): Phrase {
  const [comparison, another] = parts.filter((part) => part.kind === 'comparison');
  if (!comparison?.isWhole) {
    // "one more"
    return comparison && parts.some(({ kind }) => kind === 'number') ? UNCLEAR : { kind: 'other' };
  }
  // Unknown words could say how many years.
  const isPlain = parts.every((part) => part === comparison || isFiller(part));
  return isPlain && !another ? { kind: 'change', years: comparison.by * STEP } : UNCLEAR;
}

/** "-5", "5 years younger", "younger by 5", "in 10 years". */
function changeBy(parts: readonly Part[], number: NumberToken): Phrase | undefined {
  const at = parts.indexOf(number);
  const after = parts[at + 1];
  const isBy = words.BY.has(wordOf(parts[at - 1])) && parts[at - 2]?.kind === 'comparison';
  const start = isBy ? at - 2 : at - 1;
  const before = parts[start];
  const isFromNow = wordOf(before) === 'in' && number.unit === 'years';
  const found = [
    ...(number.sign ? [number.sign === '+' ? 1 : -1] : []),
    ...(after?.kind === 'comparison' ? [after.by] : []),
    ...(before?.kind === 'comparison' ? [before.by] : []),
    ...(isFromNow ? [1] : []),
  ];
  const [direction, another] = found;
  if (direction === undefined) return undefined;
  const isOnly = another === undefined && parts.filter(({ kind }) => kind === 'comparison').length <= 1;
  // "60 plus", "older 70": perhaps an age.
  const isOdd =
    (after?.kind === 'comparison' && after.leads) || (before?.kind === 'comparison' && before.isWhole && !isBy);
  const tail = parts[after?.kind === 'comparison' ? at + 2 : at + 1];
  const countsYears = number.unit === 'years' || words.YEAR_UNITS.has(wordOf(tail));
  const isYears = countsYears || (isFiller(tail) && !words.COUNTED.has(wordOf(tail)));
  // What is before the number could be a part of it: "treinta y 5 años más joven".
  const first = before?.kind === 'comparison' || isFromNow ? start : at;
  const isCertain = isOnly && !isOdd && isYears && number.unit !== 'age' && isOpen(parts, first);
  return isCertain ? { kind: 'change', years: direction * number.value || 0 } : UNCLEAR;
}

function wantedAge(parts: readonly Part[], number: NumberToken, others: readonly Part[]): Phrase {
  const at = parts.indexOf(number);
  const isAnchored = words.ANCHORS.has(wordOf(parts[at - 1])) && isFiller(parts[at + 1]);
  const isCompared = parts.some(({ kind }) => kind === 'comparison');
  const isCertain = isCompared
    ? isAnchored && number.unit !== 'years'
    : isAnchored ||
      (isOpen(parts, at) && isFiller(parts[at + 1]) && (number.unit === 'age' || isNamed(parts, at))) ||
      parts.every(
        (part) => part === number || others.includes(part) || isFiller(part) || words.PRESENT.has(wordOf(part)),
      );
  return isCertain ? { kind: 'age', age: number.value } : UNCLEAR;
}

/** Whether what is before this position isn't a part of the number there. */
function isOpen(parts: readonly Part[], at: number): boolean {
  return (isFiller(parts[at - 1]) && !words.JOINING.has(wordOf(parts[at - 1]))) || isNamed(parts, at);
}

/** "make Anna 60", "make my brother 60" */
function isNamed(parts: readonly Part[], at: number): boolean {
  const isMaker = (index: number) => words.MAKERS.has(wordOf(parts[index]));
  return parts[at - 1]?.kind === 'word' && (isMaker(at - 2) || (isFiller(parts[at - 2]) && isMaker(at - 3)));
}

const wordOf = (part: Part | undefined): string => (part?.kind === 'word' ? part.word : '');

/** Has no meaning of its own; nothing at all counts too. */
function isFiller(part: Part | undefined): boolean {
  if (part === undefined || part.kind === 'pause') return true;
  // "this one", "you two"
  if (part.kind === 'number') return part.isSmallWord && part.unit === undefined && part.value <= 2;
  return part.kind === 'word' && words.FILLERS.has(part.word);
}
