/** One fenced block of TypeScript in a Markdown text. */
export interface CodeExample {
  /** The line of text before the block. */
  readonly heading: string;
  readonly code: string;
}

/** A block after a line that holds a path only, such as "1. `commands/age-range.ts`:", is that whole file. */
const WHOLE_FILE = /^(?:\d+\.\s+)?`([\w./-]+\.ts)`:$/;
/** A block after a line such as "Add the sentence to `texts` in `src/i18n/en.ts`:" goes into that object literal. */
const ADDITION = /to `(\w+)` in `([\w./-]+\.ts)`:$/;

/** @returns the TypeScript blocks of a Markdown text, in order, without the indentation of their lists */
export function codeExamples(markdown: string): CodeExample[] {
  const blocks = markdown.matchAll(/^([^\n]+)\n\n( *)```ts\n(.*?)^\2```$/gms);
  return [...blocks].map(([, heading = '', indent = '', code = '']) => ({
    heading: heading.trim(),
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** The path of the file that an example shows; undefined if it isn't a whole file. */
export const pathOf = ({ heading }: CodeExample): string | undefined => WHOLE_FILE.exec(heading)?.[1];

/** Where in an existing file an example is added; undefined if it isn't an addition. */
export function additionOf({ heading }: CodeExample): { readonly path: string; readonly object: string } | undefined {
  const [, object, path] = ADDITION.exec(heading) ?? [];
  return object !== undefined && path !== undefined ? { path, object } : undefined;
}
