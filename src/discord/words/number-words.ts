/** How a language writes the numbers from 1 to 99 in words. */
export interface NumberWords {
  /** Each spelling, its words separated by spaces. Hyphens between them are read as spaces. */
  readonly spelled: ReadonlyMap<string, number>;
  /** Every word of these spellings, except those that only join others. */
  readonly parts: ReadonlySet<string>;
  /** Words of numbers that aren't ages: "hundred". Next to one, a number isn't understood. */
  readonly others: ReadonlySet<string>;
}

interface Parts {
  /** 1 to 9, and 10 to 19. Other spellings of the same number follow after a slash: `two/twain`. */
  readonly units: string;
  readonly teens: string;
  /** 20, 30, … 90. */
  readonly tens: string;
  /** All spellings of one of the tens with a unit: `sixty five`, `fünfundsechzig`. */
  readonly join: (ten: string, unit: string) => readonly string[];
  readonly others?: string;
}

/** Number words of a language that builds them from tens and units. */
export function buildNumberWords({ units, teens, tens, join, others = '' }: Parts): NumberWords {
  const ones = spellings(units);
  const spelled = new Map<string, number>();
  const add = (value: number, words: readonly string[]) => words.forEach((word) => spelled.set(word, value));
  spellings(teens).forEach((words, index) => add(index + 10, words));
  spellings(tens).forEach((words, index) => {
    const value = (index + 2) * 10;
    add(value, words);
    for (const ten of words) {
      ones.forEach((each, unit) =>
        add(
          value + unit + 1,
          each.flatMap((one) => join(ten, one)),
        ),
      );
    }
  });
  ones.forEach((words, index) => add(index + 1, words));
  return numberWords(spelled, others);
}

/**
 * Number words of a language in which many have a form of their own: the words for 1 to 99 in order, `_` for a space
 * within one, a slash between spellings of the same.
 */
export function listNumberWords(list: string, others = ''): NumberWords {
  const spelled = spellings(list).flatMap((words, index) => words.map((word) => [word, index + 1] as const));
  return numberWords(spelled, others);
}

/** Chinese numerals, which Japanese uses too: 六, 十六, 六十, 六十五. */
export function chineseNumerals(others = '百 千 万 萬 億 亿 半'): NumberWords {
  const units = '一 二 三 四 五 六 七 八 九'.split(' ');
  return buildNumberWords({
    units: units.join(' '),
    teens: ['十', ...units.map((unit) => `十${unit}`)].join(' '),
    tens: units
      .slice(1)
      .map((unit) => `${unit}十`)
      .join(' '),
    join: (ten, unit) => [`${ten}${unit}`],
    others,
  });
}

/** Several ways to write numbers in one language, such as native and Chinese numbers in Korean. */
export function mergeNumberWords(...all: readonly NumberWords[]): NumberWords {
  const spelled = all.flatMap((each) => [...each.spelled]);
  return numberWords(spelled, all.flatMap((each) => [...each.others]).join(' '));
}

function numberWords(spelled: Iterable<readonly [string, number]>, others: string): NumberWords {
  const numbers = new Map(spelled);
  const words = [...numbers.keys()].map((spelling) => spelling.split(' '));
  // "y" in "sesenta y cinco" never begins a number.
  const first = words.map(([word = '']) => word);
  const last = words.map((each) => each.at(-1) ?? '');
  return {
    spelled: numbers,
    parts: new Set([...first, ...last]),
    others: new Set(others.split(/\s+/).filter(Boolean)),
  };
}

function spellings(list: string): string[][] {
  const entries = list.split(/\s+/).filter(Boolean);
  return entries.map((entry) => entry.split('/').map((word) => word.replaceAll('_', ' ')));
}
