import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picturesInMessage, unusableInMessage } from '../../../src/discord/reading/find-picture.ts';

const CDN = 'https://cdn.discordapp.com/attachments/1/2/me.png?ex=1';
const PROXY = 'https://media.discordapp.net/attachments/1/2/me.png?ex=1';
const ELSEWHERE = 'https://example.com/me.png';
const COPY = 'https://images-ext-1.discordapp.net/external/abc/https/example.com/me.png';

const attachment = { id: '2', filename: 'me.png', size: 10, url: CDN, proxy_url: PROXY, content_type: 'image/png' };
const linked = { url: ELSEWHERE, proxy_url: COPY };
const urls = (message: unknown) => picturesInMessage(message).map(({ picture }) => picture.url);
const gallery = (...items: object[]) => ({ type: 12, items });

describe('pictures in a message', () => {
  test('a picture has its declared values', () => {
    const described = { ...attachment, title: 'me at sea', description: 'A sailor', width: 40, height: 30, size: 0 };
    expect(picturesInMessage({ attachments: [described] })).toEqual([
      {
        picture: {
          url: CDN,
          description: 'A sailor',
          spoiler: false,
          declared: { bytes: 0, contentType: 'image/png', width: 40, height: 30 },
        },
        label: 'me at sea',
      },
    ]);
  });

  test.each<[string, object, string[]]>([
    ['attachments', { attachments: [attachment] }, [CDN]],
    ["an embed's image", { embeds: [{ image: linked }] }, [COPY]],
    ["an embed's thumbnail", { embeds: [{ thumbnail: linked }] }, [COPY]],
    ['a gallery', { components: [gallery({ media: linked })] }, [COPY]],
    ['a thumbnail', { components: [{ type: 9, components: [], accessory: { type: 11, media: linked } }] }, [COPY]],
    ['a file', { components: [{ type: 13, file: { url: CDN, proxy_url: PROXY }, name: 'me.png' }] }, [CDN]],
    ['containers', { components: [{ type: 17, components: [{ type: 1 }, gallery({ media: linked })] }] }, [COPY]],
    ['forwards', { message_snapshots: [{ message: { attachments: [attachment] } }] }, [CDN]],
  ])('pictures are found in %s', (_where, message, expected) => {
    expect(urls(message)).toEqual(expected);
  });

  test.each<[string, object, number]>([
    ['has no type', { content_type: undefined }, 1],
    ['has null for a type and sizes', { content_type: null, size: null, width: null, height: null }, 1],
    ['is only named by its title', { content_type: null, filename: 'unknown', title: 'me.heic' }, 1],
    ['has no telling name, but dimensions', { content_type: null, filename: 'unknown', width: 40, height: 30 }, 1],
    ['has no telling name and no dimensions', { content_type: null, filename: 'unknown' }, 0],
    ['is a video without a type', { content_type: null, filename: 'me.mp4', width: 40, height: 30 }, 0],
    ['has its type in capitals', { content_type: 'IMAGE/PNG' }, 1],
    ['has a text type', { content_type: 'text/plain; charset=utf-8', width: 40, height: 30 }, 0],
  ])('a file is counted correctly if it %s', (_what, change, expected) => {
    expect(picturesInMessage({ attachments: [{ ...attachment, ...change }] })).toHaveLength(expected);
  });

  test('pictures are downloaded from Discord itself, and never from the page of an embed', () => {
    expect(urls({ embeds: [{ image: { url: ELSEWHERE } }, { image: { url: 'http://10.0.0.1/a.png' } }] })).toEqual([]);
    expect(urls({ embeds: [{ image: { url: 'https://cdn.discordapp.com.evil.example/a.png' } }] })).toEqual([]);
    expect(urls({ embeds: [{ image: { url: CDN, proxy_url: PROXY } }] })).toEqual([CDN]);
  });

  test.each([
    ['https://cdn.discordapp.com/avatars/123456789012345678/abc.png?size=512', undefined],
    ['https://cdn.discordapp.com/guilds/1/users/123456789012345678/avatars/abc.webp', undefined],
    [
      ELSEWHERE,
      'https://images-ext-1.discordapp.net/external/x/https/cdn.discordapp.com/avatars/123456789012345678/a.png',
    ],
  ])('the address %s says whose avatar it is', (url, proxy_url) => {
    const media = { url, proxy_url: proxy_url ?? url };
    for (const message of [{ embeds: [{ thumbnail: media }] }, { components: [gallery({ media })] }]) {
      expect(picturesInMessage(message)[0]?.picture.avatarOf).toBe('123456789012345678');
    }
    expect(picturesInMessage({ embeds: [{ image: linked }] })[0]?.picture).not.toHaveProperty('avatarOf');
  });

  test('each picture is found once, whichever of its links is used', () => {
    const twice = {
      attachments: [attachment],
      embeds: [{ image: { url: PROXY, proxy_url: PROXY }, thumbnail: linked }, { image: linked }],
      message_snapshots: [{ message: { attachments: [attachment] } }],
    };
    expect(urls(twice)).toEqual([CDN, COPY]);
  });

  test('pictures are in the order in which people see them', () => {
    const second = { ...attachment, url: CDN.replace('/2/', '/3/') };
    const message = { attachments: [attachment, second], embeds: [{ image: linked }] };
    expect(urls(message)).toEqual([CDN, second.url, COPY]);
  });

  test.each<[string, object]>([
    ['by their flag', { attachments: [{ ...attachment, flags: 8 }] }],
    ['by their name', { attachments: [{ ...attachment, filename: 'SPOILER_me.png' }] }],
    [
      'in an embed, by the name in their link',
      { embeds: [{ image: { url: CDN.replace('me.png', 'SPOILER_me.png') } }] },
    ],
    ['by the link of their embed', { content: `see || ${ELSEWHERE} ||`, embeds: [{ url: ELSEWHERE, image: linked }] }],
    ['in a gallery', { components: [gallery({ media: linked, spoiler: true })] }],
    ['in a hidden container', { components: [{ type: 17, spoiler: true, components: [gallery({ media: linked })] }] }],
    ['in a forward', { message_snapshots: [{ message: { attachments: [{ ...attachment, flags: 8 }] } }] }],
  ])('spoilers stay hidden %s', (_how, message) => {
    expect(picturesInMessage(message)).toMatchObject([{ picture: { spoiler: true } }]);
  });

  test.each([
    ['image/heic', 'me'],
    [undefined, 'me.HEIC'],
    ['application/octet-stream', 'me.heif'],
  ])('a file of type %s with the name %s may be a picture', (content_type, filename) => {
    expect(urls({ attachments: [{ ...attachment, content_type, filename }] })).toEqual([CDN]);
  });

  test.each([
    ['application/pdf', 'me.pdf'],
    ['audio/ogg', 'voice.ogg'],
    [undefined, 'notes.txt'],
    ['video/mp4', 'me.png'],
    [undefined, 'me.mov'],
  ])("a file of type %s with the name %s isn't a picture", (content_type, filename) => {
    expect(urls({ attachments: [{ ...attachment, content_type, filename }] })).toEqual([]);
  });

  test('pictures are found beside unreadable parts', () => {
    const odd = [null, 7, {}, { filename: 3 }, { ...attachment, width: 'wide', flags: null, content_type: null }];
    expect(urls({ attachments: odd, embeds: 'none', components: [null, { type: 12, items: [null] }] })).toEqual([CDN]);
  });

  test('any message can be searched without an error', () => {
    const anything = fc.record(
      {
        attachments: fc.anything(),
        embeds: fc.anything(),
        components: fc.anything(),
        message_snapshots: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), anything), (message) => {
        expect(picturesInMessage(message)).toEqual([]);
      }),
    );
  });
});

describe("what can't be aged", () => {
  test.each<[string, object, string | undefined]>([
    ['a sticker', { sticker_items: [{ id: '1', name: 'Wave', format_type: 1 }] }, 'sticker'],
    ['a forwarded sticker', { message_snapshots: [{ message: { sticker_items: [{}] } }] }, 'sticker'],
    ['a video', { attachments: [{ ...attachment, filename: 'me.mp4', content_type: 'video/mp4' }] }, 'video'],
    ['an animated GIF', { embeds: [{ type: 'gifv', thumbnail: linked, video: { url: ELSEWHERE } }] }, 'video'],
    ['a video in a gallery', { components: [gallery({ media: { ...linked, content_type: 'video/mp4' } })] }, 'video'],
    [
      'a document',
      { attachments: [{ ...attachment, filename: 'me.pdf', content_type: 'application/pdf' }] },
      undefined,
    ],
    ['nothing', {}, undefined],
  ])('the reason for refusing %s is found', (_what, message, expected) => {
    expect(unusableInMessage(message)).toBe(expected);
    expect(urls(message)).toEqual([]);
  });
});
