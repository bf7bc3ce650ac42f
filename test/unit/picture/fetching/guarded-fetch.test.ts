import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { PATIENCE_MS } from 'discord-simulator/waiting';
import { FetchError } from '../../../../src/picture/fetching/fetch-error.ts';
import { lookupOf } from '../../../../src/picture/fetching/guarded-agents.ts';
import { createGuardedFetch } from '../../../../src/picture/fetching/guarded-fetch.ts';
import type { GuardedFetchOptions } from '../../../../src/picture/fetching/guarded-fetch.ts';

const closing: (() => PromiseLike<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Starts a server on a free port. Returns its `host:port` and the received requests. */
async function serve(listener: RequestListener) {
  const requests: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    requests.push(request.url ?? '');
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function fetcher(options: Partial<GuardedFetchOptions> & { trusted?: string[] } = {}) {
  const { trusted = [], ...rest } = options;
  const guarded = createGuardedFetch({
    allow: () => true,
    trustedHosts: new Set(trusted),
    maxBytes: 1000,
    timeoutMs: PATIENCE_MS,
    ...rest,
  });
  closing.push(() => guarded[Symbol.asyncDispose]());
  return guarded;
}

function redirectTo(location: string, status = 302): RequestListener {
  return (_request, response) => response.writeHead(status, { location }).end('elsewhere');
}

async function failure(download: Promise<unknown>): Promise<FetchError> {
  const error = await download.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FetchError)) throw new Error('expected a FetchError', { cause: error });
  return error;
}

test('the request has a user agent if one is set', async () => {
  const { host } = await serve((request, response) => response.end(request.headers['user-agent'] ?? 'nobody'));
  const ask = (userAgent?: string) => fetcher({ trusted: [host], userAgent }).fetchBytes(`http://${host}/`);
  expect(String(await ask('DiscordBot (https://example.org, 1.0)'))).toBe('DiscordBot (https://example.org, 1.0)');
  expect(String(await ask())).toBe('nobody');
});

test('a trusted host is reachable by http and at a private address', async () => {
  const { host } = await serve((_request, response) => response.end('picture'));
  const guarded = fetcher({ trusted: [host] });
  expect((await guarded.fetchBytes(`http://${host}/a.png?ex=1`)).toString()).toBe('picture');
  expect((await guarded.fetchBytes(new URL(`http://${host}/`))).toString()).toBe('picture');
});

test.each([
  ['of a declared length', { 'content-length': 7 }],
  ['of an unknown length', {}],
])('a file %s has room before it in its memory, which is its own', async (_which, headers) => {
  const { host } = await serve((_request, response) => response.writeHead(200, headers).end('picture'));
  const file = await fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`, { room: 500 });
  expect(file.toString()).toBe('picture');
  expect(file.byteOffset).toBe(500);
  expect(file.buffer.byteLength).toBe(507);
});

test('a host trusted without a port is trusted at every port', async () => {
  const servers = await Promise.all([1, 2].map((n) => serve((_request, response) => response.end(`picture ${n}`))));
  const guarded = fetcher({ trusted: ['127.0.0.1'] });
  const bodies = await Promise.all(servers.map(({ host }) => guarded.fetchBytes(`http://${host}/`)));
  expect(bodies.map(String)).toEqual(['picture 1', 'picture 2']);
  // Another name of the same machine counts as another host.
  const other = servers[0]?.host.replace('127.0.0.1', 'localhost');
  expect(await failure(guarded.fetchBytes(`http://${other}/`))).toMatchObject({ kind: 'refused' });
});

test('a host with a port is trusted only at that port', async () => {
  const { host, requests } = await serve((_request, response) => response.end('secret'));
  const guarded = fetcher({ trusted: ['127.0.0.1:1', 'localhost:80'] });
  expect(await failure(guarded.fetchBytes(`http://${host}/`))).toMatchObject({ kind: 'refused' });
  expect(requests).toEqual([]);
});

