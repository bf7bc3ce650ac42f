import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import type { Asked, SeenMessage, Upload } from 'discord-simulator';
import { nightly } from '../../support/cases.ts';
import { freePort } from '../../support/free-port.ts';
import { answers, tencent } from '../../support/faults/endpoint-steps.ts';
import {
  countCalls,
  ended,
  expectNothingLeft,
  expectPicture,
  expectSentence,
  logOf,
} from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld, type World } from '../../support/world.ts';

/** A photo that the endpoint doesn't accept unchanged. */
const image: Upload = photos.onItsSide;
const CANNOT_DOWNLOAD = answers(500, tencent('FailedOperation.ImageDownloadError', '图片下载错误。'));

const links = ({ endpoint }: World) => endpoint.calls.map(({ body }) => String(Reflect.get(Object(body), 'image_url')));

/** Every message of an interaction after each step, with its files. */
const steps = (asked: Asked) =>
  asked.history.map(({ kind, ephemeral, message }) => ({
    kind,
    ephemeral,
    files: message?.pictures.map(({ filename }) => filename) ?? [],
  }));

/** The file name of an answer. */
const AGED = /^aged-60-[\dA-Z]{5}-[\dA-Z]{5}\.jpg$/;

/** The same for the steps before the answer. */
const before = (asked: Asked) =>
  steps(asked).filter(({ kind, files }) => kind !== 'callback' && !files.some((name) => AGED.test(name)));

