import { beforeEach, describe, expect, test } from 'vitest';
import type { Acknowledgement, AgedPicture, Delivered } from '../../../../src/aging/request/ports.ts';
import type { DirectMessages, ReplyOptions } from '../../../../src/discord/delivery/direct-messages.ts';
import { createMessageDelivery } from '../../../../src/discord/delivery/message-delivery.ts';
import type { MessageRoute, Routed } from '../../../../src/discord/delivery/route.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';

const clock = createFakeClock();
const picture: AgedPicture = { bytes: new Uint8Array([1]), extension: 'jpg', width: 1, height: 1 };
const request: Routed<MessageRoute> = {
  id: '1234567890123456789',
  command: 'dm',
  userId: 'alice',
  channelIds: ['dm'],
  venue: { context: 'dm' },
  locale: 'en-US',
  age: 60,
  picture: { url: 'https://cdn.example/photo.jpg', spoiler: false, declared: {} },
  private: false,
  uploadLimit: 10_000_000,
  deadline: clock.now() + 3_600_000,
  route: { kind: 'message', channelId: 'dm', messageId: 'm1' },
};
const never = new AbortController().signal;

let typed: Acknowledgement;
let outcome: Delivered | Error;
let log: string[];
let options: ReplyOptions[];

const messages: DirectMessages = {
  reply: (to, compose, given) => {
    const { content, embeds = [] } = compose().body;
    log.push(`reply to ${to.messageId}: ${content || embeds?.[0]?.title}`);
    options.push(given);
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  },
  type: (channelId) => {
    log.push(`typing in ${channelId}`);
    return Promise.resolve(typed);
  },
  read: () => Promise.resolve(undefined),
  recent: () => Promise.resolve([]),
};

beforeEach(() => {
  typed = 'confirmed';
  outcome = 'delivered';
  log = [];
  options = [];
});

describe('typing', () => {
  test('typing is repeated every 8 s until the answer', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    expect(await delivery.acknowledge(request)).toBe('confirmed');
    delivery.attend(request, never);
    await clock.advance(17_000);
    expect(log).toEqual(['typing in dm', 'typing in dm', 'typing in dm']);

    expect(await delivery.answer(request, picture)).toBe('delivered');
    await clock.advance(30_000);
    expect(log.slice(3)).toEqual(['reply to m1: About 60 years old']);
    expect(clock.sleepers).toBe(0);
  });

  test('typing ends with an apology, and when the bot stops', async () => {
    const delivery = createMessageDelivery({ messages, clock });
    delivery.attend(request, never);
    await delivery.apologise(request, new ExplainedError('no_face'));
    await settle();
    expect(clock.sleepers).toBe(0);
    delivery.attend({ ...request, id: '2' }, never);
    expect(clock.sleepers).toBe(1);
    delivery[Symbol.dispose]();
    await settle();
    expect(clock.sleepers).toBe(0);
  });

  test('typing ends at the deadline', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    delivery.attend({ ...request, deadline: clock.now() + 20_000 }, never);
    await clock.advance(300_000);
    expect(log).toHaveLength(3);
  });

  test('typing ends when the request is left to another process', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    const left = new AbortController();
    delivery.attend(request, left.signal);
    await clock.advance(8000);
    left.abort(new Error('left'));
    await clock.advance(60_000);
    expect(log).toEqual(['typing in dm']);
  });

  test('tells a person who waits that they were heard, without an end to wait for', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    await delivery.acknowledge(request);
    await delivery.progress(request, { position: 1, startsAt: 0 }, never);
    expect(log).toEqual(['typing in dm', 'typing in dm']);
    expect(clock.sleepers).toBe(0);
    expect(await delivery.look(request, never)).toBe('waiting');
    expect(await delivery.confirm(request, never)).toBe(true);
  });

  test('typing continues although Discord refuses it', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    typed = 'unknown';
    expect(await delivery.acknowledge(request)).toBe('confirmed');
  });

  test("typing shows that a person can't be written to", async () => {
    using delivery = createMessageDelivery({ messages, clock });
    typed = 'lost';
    expect(await delivery.acknowledge(request)).toBe('lost');
    await clock.advance(60_000);
    expect(log).toEqual(['typing in dm']);
  });
});

describe('final answers', () => {
  test('the final answers to a request share a nonce that Discord accepts', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    await delivery.answer(request, picture);
    await delivery.apologise(request, new ExplainedError('no_face'));
    await delivery.refuse(request, new ExplainedError('no_face'));
    expect(new Set(options.map(({ nonce }) => nonce))).toEqual(new Set([request.id]));
    expect(request.id.length).toBeLessThanOrEqual(25);
  });

  test('the result says whether the answer was delivered', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    outcome = 'gone';
    expect(await delivery.answer(request, picture)).toBe('gone');
    expect(await delivery.apologise(request, new ExplainedError('no_face'))).toBe('gone');
    expect(await delivery.refuse(request, new ExplainedError('no_face'))).toBe('lost');
    outcome = new Error('Discord is down');
    await expect(delivery.answer(request, picture)).rejects.toMatchObject({ reason: 'upload_failed' });
    await expect(delivery.apologise(request, new ExplainedError('no_face'))).rejects.toThrow('Discord is down');
    expect(await delivery.refuse(request, new ExplainedError('no_face'))).toBe('unknown');
  });

  test('a final answer is tried for a while even after the deadline', async () => {
    using delivery = createMessageDelivery({ messages, clock });
    await delivery.apologise({ ...request, deadline: clock.now() - 1 }, new ExplainedError('too_late'));
    expect(options[0]?.until).toBeGreaterThan(clock.now());
  });
});
