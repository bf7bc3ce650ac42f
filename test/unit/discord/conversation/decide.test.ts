import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Circumstances, type Pointed } from '../../../../src/discord/conversation/decide.ts';
import type { Phrase } from '../../../../src/discord/words/phrases.ts';
import { topicOf, topicSchema, type Topic } from '../../../../src/discord/conversation/topic.ts';

const bounds = { min: 10, max: 80 };
const photo = { channelId: 'dm', messageId: 'm1', index: 0 };
const about = (age?: number): Topic => ({ kind: 'photo', photo, ...(age !== undefined && { age }) });
const two: Topic = { kind: 'photos', channelId: 'dm', messageId: 'm2', count: 2 };
const sent = (topic: Topic): Pointed => ({ by: 'sending', topic });

const turn = (phrase: Phrase, given: Partial<Circumstances> = {}) =>
  decide({ phrase, topic: undefined, pointed: undefined, bounds, ...given });
const age = (years: number): Phrase => ({ kind: 'age', age: years });
const change = (years: number): Phrase => ({ kind: 'change', years });
const other: Phrase = { kind: 'other' };
const stop: Phrase = { kind: 'stop' };
const help: Phrase = { kind: 'help' };
const unclear: Phrase = { kind: 'unclear' };

describe('one photo', () => {
  test('a photo without an age leads to a question', () => {
    expect(turn(other, { pointed: sent(about()) })).toEqual({ topic: about(), act: { kind: 'ask age', photo } });
  });

  test('a photo with an age is made at once', () => {
    const made = { topic: about(60), act: { kind: 'make', photo, age: 60 } };
    expect(turn(age(60), { pointed: sent(about()) })).toEqual(made);
    expect(turn(age(60), { topic: about(20) })).toEqual(made);
  });

  test("a photo's age can be changed within the bounds", () => {
    expect(turn(change(10), { topic: about(60) }).act).toEqual({ kind: 'make', photo, age: 70 });
    expect(turn(change(10), { topic: about(75) }).act).toEqual({ kind: 'make', photo, age: 80 });
    expect(turn(change(-99), { topic: about(75) }).act).toEqual({ kind: 'make', photo, age: 10 });
    expect(turn(change(10), { topic: about(80) }).act).toEqual({ kind: 'at the bound', age: 80 });
    expect(turn(change(-1), { topic: about(10) }).act).toEqual({ kind: 'at the bound', age: 10 });
  });

  test('a change without a previous age leads to a question', () => {
    expect(turn(change(10), { topic: about() }).act).toEqual({ kind: 'ask age', photo });
    expect(turn(change(10), { topic: about(50), pointed: sent(topicOf('dm', 'new', 1)) }).act.kind).toBe('ask age');
  });

  test('a photo keeps its age when it is replied to', () => {
    const pointed: Pointed = { by: 'reply', topic: about() };
    expect(turn(change(10), { topic: about(50), pointed }).act).toEqual({ kind: 'make', photo, age: 60 });
  });

  test('a photo is kept when the age is out of range', () => {
    for (const wrong of [0, 9, 81, 2019]) {
      expect(turn(age(wrong), { pointed: sent(about()) })).toEqual({ topic: about(), act: { kind: 'out of range' } });
    }
  });

  test("an age that isn't understood leads to another question", () => {
    const asked = { topic: about(), act: { kind: 'ask age', photo } };
    for (const phrase of [unclear, other]) {
      expect(turn(phrase, { topic: about() })).toEqual(asked);
      expect(turn(phrase, { pointed: sent(about()) })).toEqual(asked);
    }
    expect(turn(unclear, { topic: about(60) }).act.kind).toBe('ask age');
    expect(turn(other, { topic: about(60) }).act.kind).toBe('help');
    expect(turn(help, { topic: about() }).act.kind).toBe('help');
    expect(turn(help, { pointed: sent(about()) })).toEqual(asked);
    expect(turn(unclear, { topic: two }).act.kind).toBe('ask which');
  });

  test('a photo with the caption "stop" is a photo', () => {
    expect(turn(stop, { pointed: sent(about()) }).act.kind).toBe('ask age');
  });

  test("thanks for an answer don't lead to a question about its photo", () => {
    expect(turn(other, { pointed: { by: 'reply to answer', topic: about(50) } }).act.kind).toBe('help');
    expect(turn(other, { pointed: { by: 'reply', topic: about() } }).act.kind).toBe('ask age');
  });
});

describe('several photos', () => {
  test('several photos lead to a question, and a number chooses', () => {
    expect(turn(other, { pointed: sent(two) })).toEqual({ topic: two, act: { kind: 'ask which', photos: two } });
    const second = { ...photo, messageId: 'm2', index: 1 };
    expect(turn(age(2), { topic: two }).act).toEqual({ kind: 'ask age', photo: second });
  });

  test('the wanted age is kept until one of several photos is chosen', () => {
    const wanted = { ...two, age: 45 };
    expect(turn(age(45), { pointed: sent(two) })).toEqual({
      topic: wanted,
      act: { kind: 'ask which', photos: wanted },
    });
    expect(turn(age(45), { topic: two }).topic).toEqual(wanted);
    expect(turn(age(1), { topic: wanted }).act).toEqual({
      kind: 'make',
      photo: { ...photo, messageId: 'm2' },
      age: 45,
    });
  });

  test('a number sent with several photos is an age, not a choice', () => {
    expect(turn(age(2), { pointed: sent(two) }).act.kind).toBe('out of range');
  });
});

test('there is nothing to make without a photo', () => {
  expect(turn(age(60)).act).toEqual({ kind: 'no photo' });
  expect(turn(change(10)).act).toEqual({ kind: 'no photo' });
  expect(turn(other).act).toEqual({ kind: 'help' });
});

test("the bot can't continue by words from an answer whose photo isn't in a message", () => {
  const pointed: Pointed = { by: 'reply to answer', topic: undefined };
  expect(turn(change(10), { topic: about(60), pointed })).toEqual({ act: { kind: 'not a message' } });
  expect(turn(other, { topic: about(60), pointed })).toEqual({ act: { kind: 'help' } });
});

test('the word "stop" deletes the topic, whatever it was', () => {
  expect(turn(stop)).toEqual({ act: { kind: 'forget' } });
  expect(turn(stop, { topic: about(60), pointed: { by: 'reply', topic: two } })).toEqual({ act: { kind: 'forget' } });
});

test('in any conversation, only ages within the bounds are made, from a photo that was sent', () => {
  const topics = fc.constantFrom(topicOf('dm', 'm1', 1), topicOf('dm', 'm2', 3), about(80), about(15));
  const phrases = fc.oneof(
    fc.integer({ min: -5, max: 200 }).map(age),
    fc.integer({ min: -100, max: 100 }).map(change),
    fc.constantFrom(other, stop, help, unclear),
  );
  const by = fc.constantFrom<Pointed['by']>('sending', 'reply', 'reply to answer');
  const step = fc.record({ phrase: phrases, pointed: fc.option(fc.record({ by, topic: topics }), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let topic: Topic | undefined;
      for (const { phrase, pointed } of steps) {
        const decision = decide({ phrase, pointed, topic, bounds });
        if (decision.topic) topic = topicSchema.parse(decision.topic);
        if (decision.act.kind === 'forget') topic = undefined;
        if (decision.act.kind !== 'make') continue;
        expect(decision.act.age).toBeGreaterThanOrEqual(bounds.min);
        expect(decision.act.age).toBeLessThanOrEqual(bounds.max);
        expect(topic).toEqual({ kind: 'photo', photo: decision.act.photo, age: decision.act.age });
      }
    }),
  );
});
