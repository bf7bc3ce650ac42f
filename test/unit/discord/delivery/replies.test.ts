import { DiscordAPIError, type REST } from 'discord.js';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { respondByCallback } from '../../../../src/discord/delivery/acknowledgement.ts';
import { FIRST_RESPONSE } from '../../../../src/bounds.ts';
import { createReplies } from '../../../../src/discord/delivery/replies.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';
import { interactionOf } from '../interactions.ts';

const user = { id: '9', username: 'alice', discriminator: '0', avatar: null };
const event = {
  application_id: '2',
  token: 'secret',
  version: 1,
  type: 2,
  data: { id: '3', name: 'age', type: 1 },
  user,
};
const CALLBACK = 'POST /interactions/1/secret/callback';
const ORIGINAL = '/webhooks/2/secret/messages/%40original';

type Call = (options: { readonly body?: object }) => Promise<unknown>;
const answer = vi.fn<(request: string) => Promise<unknown>>();
let sent: [request: string, body: object | undefined][];
const method = (name: string) => async (route: string, options: Parameters<Call>[0]) => {
  sent.push([`${name} ${route}`, options.body]);
  return await answer(`${name} ${route}`);
};
const rest = { post: method('POST'), patch: method('PATCH'), delete: method('DELETE') } as unknown as REST;

/** Discord's answer with an error. */
function refusal(code: number, status: number): DiscordAPIError {
  return new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', 'https://discord.com', {});
}

const clock = createFakeClock();
const message = { content: 'No.' };
const privately = { type: 4, data: { allowed_mentions: { parse: [] }, content: 'No.', flags: 64 } };
const start = () => ({
  replies: createReplies({ respond: respondByCallback(rest, FIRST_RESPONSE.sendMs), rest, clock }),
  interaction: interactionOf({ id: '1', ...event }),
});

beforeEach(() => {
  sent = [];
  answer.mockReset().mockResolvedValue({});
});

describe('a private message', () => {
  test('a private message can be the first response', async () => {
    const { replies, interaction } = start();
    await replies.privately(interaction, message);
    expect(sent).toEqual([[CALLBACK, privately]]);
  });

  test('a private message replaces a deferral', async () => {
    const { replies, interaction } = start();
    await replies.deferPrivately(interaction);
    await replies.privately(interaction, message);
    expect(sent[0]).toEqual([CALLBACK, { type: 5, data: { flags: 64 } }]);
    expect(sent[1]).toEqual([`PATCH ${ORIGINAL}`, expect.objectContaining(message)]);
  });

  test("a private message follows a silent acknowledgement, so that the control's message stays", async () => {
    const { replies, interaction } = start();
    await replies.silently(interaction);
    await replies.privately(interaction, message);
    expect(sent[0]).toEqual([CALLBACK, { type: 6 }]);
    expect(sent[1]).toEqual(['POST /webhooks/2/secret', expect.objectContaining({ ...message, flags: 64 })]);
  });

  test("a private message that arrives too late isn't sent again, and throws nothing", async () => {
    const { replies, interaction } = start();
    answer.mockRejectedValue(refusal(10_062, 404));
    await replies.privately(interaction, message);
    expect(sent).toHaveLength(1);
  });

  test("a private message that Discord acknowledged although the connection broke isn't sent a third time", async () => {
    const { replies, interaction } = start();
    answer.mockRejectedValueOnce(new Error('reset')).mockRejectedValueOnce(refusal(40_060, 400));
    await replies.privately(interaction, message);
    expect(sent).toHaveLength(2);
  });

  test('a private message after a deferral is retried for a minute', async () => {
    const { replies, interaction } = start();
    await replies.deferPrivately(interaction);
    answer.mockRejectedValue(new Error('reset'));
    const ended = vi.fn<() => void>();
    void replies.privately(interaction, message).then(ended);
    await settle();
    expect(ended).not.toHaveBeenCalled();
    await clock.advance(60_000);
    expect(ended).toHaveBeenCalledOnce();
    expect(sent.length).toBeGreaterThan(3);
  });
});

describe('deleting a message', () => {
  test('a deletion counts as done if the message no longer exists', async () => {
    const { replies, interaction } = start();
    answer.mockImplementation((request) =>
      request.startsWith('DELETE') ? Promise.reject(refusal(10_008, 404)) : Promise.resolve({}),
    );
    await replies.byRemoval(interaction);
    expect(sent.map(([request]) => request)).toEqual([CALLBACK, `DELETE ${ORIGINAL}`]);
  });

  test('a deletion rejects if Discord refuses it', async () => {
    const { replies, interaction } = start();
    answer.mockImplementation((request) =>
      request.startsWith('DELETE') ? Promise.reject(refusal(50_013, 403)) : Promise.resolve({}),
    );
    await expect(replies.byRemoval(interaction)).rejects.toMatchObject({ code: 50_013 });
  });
});
