import { IntlMessageFormat, type Formatters } from 'intl-messageformat';
import type { TextParams } from './explained-error.ts';

/** A sentence that is ready to be filled in. */
export interface Message {
  /** The names of its `{places}`. */
  readonly names: ReadonlySet<string>;
  /** Fills in the places; those without a value stay visible. */
  format(params: TextParams): string;
}

/**
 * Compiles ICU messages of one language, each once.
 *
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/
 * @param tag the language, such as `pt-BR`
 */
export function createMessages(tag: string): (source: string) => Message {
  const compiled = new Map<string, Message>();
  const formatters = sharedFormatters(tag);
  return (source) => {
    const known = compiled.get(source);
    if (known) return known;
    const message = compile(source, tag, formatters);
    compiled.set(source, message);
    return message;
  };
}

function compile(source: string, tag: string, formatters: Formatters): Message {
  // Mentions such as `<@{user}>` aren't tags.
  const format = new IntlMessageFormat(source, tag, undefined, { ignoreTag: true, formatters });
  const names = new Set(namesIn(format.getAst()));
  return {
    names,
    format(params) {
      const values = Object.fromEntries(Array.from(names, (name) => [name, params[name] ?? `{${name}}`]));
      return String(format.format(values));
    },
  };
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

function namesIn(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (!('value' in part) || part.type === LITERAL) return [];
    const inner = 'options' in part ? Object.values(part.options).flatMap(({ value }) => namesIn(value)) : [];
    return [part.value, ...inner];
  });
}

/** `TYPE.literal` of the parser, which is a package of its own. */
const LITERAL: Part['type'] = 0;

/** By default, each message would make formatters of its own, which takes longer than all the rest. */
function sharedFormatters(tag: string): Formatters {
  const rules = new Map<string | undefined, Intl.PluralRules>();
  const numbers = new Intl.NumberFormat(tag);
  return {
    getNumberFormat: (_tag, style) => (style === undefined ? numbers : new Intl.NumberFormat(tag, style)),
    getPluralRules: (_tag, options) => {
      const known = rules.get(options?.type) ?? new Intl.PluralRules(tag, options);
      rules.set(options?.type, known);
      return known;
    },
    getDateTimeFormat: (_tag, options) => new Intl.DateTimeFormat(tag, options),
  };
}
