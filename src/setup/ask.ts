import { cancel, confirm, intro, isCancel, log, note, outro, password, spinner, text } from '@clack/prompts';

/** How setup talks to the operator. */
export interface Ask {
  intro(title: string): void;
  /** Asks for a secret, which is not shown. */
  secret(message: string): Promise<string>;
  text(message: string, check: (value: string) => string | undefined): Promise<string>;
  confirm(message: string): Promise<boolean>;
  /** Shows that something takes time. */
  during<T>(message: string, work: () => Promise<T>): Promise<T>;
  say(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  note(title: string, message: string): void;
  /** Lines to copy, without decoration. */
  plain(line: string): void;
  outro(message: string): void;
}

/** The operator pressed Ctrl-C or Escape. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Questions on a terminal. Each throws {@link Cancelled}. */
export function createTerminalAsk(): Ask {
  return {
    intro,
    secret: async (message) => answered(await password({ message, validate: required })),
    text: async (message, check) =>
      answered(await text({ message, defaultValue: '', validate: (value) => check(value ?? '') })),
    confirm: async (message) => answered(await confirm({ message })),
    async during(message, work) {
      const waiting = spinner();
      waiting.start(message);
      try {
        return await work();
      } finally {
        waiting.clear();
      }
    },
    say: (message) => log.success(message),
    warn: (message) => log.warn(message),
    error: (message) => log.error(message),
    note: (title, message) => note(message, title),
    plain: (line) => process.stdout.write(`${line}\n`),
    outro,
  };
}

function required(value: string | undefined): string | undefined {
  return value?.trim() ? undefined : 'Paste it here, or press Ctrl-C to stop.';
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (!isCancel(answer)) return answer as Exclude<T, symbol>;
  cancel('Nothing was changed.');
  throw new Cancelled();
}