describe('hosting without PUBLIC_URL', () => {
  const world = useWorld({ env: { FACE_DETECTION: 'off' } });

  /** The endpoint fetched the file in this message. */
  function expectFetched(message: SeenMessage | undefined): void {
    const [file] = message?.pictures ?? [];
    expect(file?.filename).toBe('photo.jpg');
    expect(world().discord.cdn.fileAt(links(world()).at(-1) ?? '')?.id).toBe(file?.id);
    expect(
      world()
        .endpoint.calls.at(-1)
        ?.picture?.equals(file?.bytes ?? Buffer.alloc(0)),
    ).toBe(true);
  }

  test('a prepared photo is in the private answer, where the result replaces it', async () => {
    const channel = world().newChannel();
    const asked = await world().ask({ channel, image, private: true });
    const answer = await expectPicture(asked);
    expect(before(asked)).toEqual([{ kind: 'edit-original', ephemeral: true, files: ['photo.jpg'] }]);
    expectFetched(asked.history[1]?.message);
    expect(answer.pictures.map(({ filename }) => filename)).toEqual([expect.stringMatching(AGED)]);
    expectNothingLeft(channel);
  });

  test('for a public answer, a prepared photo is in a private message that is deleted after use', async () => {
    const asked = await world().ask({ channel: world().newChannel(), image });
    const answer = await expectPicture(asked);
    expect(before(asked)).toEqual([
      { kind: 'edit-original', ephemeral: false, files: [] },
      { kind: 'follow-up', ephemeral: true, files: ['photo.jpg'] },
      { kind: 'delete-follow-up', ephemeral: true, files: ['photo.jpg'] },
    ]);
    expectFetched(asked.history.find(({ kind }) => kind === 'follow-up')?.message);
    expect(answer).toMatchObject({ ephemeral: false, followUps: [] });
  });

  test('the message with a prepared photo is deleted even if there is no result', async () => {
    const channel = world().newChannel();
    world().endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
    const asked = await world().ask({ channel, image });
    await expectSentence(asked, 'no_face');
    expect(asked.history.map(({ kind }) => kind)).toEqual([
      'callback',
      'edit-original',
      'follow-up',
      'delete-follow-up',
      'delete-original',
      'follow-up',
    ]);
    expect(asked.answer?.followUps).toHaveLength(1);
    expectNothingLeft(channel);
  });

  nightly('the prepared copy of a hidden photo is hidden too', async () => {
    const asked = await world().ask({ channel: world().newChannel(), image: { ...image, spoiler: true } });
    await ended(asked);
    const lent = asked.history.find(({ kind }) => kind === 'follow-up')?.message;
    expect(lent?.pictures).toMatchObject([{ filename: 'SPOILER_photo.jpg', spoiler: true }]);
  });

  nightly('the prepared copy of a public photo is in the answer', async () => {
    const { alice, newChannel } = world();
    const channel = newChannel();
    const message = await alice.post(channel, { content: 'me in 1984', uploads: [image] });
    const opened = await alice.messageMenu({ message, command: 'Age this photo' });
    await opened.modalShown();
    const asked = await alice.submit(opened, {});
    const answer = await expectPicture(asked);
    expect(before(asked)).toEqual([{ kind: 'edit-original', ephemeral: false, files: ['photo.jpg'] }]);
    expectFetched(asked.history[1]?.message);
    expect(answer.pictures.map(({ filename }) => filename)).toEqual([expect.stringMatching(AGED)]);
    expect(channel.messages.map(({ id }) => id)).toEqual([message.id, answer.id]);
  });

  nightly("the prepared copy of somebody else's public photo is in the private answer", async () => {
    const { alice, discord, newChannel } = world();
    const channel = newChannel();
    const message = await discord.addUser({ name: 'Bob' }).post(channel, { content: 'me', uploads: [image] });
    const opened = await alice.messageMenu({ message, command: 'Age this photo' });
    await opened.modalShown();
    const asked = await alice.submit(opened, {});
    await expectPicture(asked);
    expect(before(asked)).toEqual([{ kind: 'edit-original', ephemeral: true, files: ['photo.jpg'] }]);
    expect(channel.messages.map(({ id }) => id)).toEqual([message.id]);
  });

  test('in direct messages, a prepared photo is a message that is deleted before the answer', async () => {
    const { discord } = world();
    const person = discord.addUser({ name: 'Dora' });
    const sent = await person.dm('60', [image]);
    const answer = await person.dmChannel.until((messages) =>
      messages.find(({ data, pictures }) => data.author.bot === true && AGED.test(pictures[0]?.filename ?? '')),
    );
    const there = discord.requests.filter(({ path }) => path.startsWith(`/channels/${person.dmChannel.id}/messages`));
    const files = there.map(({ kind, files: [file] }) => [kind, file?.filename]);
    expect(files.slice(-3)).toEqual([
      ['message', 'photo.jpg'],
      ['delete-message', undefined],
      ['message', expect.stringMatching(AGED)],
    ]);
    expect(answer.data.referenced_message?.id).toBe(sent.id);
    const left = person.dmChannel.messages.filter(
      ({ data, attachments }) => data.author.bot === true && attachments.length > 0,
    );
    expect(left.map(({ id }) => id).filter((id) => id !== answer.id)).toEqual([]);
  });

  nightly('if Discord refuses the prepared photo, the person gets a sentence and nothing is paid', async () => {
    const counted = countCalls(world());
    world().discord.faults.inject({ match: { kind: 'follow-up' }, do: { status: 400 } });
    await expectSentence(await world().ask({ channel: world().newChannel(), image }), 'picture_not_passed_on');
    expect(counted().calls).toBe(0);
  });

  nightly("if the endpoint can't download from Discord, the log says what to set", async () => {
    const counted = countCalls(world());
    world().endpoint.script(() => CANNOT_DOWNLOAD);
    const asked = await world().ask({ channel: world().newChannel() });
    await expectSentence(asked, 'picture_unreachable');
    expect(counted().charged).toBe(0);
    await world().discord.until(() => logOf(world(), asked).some((line) => /PUBLIC_URL/.test(JSON.stringify(line))));
  });
});

