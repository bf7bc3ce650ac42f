import type { NumberWords } from './number-words.ts';

/**
 * What people write in one language, in groups. Each group is a text of words in lower case, separated by spaces; `_`
 * stands for a space within an entry, so `before_and_after` is one entry of three words. Of several entries that fit,
 * the longest counts. In Chinese, Japanese and Korean the words of a sentence are found without spaces between them.
 *
 * A word in no group is unknown, and next to unknown words nothing is certain. So list what people really write, with
 * all its endings, and put nothing into a group that could also mean something else in this language.
 */
export interface LanguageWords {
  /** After a number: it's an age. "60 yo" */
  readonly ageUnits?: string;
  /** After a number: it counts years. "60 years" */
  readonly yearUnits?: string;
  /** After the years of an age. "60 years old" */
  readonly yearsOld?: string;

  /** Ten years less, or more, without a number; also with one, before or after it. "younger", "5 years younger" */
  readonly younger?: string;
  readonly older?: string;
  /** Years less, or more, only with a number. "5 less", "5 years ago", "minus 5" */
  readonly fewer?: string;
  readonly more?: string;
  /**
   * Those of `fewer` and `more` that stand only before their number: "plus 5", but not "60 plus". One of `younger` and
   * `older` can stand there too, if years follow: Chinese "年轻 10 岁".
   */
  readonly leading?: string;
  /** Between such a word and its number. "older by 5" */
  readonly by?: string;
  /** Before years from now. "in 10 years" */
  readonly fromNow?: string;

  /** Asks for somebody at an age or in a time of life: "make me 60". A name can follow: "make Anna 60". */
  readonly makers?: string;
  /** Directly before the age that is wanted; the rest can then contain unknown words. "at 60" */
  readonly anchors?: string;
  /** Before the age that somebody has, not the one they want. "I am 30" */
  readonly present?: string;
  /** Between two numbers of a list. "20 and 40" */
  readonly joining?: string;
  /** Things, singular and plural. After a number they say that it's no age: "5 photos", "2 people". */
  readonly things?: string;
  /** With one of these, nothing is certain. "not", "or", "how old" */
  readonly doubts?: string;

  /** Somebody in a time of life. "make me a child", "make me a grandma", "as a baby" */
  readonly child?: string;
  readonly elderly?: string;
  readonly baby?: string;
  /** Can be before these without a maker. "as a child" */
  readonly introducing?: string;

  /** The message begins with one of these. "stop", "forget everything" */
  readonly stop?: string;
  readonly help?: string;
  /** The same picture once more. "again" */
  readonly again?: string;
  readonly timeline?: string;
  readonly beforeAfter?: string;
  /** Asks about stored data, to see or delete it. "delete my data" */
  readonly myData?: string;
  readonly thanks?: string;
  readonly hello?: string;
  /** All of several faces. "everyone" */
  readonly everyone?: string;

  /** Without a meaning of their own, by themselves too. "please" */
  readonly polite?: string;
  /** Without a meaning of their own next to words that have one. "me", "the", "want" */
  readonly fillers?: string;

  readonly numbers?: NumberWords;
}

/** A group of words. */
export type Role = Exclude<keyof LanguageWords, 'numbers'>;

/** The words of one language, ready to be looked up. */
export interface Language {
  is(role: Role, word: string): boolean;
  /** Whether a word is in any group. */
  knows(word: string): boolean;
  /** The longest entry has this many words. */
  readonly longestEntry: number;
  /** The longest entry has this many characters. */
  readonly longestWord: number;
  readonly numbers: NumberWords;
}

const NO_NUMBERS: NumberWords = { spelled: new Map(), parts: new Set(), others: new Set() };

/** Prepares a language for looking up. */
export function createLanguage({ numbers = NO_NUMBERS, ...groups }: LanguageWords): Language {
  const rolesOf = new Map<string, Set<Role>>();
  for (const [role, text] of Object.entries(groups) as [Role, string][]) {
    for (const word of text.split(/\s+/).filter(Boolean)) {
      rolesOf.set(word, (rolesOf.get(word) ?? new Set()).add(role));
    }
  }
  const words = [...rolesOf.keys()];
  const all = [...words, ...numbers.spelled.keys(), ...numbers.others];
  return {
    is: (role, word) => rolesOf.get(word)?.has(role) === true,
    knows: (word) => rolesOf.has(word),
    longestEntry: Math.max(1, ...words.map((word) => word.split('_').length)),
    longestWord: Math.max(1, ...all.map((word) => word.length)),
    numbers,
  };
}
