import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import pretty from 'pino-pretty';
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/ops/log/logger.ts';
import { READABLE, terminalLog } from '../../../src/ops/log/terminal-log.ts';

test('on a terminal, an entry is a line, and the invite has a line of its own', async () => {
  const destination = new PassThrough();
  const stream = pretty({ ...READABLE, colorize: false, destination, sync: true });
  const logger = createLogger('info', stream);
  const invite = 'https://discord.com/oauth2/authorize?client_id=1';
  logger.info({ bot: 'Face Age', invite }, 'Ready');
  logger.warn({ waitMs: 5 }, 'Cannot connect to Discord; retrying');
  destination.end();
  const lines = (await text(destination)).split('\n');
  expect(lines[0]).toMatch(/^\[[\d:]+\] INFO: Ready\. /);
  expect(lines[1]).toBe(invite);
  expect(lines[3]).toMatch(/^\[[\d:]+\] WARN: Cannot connect to Discord; retrying \{"waitMs":5\}$/);
});

test('elsewhere, the log is JSON', async () => {
  expect(await terminalLog(false)).toBeUndefined();
  expect(await terminalLog(true)).toBeDefined();
});
