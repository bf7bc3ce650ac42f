import { parseArgs } from 'node:util';
import { confirm, isCancel } from '@clack/prompts';
import { MAX_AGE, MIN_AGE } from '../src/bounds.ts';
import { readConfig } from '../src/config.ts';
import { examine, type Line } from '../src/doctor/examine.ts';
import { tryLive } from '../src/doctor/live.ts';
import { describeLine, isWell, summary } from '../src/doctor/report.ts';
import { createLogger } from '../src/ops/log/logger.ts';

// `npm run doctor`: checks whatever the bot needs, a line each. It runs beside the bot and never logs in.

const USAGE = `npm run doctor                              checks all that the bot needs
npm run doctor -- --json                    the same as JSON
npm run doctor -- --live PHOTO --age 60     also makes one paid call with a photo (a file or an address), after asking
npm run doctor -- --live PHOTO --yes        the same without asking
`;
/** Exit codes: something is wrong; wrong arguments (sysexits.h); Ctrl-C. */
const EXIT = { problem: 1, usage: 64, interrupted: 130 } as const;

const stop = new AbortController();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    process.stderr.write(USAGE);
    return EXIT.usage;
  }
  process.once('SIGINT', () => stop.abort());
  const lines: Line[] = [];
  const show = (line: Line) => {
    lines.push(line);
    if (!options.json) process.stdout.write(`${describeLine(line, process.stdout.isTTY)}\n`);
  };
  for await (const line of examine({ signal: stop.signal })) show(line);
  const { photo, age, yes } = options;
  if (photo !== undefined && lines.some(({ check, state }) => check === 'configuration' && state === 'ok')) {
    const agrees = async (question: string) => yes || (await ask(question));
    const logger = createLogger('silent');
    const findings = await tryLive({ config: readConfig(), photo, age, agrees, logger, signal: stop.signal });
    for (const finding of findings) show({ check: 'live', ...finding });
  }
  process.stdout.write(
    options.json ? `${JSON.stringify({ ok: isWell(lines), lines }, null, 2)}\n` : `${summary(lines)}\n`,
  );
  return isWell(lines) ? 0 : EXIT.problem;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        live: { type: 'string' },
        age: { type: 'string', default: '60' },
        yes: { type: 'boolean', default: false },
      },
    });
    const age = Number(values.age);
    if (!Number.isInteger(age) || age < MIN_AGE || age > MAX_AGE) return undefined;
    return { json: values.json, photo: values.live, age, yes: values.yes };
  } catch {
    return undefined;
  }
}

/** Nobody pays by accident: without a terminal, the answer is no. */
async function ask(message: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const answer = await confirm({ message, initialValue: false });
  return !isCancel(answer) && answer;
}

process.exitCode = await main().catch((error: unknown) => {
  if (stop.signal.aborted) return EXIT.interrupted;
  throw error;
});
