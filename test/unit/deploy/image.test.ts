import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { pictureFlags } from '../../../src/picture/process/picture-child.ts';

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
const instructions = dockerfile
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ')[0] ?? '', words: line.split(/\s+/).slice(1) }));
const all = (name: string) => instructions.filter((one) => one.name === name).map(({ words }) => words);
const last = (name: string) => all(name).at(-1)?.join(' ') ?? '';

test('the image is made of an exact version of Node, the one that the project installs', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const stages = new Set(all('FROM').flatMap(([, , stage]) => stage ?? []));
  const bases = all('FROM').flatMap(([base = '']) => (stages.has(base) ? [] : [base]));
  const exact = new RegExp(`^node:${devDependencies['node']}-trixie-slim(@sha256:[0-9a-f]{64})?$`);
  expect(new Set(bases)).toEqual(new Set([expect.stringMatching(exact)]));
  for (const [from = ''] of all('COPY').filter(([word]) => word?.startsWith('--from='))) {
    expect(stages).toContain(from.slice('--from='.length));
  }
});

test('what is copied into the image is there, and is not ignored', () => {
  const copied = all('COPY')
    .filter(([word]) => !word?.startsWith('--'))
    .flatMap((words) => words.slice(0, -1));
  expect(copied).toEqual(expect.arrayContaining(['LICENSE', 'scripts', 'src', 'commands']));
  expect(copied.filter((name) => !existsSync(name) || !ignored.includes(`!${name}`))).toEqual([]);
  expect(ignored[0]).toBe('*');
});

test('the image runs what `npm start` runs, as a user who is not root', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect((JSON.parse(last('CMD')) as string[]).join(' ')).toBe(scripts['start']);
  expect(last('USER')).toBe('node');
  expect(last('HEALTHCHECK')).toContain('scripts/health-check.js');
});

test('the image holds the compiled code of picture processes', () => {
  const compiling = all('RUN').map((words) => words.join(' '));
  const command = `node ${pictureFlags.join(' ')} dist/picture-process.mjs --compile`;
  expect(compiling.filter((line) => line.includes(command))).toHaveLength(1);
});

/** The health check's exit code, and where it asked. */
function check(env: Record<string, string>) {
  // Node says which address it is, since 8080 may be anybody's.
  const told = `const { fetch } = globalThis; globalThis.fetch = (url) => (console.log(url), ${env['PORT']?.trim() ? 'fetch(url)' : '{ ok: true }'});`;
  return new Promise<{ code: unknown; asked: string }>((resolve) => {
    const flags = ['--import', `data:text/javascript,${encodeURIComponent(told)}`];
    execFile(process.execPath, [...flags, 'scripts/health-check.js'], { env }, (error, stdout) => {
      resolve({ code: error?.code ?? 0, asked: stdout.trim() });
    });
  });
}

test.each([{}, { PORT: '' }, { PORT: ' ' }])('the health check asks the usual port with %o', async (env) => {
  expect(await check(env)).toEqual({ code: 0, asked: 'http://127.0.0.1:8080/readyz' });
});

test('the health check is as healthy as the bot, and content where there is no health page', async () => {
  let status = 200;
  const server = createServer((_request, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const PORT = String((server.address() as AddressInfo).port);
  expect((await check({ PORT })).code).toBe(0);
  status = 503;
  expect((await check({ PORT })).code).toBe(1);
  server.close();
  await once(server, 'close');
  expect((await check({ PORT })).code).toBe(1);
  expect(await check({ PORT: '0' })).toEqual({ code: 0, asked: '' });
});
