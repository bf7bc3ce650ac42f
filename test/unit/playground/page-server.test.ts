import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import type { Action, View } from '../../../playground/protocol.ts';
import { photos } from '../../support/pictures/photos.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ withoutBot: true });
});
afterAll(async () => {
  await playground[Symbol.asyncDispose]();
});

async function act(action: Action, files: File[] = [], person = ''): Promise<Response> {
  const body = new FormData();
  body.set('action', JSON.stringify(action));
  for (const [index, file] of files.entries()) body.set(`file-${index}`, file);
  return await fetch(`${playground.url}/act?person=${person}`, { method: 'POST', body });
}

/** The first event of the stream, which has all of the view. */
async function view(person = ''): Promise<View> {
  const response = await fetch(`${playground.url}/events?person=${person}`);
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes('\n\n')) break;
  }
  return JSON.parse(text.slice('data: '.length)) as View;
}

/** The status of a request whose `Host` is chosen. */
async function statusFor(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const request = get(new URL(path, playground.url), { headers });
  const [response] = (await once(request, 'response')) as [{ statusCode?: number; resume: () => void }];
  response.resume();
  return response.statusCode;
}

const placeOf = async (name: string) => (await view()).places.find((place) => place.name === name)?.id ?? '';

describe('the server of the playground', () => {
  test('listens on 127.0.0.1 and on no other address of this machine', async () => {
    const { port } = new URL(playground.url);
    expect(new URL(playground.url).hostname).toBe('127.0.0.1');
    for (const host of ['127.0.0.2', '::1']) {
      const socket = connect({ host, port: Number(port) });
      await expect(once(socket, 'connect')).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL|EHOSTUNREACH|ENETUNREACH/);
    }
  });

  test('asks the bot for suggestions as the person, and says why there are none', async () => {
    const place = await placeOf('photos');
    const query = new URLSearchParams({ place, command: 'age', option: 'age', typed: '4' });
    const response = await fetch(`${playground.url}/suggestions?${query.toString()}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('the command "age" is not deployed');
  });

  test.each(['/', '/events', '/suggestions', '/main.ts', '/photos/four-faces.jpg', '/nothing'])(
    'refuses %s under another name',
    async (path) => {
      expect(await statusFor(path, { host: 'evil.example' })).toBe(403);
      expect(await statusFor(path, { host: new URL(playground.url).host, origin: 'http://evil.example' })).toBe(403);
    },
  );

  test('does nothing for another website', async () => {
    const body = new FormData();
    body.set(
      'action',
      JSON.stringify({ do: 'post', place: await placeOf('photos'), content: 'from elsewhere', files: [] }),
    );
    const headers = { origin: 'http://evil.example' };
    const response = await fetch(`${playground.url}/act`, { method: 'POST', body, headers });
    expect(response.status).toBe(403);
    expect(playground.discord.transcript()).not.toContain('from elsewhere');
  });

  test('allows its page nothing from other servers', async () => {
    const { headers } = await fetch(playground.url);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self';.* frame-ancestors 'none'$/,
    );
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  test('serves the page as JavaScript without types', async () => {
    const response = await fetch(`${playground.url}/main.ts`);
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(await response.text()).not.toMatch(/import type|: string/);
  });

  test.each([
    '/../package.json',
    '/%2e%2e/playground.ts',
    '/..%2fstart.ts',
    '/tsconfig.json',
    '/photos/..%2f..%2fpackage.json',
    '/photos/LICENCES.md',
    '/files/1/a.png',
    '/avatars/1/a.png',
  ])('serves no other file: %s', async (path) => {
    expect(await statusFor(path, { host: new URL(playground.url).host })).toBe(404);
  });

  test('shows a message with a picture, which is served with its type', async () => {
    const file = new File([photos.marieCurie.bytes], 'me.jpg');
    const given = [{ file: 0, spoiler: true, description: 'Me' }];
    const place = await placeOf('photos');
    expect((await act({ do: 'post', place, content: 'look', files: given }, [file])).status).toBe(204);

    const message = (await view()).messages[place]?.at(-1);
    expect(message).toMatchObject({ content: 'look', isMine: true, attachments: [{ spoiler: true, alt: 'Me' }] });
    const served = await fetch(`${playground.url}${message?.attachments[0]?.url ?? ''}`);
    expect(served.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await served.arrayBuffer()).equals(photos.marieCurie.bytes)).toBe(true);
  });

  test.each(['page.html', 'picture.svg'])('serves %s as a download, since it could hold scripts', async (name) => {
    const place = await placeOf('photos');
    await act({ do: 'post', place, content: '', files: [{ file: 0 }] }, [
      new File(['<script>alert(1)</script>'], name),
    ]);
    const url = (await view()).messages[place]?.at(-1)?.attachments[0]?.url ?? '';
    const { headers } = await fetch(`${playground.url}${url}`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('says why something cannot be done', async () => {
    const answer = await act({ do: 'slash', place: await placeOf('photos'), command: 'nothing', options: {} });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('the command "nothing" is not deployed');
    const wrong = await act({ do: 'nothing' } as unknown as Action);
    expect(wrong.status).toBe(400);
  });

  test('lets people delete their own messages only', async () => {
    const [place, { people }] = [await placeOf('photos'), await view()];
    const grace = people.find(({ name }) => name === 'Grace')?.id;
    await act({ do: 'post', place, content: 'mine', files: [] });
    const message = (await view()).messages[place]?.at(-1)?.id ?? '';
    expect((await act({ do: 'delete', message }, [], grace)).status).toBe(400);
    expect((await act({ do: 'delete', message })).status).toBe(204);
    expect((await view()).messages[place]?.some(({ id }) => id === message)).toBe(false);
  });

  test('shows everybody their own direct messages', async () => {
    const { people } = await view();
    const grace = people.find(({ name }) => name === 'Grace')?.id;
    await act({ do: 'post', place: await placeOf('Face Age'), content: 'a secret', files: [] });
    expect(JSON.stringify(await view())).toContain('a secret');
    expect(JSON.stringify(await view(grace))).not.toContain('a secret');
  });

  test('switches faults, and does not switch to a real endpoint without its key', async () => {
    await act({
      do: 'switch',
      switches: { endpointFault: 'no_face', latencyMs: 5000, ratePerSecond: 1, discordTrouble: 'slow' },
    });
    expect((await view()).panel.switches).toMatchObject({
      endpointFault: 'no_face',
      latencyMs: 5000,
      ratePerSecond: 1,
      discordTrouble: 'slow',
    });
    const real = await act({ do: 'switch', switches: { realEndpoint: true } });
    expect(await real.text()).toContain('Set ACEDATACLOUD_API_TOKEN');
    expect((await act({ do: 'switch', switches: { endpointFault: 'nothing' } })).status).toBe(400);
    await act({ do: 'switch', switches: { endpointFault: null, ratePerSecond: 0, discordTrouble: 'none' } });
    expect((await view()).panel.switches).toMatchObject({ endpointFault: null, ratePerSecond: 0 });
  });
});
