import { globSync, readFileSync } from 'node:fs';

/** A text in single quotes, double quotes or backticks that begins like a sentence. */
const SENTENCE = /'((?:[A-Z]|Picture)[^'\n]* [^'\n]*)'|"([A-Z][^"\n]* [^"\n]*)"|`((?:[A-Z]|\$\{used\})[^`]* [^`]*)`/g;
const LOG_CALL = /\b(?:logger|log)(?:\?\.|\.)(?:warn|error|fatal)\(/g;
/** Longest call that is searched for its text. */
const CALL_LENGTH = 300;

/** Files of `src/ops` whose sentences are shown elsewhere. */
const ELSEWHERE = ['metrics.ts', 'server.ts', 'terminal-log.ts'];

/** What the operator can find in the log or in an alert, up to its first variable part or the end of its sentence. */
export function logSentences(): string[] {
  const ops = globSync('src/ops/**/*.ts').filter((file) => !ELSEWHERE.some((name) => file.endsWith(name)));
  const ofOps = ops.flatMap((file) => sentencesIn(withoutComments(readFileSync(file, 'utf8'))));
  const others = globSync('src/**/*.ts').filter((file) => !file.startsWith('src/ops/'));
  const ofOthers = others.flatMap((file) => {
    const code = withoutComments(readFileSync(file, 'utf8'));
    return [...code.matchAll(LOG_CALL)].flatMap(({ index }) => {
      const [first] = sentencesIn(code.slice(index, index + CALL_LENGTH).split('\n  }')[0] ?? '');
      return first === undefined ? [] : [first];
    });
  });
  return [...new Set([...ofOps, ...ofOthers])].toSorted();
}

function sentencesIn(code: string): string[] {
  return [...code.matchAll(SENTENCE)].map(([, ...groups]) =>
    beginning(groups.find((text) => text !== undefined) ?? ''),
  );
}

/** Up to the first `${…}`, or the first colon, semicolon, comma, bracket or full stop. */
function beginning(sentence: string): string {
  return (sentence.replace(/^\$\{\w+\} /, '').split(/\$\{|[:;,(.]/, 1)[0] ?? '').trim();
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}