test.each([
  'http://cdn.discordapp.com/a.png',
  'ftp://cdn.discordapp.com/a.png',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'https://user:secret@cdn.discordapp.com/a.png',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://017700000001/',
  'https://127.0.0.1./',
  'https://１２７.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'not a link',
])('the URL %s is refused without a lookup', async (url) => {
  const guarded = fetcher({
    resolve: () => {
      throw new Error('looked up');
    },
  });
  expect(await failure(guarded.fetchBytes(url))).toMatchObject({ kind: 'refused', code: undefined });
});

test('a URL that `allow` refuses is refused', async () => {
  const { host, requests } = await serve((_request, response) => response.end());
  const guarded = fetcher({ trusted: [host], allow: (url) => url.pathname === '/yes' });
  expect(await failure(guarded.fetchBytes(`http://${host}/no`))).toMatchObject({ kind: 'refused' });
  expect(requests).toEqual([]);
});

describe('names', () => {
  test('a name that resolves only to private addresses is refused', async () => {
    const { host, requests } = await serve((_request, response) => response.end());
    const guarded = fetcher({
      resolve: (_name, _options, callback) =>
        callback(null, [
          { address: '127.0.0.1', family: 4 },
          { address: '::ffff:10.0.0.1', family: 6 },
        ]),
    });
    const url = `https://cdn.example.com:${host.split(':')[1]}/`;
    expect(await failure(guarded.fetchBytes(url))).toMatchObject({ kind: 'refused', code: 'ADDRESS_REFUSED' });
    expect(requests).toEqual([]);
  });

  test('the name localhost is refused because of its addresses', async () => {
    expect(await failure(fetcher().fetchBytes('https://localhost/'))).toMatchObject({ kind: 'refused' });
  });

  test('only the public ones of several addresses are connected to', () => {
    const addresses = [
      { address: '10.0.0.1', family: 4 },
      { address: '192.0.2.7', family: 4 },
      { address: '::1', family: 6 },
    ];
    const lookup = lookupOf(
      (_name, _options, callback) => callback(null, addresses),
      (address) => address === '192.0.2.7',
    );
    const found: unknown[] = [];
    lookup('a.example.com', { all: true }, (error, all) => found.push(error, all));
    lookup('a.example.com', {}, (error, address, family) => found.push(error, address, family));
    expect(found).toEqual([null, [{ address: '192.0.2.7', family: 4 }], null, '192.0.2.7', 4]);
  });

  test('a trusted name may resolve to a private address', async () => {
    const { host } = await serve((_request, response) => response.end('hello'));
    const name = `storage.internal:${host.split(':')[1]}`;
    const guarded = fetcher({
      trusted: [name],
      resolve: (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect((await guarded.fetchBytes(`http://${name}/`)).toString()).toBe('hello');
  });

  test("a name that doesn't resolve is unreachable", async () => {
    const guarded = fetcher({
      resolve: (_name, _options, callback) => callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
    });
    expect(await failure(guarded.fetchBytes('https://nowhere.example.com/'))).toMatchObject({
      kind: 'unreachable',
      code: 'ENOTFOUND',
    });
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])(
    'redirects with status %i are followed, including relative ones',
    async (status) => {
      const { host, requests } = await serve((request, response) => {
        if (request.url === '/here') redirectTo('there', status)(request, response);
        else response.end('found');
      });
      expect((await fetcher({ trusted: [host] }).fetchBytes(`http://${host}/here`)).toString()).toBe('found');
      expect(requests).toEqual(['/here', '/there']);
    },
  );

  test('three redirects are followed, and the fourth is refused', async () => {
    const { host, requests } = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left > 0) redirectTo(`/${left - 1}`)(request, response);
      else response.end('found');
    });
    const guarded = fetcher({ trusted: [host] });
    expect((await guarded.fetchBytes(`http://${host}/3`)).toString()).toBe('found');
    requests.length = 0;
    expect(await failure(guarded.fetchBytes(`http://${host}/4`))).toMatchObject({ kind: 'refused' });
    expect(requests).toEqual(['/4', '/3', '/2', '/1']);
  });

  test.each(['http://127.0.0.1:PORT/', 'https://[::1]/', 'https://localhost:PORT/', 'file:///etc/passwd', 'http://['])(
    'a redirect to %s is refused',
    async (target) => {
      const inner = await serve((_request, response) => response.end('secret'));
      const location = target.replace('PORT', inner.host.split(':')[1] ?? '');
      const { host } = await serve(redirectTo(location));
      expect(await failure(fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`))).toMatchObject({
        kind: 'refused',
      });
      expect(inner.requests).toEqual([]);
    },
  );

  test('the function `allow` is called for every redirect', async () => {
    const { host, requests } = await serve(redirectTo('/forbidden'));
    const guarded = fetcher({ trusted: [host], allow: (url) => url.pathname !== '/forbidden' });
    expect(await failure(guarded.fetchBytes(`http://${host}/start`))).toMatchObject({ kind: 'refused' });
    expect(requests).toEqual(['/start']);
  });
});

describe('size', () => {
  test("a body of exactly the limit is accepted, and one byte more isn't", async () => {
    const { host } = await serve((request, response) => response.end(Buffer.alloc(Number(request.url?.slice(1)))));
    const guarded = fetcher({ trusted: [host] });
    expect(await guarded.fetchBytes(`http://${host}/1000`)).toHaveLength(1000);
    expect(await failure(guarded.fetchBytes(`http://${host}/1001`))).toMatchObject({ kind: 'too_heavy' });
    expect(await failure(guarded.fetchBytes(`http://${host}/11`, { maxBytes: 10 }))).toMatchObject({
      kind: 'too_heavy',
    });
  });

  test("a body that is declared too large isn't read", async () => {
    const { host } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.flushHeaders();
    });
    expect(await failure(fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`))).toMatchObject({
      kind: 'too_heavy',
    });
  });

  test('a body of undeclared size is cut off at the limit, and its connection is closed', async () => {
    const closed = Promise.withResolvers<void>();
    const { host } = await serve((_request, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(300)));
      };
      response.on('drain', more).on('close', closed.resolve);
      more();
    });
    expect(await failure(fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`))).toMatchObject({
      kind: 'too_heavy',
    });
    await closed.promise;
  });

  test('a body shorter than declared is unreachable, never half a picture', async () => {
    const { host } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('half', () => response.destroy());
    });
    expect(await failure(fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`))).toMatchObject({
      kind: 'unreachable',
    });
  });

  test('a compressed body counts by its decompressed size', async () => {
    const { gzipSync } = await import('node:zlib');
    const { host } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100_000)));
    });
    expect(await failure(fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`))).toMatchObject({
      kind: 'too_heavy',
    });
  });
});

