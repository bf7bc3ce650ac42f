import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const CORPUS = join(import.meta.dirname, '..', 'corpus');

/** Small pictures of all formats, and those of them that a pattern matches. */
export function pictures(pattern = '*'): readonly Uint8Array[] {
  const heic = join(import.meta.dirname, '../../unit/picture/fixtures/grace-hopper-turned.heic');
  const files = [
    ...globSync(join(CORPUS, 'pictures', pattern)).toSorted(),
    ...(/heic|^\*$/.test(pattern) ? [heic] : []),
  ];
  return files.map((file) => readFileSync(file));
}

/** What made a target fail before. */
export function regressionsOf(target: string): { readonly name: string; readonly input: Uint8Array }[] {
  const files = globSync(join(CORPUS, target, '*')).toSorted();
  return files.map((file) => ({ name: basename(file), input: readFileSync(file) }));
}

export const corpusOf = (target: string): string => join(CORPUS, target);

export const asJson = (...values: readonly unknown[]): Uint8Array[] =>
  values.map((value) => Buffer.from(JSON.stringify(value)));
