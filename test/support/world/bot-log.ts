import { PATIENCE_MS } from 'discord-simulator/waiting';

export type LogLine = Readonly<Record<string, unknown>>;

/** What a bot has printed. */
export interface BotLog {
  /** Everything that it has printed so far. */
  readonly output: string;
  /** Its log, line by line. */
  readonly log: readonly LogLine[];
  /** Resolves with the first log line with this message. Rejects if the bot ends without one. */
  untilLogged(message: string | RegExp): Promise<LogLine>;
}

/** What a bot warned of, or worse. In which sandbox it decodes pictures depends on the machine, and doesn't count. */
export function warningsIn({ log }: BotLog): LogLine[] {
  return log.filter(({ level, sandbox }) => level !== 'info' && sandbox === undefined);
}

export interface WritableBotLog extends BotLog {
  write(text: string): void;
  /** The bot prints no more. */
  end(): void;
}

export function createBotLog(): WritableBotLog {
  let output = '';
  let incomplete = '';
  let ended = false;
  const log: LogLine[] = [];
  const changed = new EventTarget();
  const change = () => changed.dispatchEvent(new Event('change'));

  return {
    get output() {
      return output;
    },
    log,
    write(text) {
      output += text;
      const lines = (incomplete + text).split('\n');
      incomplete = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('{')) log.push(JSON.parse(line) as LogLine);
      change();
    },
    end() {
      ended = true;
      change();
    },
    async untilLogged(message) {
      const matches = ({ msg }: LogLine) => (typeof message === 'string' ? msg === message : message.test(String(msg)));
      const late = AbortSignal.timeout(PATIENCE_MS);
      for (;;) {
        const line = log.find(matches);
        if (line) return line;
        if (late.aborted || ended) throw new Error(`The bot did not log ${String(message)}:\n${output}`);
        const { promise, resolve } = Promise.withResolvers<void>();
        const wake = () => resolve();
        changed.addEventListener('change', wake, { once: true });
        late.addEventListener('abort', wake, { once: true });
        await promise;
        changed.removeEventListener('change', wake);
        late.removeEventListener('abort', wake);
      }
    },
  };
}