describe('hosting with PUBLIC_URL', async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const address = new RegExp(String.raw`^${publicUrl.replaceAll('.', String.raw`\.`)}/p/[0-9a-f]{32}\.jpg$`);
  const world = useWorld({ env: { FACE_DETECTION: 'off', PORT: String(port), PUBLIC_URL: publicUrl } });
  const held: (() => void)[] = [];
  afterEach(() => {
    for (const release of held.splice(0)) release();
  });

  /** Requests a path from the bot's server. */
  async function get(
    path: string,
    { method = 'GET', ...headers }: { method?: string; host?: string } & IncomingHttpHeaders = {},
  ) {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }).end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const part of response) chunks.push(part as Buffer);
    return {
      status: response.statusCode,
      type: response.headers['content-type'],
      cache: response.headers['cache-control'],
      body: Buffer.concat(chunks),
    };
  }

  test('a prepared photo is served at an unguessable address, only for as long as it is needed', async () => {
    const { ask, discord, endpoint, newChannel } = world();
    const release = Promise.withResolvers<undefined>();
    held.push(() => release.resolve(undefined));
    endpoint.script([{ until: release.promise }]);
    const counted = countCalls(world());
    const asked = await ask({ image, channel: newChannel() });
    await discord.until(() => counted().calls === 1 && endpoint.calls.at(-1)?.body !== undefined);
    const link = links(world()).at(-1) ?? '';
    expect(link).toMatch(address);
    const { pathname } = new URL(link);

    const served = await get(pathname);
    expect(served).toMatchObject({ status: 200, type: 'image/jpeg', cache: 'no-store' });
    expect(await sharp(served.body).metadata()).toMatchObject({ format: 'jpeg', width: 512, height: 600 });
    expect(await get(pathname, { method: 'HEAD' })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get(pathname, { method })).status).toBe(404);
    for (const path of ['/p/', '/p', pathname.slice(0, -5), `/p/${'0'.repeat(32)}.jpg`, `/p/../..${pathname}`]) {
      expect((await get(path)).status).toBe(404);
    }

    release.resolve(undefined);
    await expectPicture(asked);
    expect(endpoint.calls.at(-1)?.picture?.equals(served.body)).toBe(true);
    // Nothing was uploaded to Discord for it.
    expect(steps(asked).map(({ kind }) => kind)).toEqual(['callback', 'edit-original']);
    expect((await get(pathname)).status).toBe(404);
  });

  test('a prepared photo is removed even if the call failed, and the next one has another address', async () => {
    const { ask, endpoint, newChannel } = world();
    endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
    await expectSentence(await ask({ image, channel: newChannel() }), 'no_face');
    const first = links(world()).at(-1) ?? '';
    expect((await get(new URL(first).pathname)).status).toBe(404);
    await expectPicture(await ask({ image, channel: newChannel() }));
    expect(links(world()).at(-1)).toMatch(address);
    expect(links(world()).at(-1)).not.toBe(first);
  });

  test.each(['/metrics', '/readyz', '/livez'])("%s isn't served under that name, nor through a proxy", async (path) => {
    const local = `localhost:${port}`;
    const { status, body } = await get(path, { host: local });
    expect(`${status} ${String(body)}`).toBe(path === '/metrics' ? '404 not found\n' : '200 ok\n');
    for (const headers of [
      { host: `127.0.0.1:${port}` },
      { host: local, 'x-forwarded-for': '192.0.2.1' },
      { host: local, forwarded: 'for=192.0.2.1' },
    ]) {
      expect((await get(path, headers)).status).toBe(404);
      expect((await get(`${path}?x=1`, headers)).status).toBe(404);
    }
  });

  test("a suitable photo goes by its own link, until the endpoint can't download it", async () => {
    const { ask, endpoint, newChannel, discord } = world();
    const asks = async () => await ask({ channel: newChannel() });
    const isDiscords = (link: string | undefined) => link?.startsWith(discord.origin);
    await expectPicture(await asks());
    expect(isDiscords(links(world()).at(-1))).toBe(true);

    // It can download neither from Discord nor from the bot. The bot concludes nothing from that.
    endpoint.script(() => CANNOT_DOWNLOAD);
    await expectSentence(await asks(), 'picture_unreachable');
    endpoint.script([]);
    await expectPicture(await asks());
    expect(isDiscords(links(world()).at(-1))).toBe(true);

    // It can't download from Discord. The bot hosts the photo itself, and remembers that.
    const before = countCalls(world());
    endpoint.script([CANNOT_DOWNLOAD, CANNOT_DOWNLOAD]);
    await expectPicture(await asks());
    expect(before()).toEqual({ calls: 3, charged: 1 });
    expect(links(world()).slice(-3).map(isDiscords)).toEqual([true, true, false]);
    expect(links(world()).at(-1)).toMatch(address);
    await expectPicture(await asks());
    expect(before()).toEqual({ calls: 4, charged: 2 });
    expect(links(world()).at(-1)).toMatch(address);
    const png = await ask({ image: photos.astronaut, channel: newChannel() });
    await expectPicture(png);
    expect(links(world()).at(-1)).toMatch(/\/p\/[0-9a-f]{32}\.png$/);
  });
});
