import { DiscordAPIError, type APIInteractionResponse, type REST } from 'discord.js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Respond } from '../../../../src/discord/delivery/acknowledgement.ts';
import { respondInline } from '../../../../src/discord/http/respond-inline.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';

const ROUTE = { kind: 'interaction', applicationId: '2', interactionId: '1', token: 'secret', channel: null } as const;
const DEFERRAL = { type: 5 } as const;
const UNKNOWN = new DiscordAPIError({ code: 10_015, message: 'no' }, 10_015, 404, 'GET', 'https://discord.com', {});

const clock = createFakeClock();
const answer = vi.fn<(id: string, body: object) => Promise<boolean>>();
const get = vi.fn<(route: string) => Promise<unknown>>();
const respondByCallback = vi.fn<Respond>();
const respond = respondInline({
  requests: { answer },
  rest: { get } as unknown as REST,
  finish: (body) => body,
  clock,
  respondByCallback,
});

beforeEach(() => {
  answer.mockReset().mockResolvedValue(true);
  get.mockReset().mockResolvedValue({});
  respondByCallback.mockReset().mockResolvedValue('confirmed');
});

test.each<[string, APIInteractionResponse]>([
  ['a message', { type: 4, data: { content: 'No.' } }],
  ['a form', { type: 9, data: { custom_id: 'a', title: 'A', components: [] } }],
  ['an update', { type: 7, data: { content: 'Yes.' } }],
  ['suggestions', { type: 8, data: { choices: [] } }],
])('%s is the response, and nothing else is asked of Discord', async (_what, response) => {
  expect(await respond(ROUTE, response)).toBe('confirmed');
  expect(answer).toHaveBeenCalledWith('1', response);
  expect(get).not.toHaveBeenCalled();
  expect(respondByCallback).not.toHaveBeenCalled();
});

describe.each([
  ['a deferral', DEFERRAL],
  ['a silent acknowledgement', { type: 6 } as const],
])('%s', (_what, response) => {
  test('counts when Discord knows it', async () => {
    expect(await respond(ROUTE, response)).toBe('confirmed');
    expect(get.mock.calls).toEqual([['/webhooks/2/secret/messages/%40original', { auth: false }]]);
  });

  test('is asked for until Discord knows it', async () => {
    get.mockRejectedValueOnce(UNKNOWN).mockRejectedValueOnce(new Error('reset')).mockRejectedValueOnce(UNKNOWN);
    const outcome = respond(ROUTE, response);
    await settle();
    await clock.advance(2000);
    expect(await outcome).toBe('confirmed');
    expect(get).toHaveBeenCalledTimes(4);
  });
});

test.each([
  ['is lost if Discord says to the end that it does not know it', UNKNOWN, 'lost'],
  ['stays unknown if Discord cannot be asked', new Error('reset'), 'unknown'],
])('a deferral %s', async (_what, error, expected) => {
  get.mockRejectedValue(error);
  const outcome = respond(ROUTE, DEFERRAL);
  await settle();
  await clock.advance(10_000);
  expect(await outcome).toBe(expected);
  expect(get.mock.calls.length).toBeLessThan(20);
});

test.each(['confirmed', 'lost', 'unknown'] as const)(
  'without an open request, or if it broke, the response is a callback: %s',
  async (outcome) => {
    answer.mockResolvedValue(false);
    respondByCallback.mockResolvedValue(outcome);
    expect(await respond(ROUTE, DEFERRAL)).toBe(outcome);
    expect(respondByCallback).toHaveBeenCalledWith(ROUTE, DEFERRAL);
    expect(get).not.toHaveBeenCalled();
  },
);
