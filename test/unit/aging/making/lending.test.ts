import { describe, expect, test } from 'vitest';
import { createLending, createShelfHost, type Links } from '../../../../src/aging/making/lending.ts';
import type { OpenedPicture } from '../../../../src/aging/making/pictures.ts';
import type { PictureHost } from '../../../../src/aging/request/ports.ts';
import { EndpointError } from '../../../../src/endpoint/endpoint-error.ts';
import { createShelf } from '../../../../src/picture/shelf.ts';
import { manualClock } from '../../storage/contract/manual-clock.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';

const request = anyRequest();
const { signal } = new AbortController();

/** Records what it lends and takes back. */
function host(name: string, diary: string[]): PictureHost {
  let lent = 0;
  return {
    async lend() {
      lent += 1;
      const url = `${name}/${lent}`;
      diary.push(`lends ${url}`);
      return {
        link: () => url,
        async [Symbol.asyncDispose]() {
          diary.push(`takes back ${url}`);
        },
      };
    },
  };
}

function picture(link?: string): OpenedPicture {
  const bytes = Uint8Array.of(1, 2, 3);
  return { link, bytes: async () => bytes, release: () => undefined, width: 100, height: 100 };
}

function world({ hasOwnHost = false } = {}) {
  const diary: string[] = [];
  const ownHost = hasOwnHost ? host('own', diary) : undefined;
  return { diary, lending: createLending({ ownHost, discordHost: host('discord', diary) }) };
}

/** Uses links as the endpoint does: it can't download those that match `unreachable`. */
function user(links: Links, diary: string[], unreachable = /^$/) {
  return (opened: OpenedPicture) =>
    links.withLink(request, opened, signal, async (link) => {
      const url = link();
      diary.push(`uses ${url}`);
      if (unreachable.test(url)) throw new EndpointError('picture_unreachable');
      return url;
    });
}

describe("without a host of the bot's own", () => {
  test('a suitable photo goes by its own link', async () => {
    const { lending, diary } = world();
    expect(await user(lending, diary)(picture('photo'))).toBe('photo');
    expect(diary).toEqual(['uses photo']);
  });

  test('Discord hosts any other photo for as long as it is used', async () => {
    const { lending, diary } = world();
    await user(lending, diary)(picture());
    expect(diary).toEqual(['lends discord/1', 'uses discord/1', 'takes back discord/1']);
  });

  test('the hosted photo is removed even if its user fails', async () => {
    const { lending, diary } = world();
    await expect(user(lending, diary, /discord/)(picture())).rejects.toMatchObject({ reason: 'picture_unreachable' });
    expect(diary.at(-1)).toBe('takes back discord/1');
  });

  test("a link that the endpoint can't download ends the attempt", async () => {
    const { lending, diary } = world();
    await expect(user(lending, diary, /photo/)(picture('photo'))).rejects.toMatchObject({
      reason: 'picture_unreachable',
    });
    expect(diary).toEqual(['uses photo']);
  });
});

describe("with a host of the bot's own", () => {
  test('Discord gets nothing', async () => {
    const { lending, diary } = world({ hasOwnHost: true });
    await user(lending, diary)(picture());
    expect(diary).toEqual(['lends own/1', 'uses own/1', 'takes back own/1']);
  });

  test("a link that the endpoint can't download is replaced once, and so are all later ones", async () => {
    const { lending, diary } = world({ hasOwnHost: true });
    const use = user(lending, diary, /photo/);
    expect(await use(picture('photo'))).toBe('own/1');
    expect(await use(picture('photo'))).toBe('own/2');
    expect(diary.filter((line) => line.startsWith('uses'))).toEqual(['uses photo', 'uses own/1', 'uses own/2']);
  });

  test("a photo that can't be downloaded from either place changes nothing for later ones", async () => {
    const { lending, diary } = world({ hasOwnHost: true });
    await expect(user(lending, diary, /photo|own/)(picture('photo'))).rejects.toMatchObject({
      reason: 'picture_unreachable',
    });
    expect(await user(lending, diary)(picture('photo'))).toBe('photo');
  });

  test("other failures aren't retried", async () => {
    const { lending } = world({ hasOwnHost: true });
    const uses: string[] = [];
    const failing = lending.withLink(request, picture('photo'), signal, async (link) => {
      uses.push(link());
      throw new EndpointError('no_face');
    });
    await expect(failing).rejects.toMatchObject({ reason: 'no_face' });
    expect(uses).toEqual(['photo']);
  });
});

const pathOf = (url: string) => new URL(url).pathname;

test("each attempt at the bot's own host has a new address with its own three minutes", async () => {
  const clock = manualClock(0);
  using shelf = createShelf(clock);
  const ownHost = createShelfHost(shelf, 'https://bot.example');
  const lending = createLending({ ownHost, discordHost: host('discord', []) });
  const [first, second] = await lending.withLink(request, picture(), signal, async (link) => {
    const before = pathOf(link());
    clock.forward(180_000);
    expect(shelf.get(before)).toBeUndefined();
    const after = pathOf(link());
    clock.forward(179_999);
    expect(shelf.get(after)?.bytes).toEqual(Uint8Array.of(1, 2, 3));
    return [before, after];
  });
  expect(first).not.toBe(second);
  for (const path of [first, second]) expect(shelf.get(path ?? '')).toBeUndefined();
});

describe('several calls', () => {
  test('Discord gets a picture once, and it is removed at the end', async () => {
    const { lending, diary } = world();
    const one = picture();
    {
      await using links = lending.forSeveral();
      const use = user(links, diary);
      expect([await use(one), await use(one)]).toEqual(['discord/1', 'discord/1']);
      // Another photo replaces it: an answer holds one photo at a time.
      expect(await use(picture())).toBe('discord/2');
      expect(await use(one)).toBe('discord/3');
    }
    expect(diary.filter((line) => !line.startsWith('uses'))).toEqual([
      'lends discord/1',
      'takes back discord/1',
      'lends discord/2',
      'takes back discord/2',
      'lends discord/3',
      'takes back discord/3',
    ]);
  });

  test("the bot's own host, which keeps pictures briefly, gets it again each time", async () => {
    const { lending, diary } = world({ hasOwnHost: true });
    await using links = lending.forSeveral();
    const use = user(links, diary);
    const one = picture();
    expect([await use(one), await use(one)]).toEqual(['own/1', 'own/2']);
  });
});
