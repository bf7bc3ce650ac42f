import type { Role } from './language.ts';
import type { Part, Sentence } from './parts.ts';
import { OTHER, UNCLEAR, type Phrase } from './phrase.ts';

/** "Older" and "younger" without a number. */
const STEP = 10;

/** What each of these groups means. If a message has several of them, it isn't clear. */
const MEANINGS: Readonly<Partial<Record<Role, Phrase>>> = {
  child: { kind: 'life', time: 'child' },
  elderly: { kind: 'life', time: 'elderly' },
  baby: { kind: 'life', time: 'baby' },
  beforeAfter: { kind: 'before and after' },
  myData: { kind: 'my data' },
};
/** These count only if nothing else does. */
const ASIDE: Readonly<Partial<Record<Role, Phrase>>> = {
  again: { kind: 'again' },
  help: { kind: 'help' },
  thanks: { kind: 'thanks' },
  hello: { kind: 'hello' },
};
/** More words than these around "hello" or "thanks" may say something that isn't understood. */
const SHORT = 4;

/** What a message without numbers means. */
export function readWordsIn(sentence: Sentence): Phrase {
  const { parts, has } = sentence;
  const comparisons = parts.filter((part) => part.kind === 'comparison');
  if (comparisons.some(({ isWhole }) => isWhole)) return justOlder(sentence);
  // "one more"
  if (comparisons.length > 0 && parts.some(({ kind }) => kind === 'number')) return UNCLEAR;
  const [role, another] = rolesIn(MEANINGS, sentence);
  if (role && another) return UNCLEAR;
  if (role) return meaningOf(role, sentence);
  const [aside] = rolesIn(ASIDE, sentence);
  if (!aside) return OTHER;
  const isPlain = isOnly(sentence, aside) && !has('doubts');
  if (aside === 'again') return isPlain ? { kind: 'again' } : UNCLEAR;
  const words = parts.filter(({ kind }) => kind === 'word');
  const isFree = isPlain || (aside !== 'help' && words.length <= SHORT && !has('makers'));
  return isFree ? (ASIDE[aside] ?? OTHER) : OTHER;
}

function rolesIn(meanings: Readonly<Partial<Record<Role, Phrase>>>, { has }: Sentence): Role[] {
  return (Object.keys(meanings) as Role[]).filter(has);
}

function meaningOf(role: Role, sentence: Sentence): Phrase {
  const { has } = sentence;
  const phrase = MEANINGS[role] ?? OTHER;
  // Reading it costs nothing.
  if (role === 'myData') return phrase;
  if (!isOnly(sentence, role) || has('doubts')) return UNCLEAR;
  return phrase.kind !== 'life' || isWish(sentence, role) ? phrase : UNCLEAR;
}

/** "make me old", "a child please", "grandma!"; not "my old photo" or "I am old". */
function isWish({ parts, is, has }: Sentence, role: Role): boolean {
  if (has('present') || has('things')) return false;
  const isBare = (part: Part) =>
    part.kind !== 'word' || is(role, part) || is('introducing', part) || is('polite', part) || is('thanks', part);
  return has('makers') || parts.every(isBare);
}

function justOlder({ parts, isFiller }: Sentence): Phrase {
  const [comparison, another] = parts.filter((part) => part.kind === 'comparison');
  // Unknown words could say how many years.
  const isPlain = parts.every((part) => part === comparison || isFiller(part));
  return comparison && isPlain && !another ? { kind: 'change', years: comparison.by * STEP } : UNCLEAR;
}

/** Whether everything else has no meaning of its own. */
function isOnly({ parts, is, isFiller }: Sentence, role: Role): boolean {
  return parts.every((part) => is(role, part) || isFiller(part) || is('makers', part) || is('introducing', part));
}