test.each([
  [403, 'gone'],
  [404, 'gone'],
  [410, 'gone'],
  [400, 'status'],
  [429, 'status'],
  [500, 'status'],
  [302, 'status'],
])('status %i means %s', async (status, kind) => {
  const { host } = await serve((_request, response) => response.writeHead(status).end('no'));
  expect(await failure(fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`))).toMatchObject({ kind, status });
});

test('a closed port is unreachable', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((resolve) => server.close(resolve));
  expect(await failure(fetcher({ trusted: [host] }).fetchBytes(`http://${host}/`))).toMatchObject({
    kind: 'unreachable',
    code: 'ECONNREFUSED',
  });
});

describe.concurrent('time', () => {
  test("a server that doesn't answer causes a timeout", async () => {
    const { host } = await serve(() => {});
    const guarded = fetcher({ trusted: [host], timeoutMs: 50 });
    expect(await failure(guarded.fetchBytes(`http://${host}/`))).toMatchObject({ kind: 'timeout' });
  });

  test.each(['drips', 'sends nothing'])(
    'a download from a server that %s is given up long before its timeout, if one that began later was quick',
    async (what) => {
      const { host } = await serve((request, response) => {
        if (request.url === '/small') return void response.end('x');
        if (what === 'sends nothing') return;
        const timer = setInterval(() => response.write('x'), 20);
        response.once('close', () => clearInterval(timer));
      });
      const leastSpeed = { bytesPerSecond: 1e6, windowMs: 1000, awaitedMs: PATIENCE_MS };
      const guarded = fetcher({ trusted: [host], leastSpeed, maxBytes: 1e9 });
      const slow = failure(guarded.fetchBytes(`http://${host}/`));
      const over = new AbortController();
      const quick = (async () => {
        // On a busy machine, one of them may take longer than a quarter of the window.
        while (!over.signal.aborted) {
          expect(await guarded.fetchBytes(`http://${host}/small`)).toEqual(Buffer.from('x'));
          await setTimeout(20);
        }
      })();
      expect(await slow).toMatchObject({ kind: 'too_slow' });
      over.abort();
      await quick;
    },
  );

  test('where all downloads are slow, none is given up before its timeout', async () => {
    const { host } = await serve((_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.once('close', () => clearInterval(timer));
    });
    const leastSpeed = { bytesPerSecond: 1e6, windowMs: 50, awaitedMs: PATIENCE_MS };
    const guarded = fetcher({ trusted: [host], leastSpeed, maxBytes: 1e9, timeoutMs: 1000 });
    const failures = await Promise.all([1, 2, 3].map(() => failure(guarded.fetchBytes(`http://${host}/`))));
    expect(failures).toMatchObject([{ kind: 'timeout' }, { kind: 'timeout' }, { kind: 'timeout' }]);
  });

  test('a download that takes long lets others go first, and is given up when somebody waits for what it holds', async () => {
    const { host } = await serve(() => {});
    const leastSpeed = { bytesPerSecond: 1, windowMs: 50, awaitedMs: 100 };
    const guarded = fetcher({ trusted: [host], leastSpeed });
    let turns = 0;
    const holding = { isAwaited: () => turns >= 4, giveWay: () => void (turns += 1) };
    expect(await failure(guarded.fetchBytes(`http://${host}/`, { holding }))).toMatchObject({ kind: 'timeout' });
    expect(turns).toBe(4);
  });

  test('a download that is fast enough may take several windows', async () => {
    const { host } = await serve((_request, response) => {
      let left = 8;
      const timer = setInterval(() => {
        response.write(Buffer.alloc(100));
        left -= 1;
        if (left > 0) return;
        clearInterval(timer);
        response.end();
      }, 100);
    });
    const leastSpeed = { bytesPerSecond: 1, windowMs: 200, awaitedMs: PATIENCE_MS };
    const guarded = fetcher({ trusted: [host], leastSpeed });
    expect((await guarded.fetchBytes(`http://${host}/`)).byteLength).toBe(800);
  });

  test('a slow body causes a timeout of the whole download', async () => {
    const { host } = await serve((_request, response) => {
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(drip));
    });
    const guarded = fetcher({ trusted: [host], timeoutMs: 2_000, maxBytes: 1e9 });
    expect(await failure(guarded.fetchBytes(`http://${host}/`))).toMatchObject({ kind: 'timeout' });
  });

  test('an aborted signal ends the download with its reason', async () => {
    const abort = new AbortController();
    const reason = new Error('changed my mind');
    const { host } = await serve((_request, response) => {
      response.write('.');
      abort.abort(reason);
    });
    const guarded = fetcher({ trusted: [host] });
    await expect(guarded.fetchBytes(`http://${host}/`, { signal: abort.signal })).rejects.toBe(reason);
    await expect(guarded.fetchBytes(`http://${host}/`, { signal: abort.signal })).rejects.toBe(reason);
  });
});

test('an error names the host but nothing else of the link', async () => {
  const { host } = await serve((request, response) => {
    if (request.url?.startsWith('/cut')) response.destroy();
    else response.writeHead(404).end();
  });
  const guarded = fetcher({ trusted: [host] });
  for (const url of [`http://${host}/a?hm=sesame`, `http://${host}/cut?hm=sesame`, 'https://127.0.0.1/?hm=sesame']) {
    const error = await failure(guarded.fetchBytes(url));
    expect(error.message).toContain('127.0.0.1');
    expect(JSON.stringify([error, error.message, error.cause, error.stack])).not.toContain('sesame');
  }
});
