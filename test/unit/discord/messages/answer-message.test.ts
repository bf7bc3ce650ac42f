import { ComponentType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { AgeRequest } from '../../../../src/aging/request/age-request.ts';
import { referenceOf } from '../../../../src/aging/request/reference.ts';
import { answerMessage } from '../../../../src/discord/messages/answer-message.ts';
import { readControlId } from '../../../../src/discord/commands/custom-ids/custom-id.ts';

const ID = '12345678901234567890';
const request: AgeRequest = {
  id: ID,
  command: 'age',
  userId: '11111111111111111111',
  channelIds: ['1'],
  venue: { context: 'guild' },
  locale: 'en-US',
  age: 60,
  picture: { url: 'https://cdn.discordapp.com/a.png', spoiler: false, declared: {} },
  private: false,
  uploadLimit: 1000,
  deadline: 0,
  route: {},
};
const picture = { bytes: new Uint8Array([1]), extension: 'jpg', width: 1, height: 1 } as const;

function buttonsOf(change: Partial<AgeRequest>, index = 0) {
  const row = answerMessage({ ...request, ...change }, picture).body.components?.[index];
  if (row?.type !== ComponentType.ActionRow) throw new Error('there is no row of buttons');
  return row.components.map((button) => {
    if (button.type !== ComponentType.Button || !('custom_id' in button)) throw new Error('there is something else');
    const { label, custom_id, disabled = false } = button;
    return { label, disabled, control: readControlId(custom_id), length: custom_id.length };
  });
}

function offers(change: Partial<AgeRequest>): boolean {
  return buttonsOf(change, 1).some(({ control }) => control?.action === 'post');
}

describe('the buttons under an answer', () => {
  test('the buttons contain the id of the request, and Delete contains who may delete', () => {
    const subject = { userId: '22222222222222222222' };
    expect(buttonsOf({ subject }).map(({ label, control }) => [label, control?.action, control?.ids])).toEqual([
      ['10 years older', 'older', [ID]],
      ['10 years younger', 'younger', [ID]],
      ['Another age…', 'another-age', [ID]],
      ['Before/after', 'before-after', [ID]],
    ]);
    const deleters = (change: Partial<AgeRequest>) => buttonsOf(change, 1)[0]?.control;
    expect(deleters({ subject })).toEqual({ action: 'delete', ids: [request.userId, subject.userId] });
    expect(deleters({ subject: { userId: request.userId } })?.ids).toEqual([request.userId]);
  });

  test('the Report button contains the reference, which is also in the footer and the file name', () => {
    const report = buttonsOf({}, 1).at(-1);
    const reference = referenceOf(ID);
    expect(report).toMatchObject({ label: 'Report', control: { action: 'report', ids: [reference] } });
    const { body, files } = answerMessage(request, picture);
    expect(body.embeds?.[0]?.footer?.text).toBe(`AI-altered · ${reference}`);
    expect(files[0]?.name).toBe(`aged-60-${reference}.jpg`);
  });

  test.each([
    [10, undefined, '10 years older', '(10 years younger)'],
    [11, undefined, '10 years older', '1 year younger'],
    [18, 18, '10 years older', '(10 years younger)'],
    [25, 18, '10 years older', '7 years younger'],
    [75, undefined, '5 years older', '10 years younger'],
    [79, undefined, '1 year older', '10 years younger'],
    [80, undefined, '(10 years older)', '10 years younger'],
  ])("the buttons at age %i, with %s as the youngest, don't go beyond the bounds", (age, minAge, ...labels) => {
    const shown = buttonsOf({ age, ...(minAge !== undefined && { minAge }) }).slice(0, 2);
    expect(shown.map(({ label, disabled }) => (disabled ? `(${label})` : label))).toEqual(labels);
  });

  test("only a private answer about one's own picture, in a server with the bot, can be posted", () => {
    const own = { private: true, guildId: '9' };
    expect(offers(own)).toBe(true);
    expect(offers({ ...own, subject: { userId: request.userId } })).toBe(true);
    for (const change of [
      { private: false },
      { guildId: undefined },
      { subject: { userId: '2' } },
      { subject: {} },
      { picture: { ...request.picture, avatarOf: '2' } },
    ]) {
      expect(offers({ ...own, ...change } as Partial<AgeRequest>)).toBe(false);
    }
  });
});

describe('the source of a picture', () => {
  test('the source is named with its link, and pings nobody', () => {
    const messageUrl = 'https://discord.com/channels/1/2/3';
    const { body } = answerMessage({ ...request, subject: { userId: '7', messageUrl } }, picture);
    expect(body.embeds?.[0]?.description).toBe(`From <@7>'s message: ${messageUrl}`);
    expect(body.allowed_mentions).toEqual({ parse: [] });
  });

  test("the source is named without a person if it is a webhook's message", () => {
    const messageUrl = 'https://discord.com/channels/1/2/3';
    const { body } = answerMessage({ ...request, subject: { messageUrl } }, picture);
    expect(body.embeds?.[0]?.description).toBe(`From this message: ${messageUrl}`);
  });

  test("the source isn't named for the person's own picture", () => {
    expect(answerMessage(request, picture).body.embeds?.[0]).not.toHaveProperty('description');
  });
});
