import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';

const { scripts } = z
  .object({ scripts: z.object({ playground: z.string() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** Runs `npm run playground` with these arguments. */
function run(...given: string[]) {
  const [, ...fixed] = scripts.playground.split(' ');
  const child = spawn(process.execPath, [...fixed, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
  // Not SIGKILL, which would leave its bot behind.
  onTestFinished(() => void child.kill('SIGTERM'));
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, lines, exit };
}

const urlIn = (lines: readonly string[]) => /http:\/\/127\.0\.0\.1:\d+/.exec(lines.join('\n'))?.[0] ?? '';

nightly(
  'the playground says where it is, passes variables to the bot, and takes the bot with it when it stops',
  async () => {
    const { child, lines, exit } = run('--port', '0', 'LOG_LEVEL=silent', 'USER_INSTALL=off');
    const url = await eventually(() => {
      expect(urlIn(lines)).not.toBe('');
      return urlIn(lines);
    });
    const events = await fetch(`${url}/events`);
    let seen = '';
    for await (const text of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      seen += text;
      if (seen.includes('"name":"age-usage"')) break;
    }
    // The commands as they are without installs by people, and no line of the log.
    expect([seen.includes('"integration_types":[0]'), seen.includes('"integration_types":[0,1]')]).toEqual([
      true,
      false,
    ]);
    expect(seen.includes('Ready')).toBe(false);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  },
);

nightly('a port that is in use, and a word that is no variable, are explained', async () => {
  const first = run('--port', '0');
  await eventually(() => expect(urlIn(first.lines)).not.toBe(''));
  const second = run('--port', new URL(urlIn(first.lines)).port);
  expect(await second.exit).toBe(1);
  expect(second.lines.join('\n')).toContain('is in use');
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(0);

  const wrong = run('faster');
  expect(await wrong.exit).toBe(64);
  expect(wrong.lines.join('\n')).toContain('NAME=value');
});
