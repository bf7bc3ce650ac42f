import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type Circumstances, type Pointed } from '../../../../src/discord/conversation/decide.ts';
import type { Phrase } from '../../../../src/discord/words/phrase.ts';
import { topicOf, topicSchema, type Topic } from '../../../../src/discord/conversation/topic.ts';

const bounds = { min: 10, max: 80 };
const photo = { channelId: 'dm', messageId: '101', index: 0 };
const about = (age?: number): Topic => ({ kind: 'photo', photo, ...(age !== undefined && { age }) });
const photosOf = (messageId: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ channelId: 'dm', messageId, index }));
const two: Topic = { kind: 'photos', photos: photosOf('102', 2) };
const sent = (topic: Topic): Pointed => ({ by: 'sending', topic });

const turn = (phrase: Phrase, given: Partial<Circumstances> = {}) =>
  decide({ phrase, topic: undefined, pointed: undefined, bounds, ...given });
const age = (years: number): Phrase => ({ kind: 'age', age: years });
const change = (years: number): Phrase => ({ kind: 'change', years });
const other: Phrase = { kind: 'other' };
const stop: Phrase = { kind: 'stop' };
const help: Phrase = { kind: 'help' };
const unclear: Phrase = { kind: 'unclear' };
const life = (time: 'baby' | 'child' | 'elderly'): Phrase => ({ kind: 'life', time });

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
    expect(turn(change(10), { topic: about(50), pointed: sent(topicOf('dm', '103', 1)) }).act.kind).toBe('ask age');
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
    const second = { ...photo, messageId: '102', index: 1 };
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
      photo: { ...photo, messageId: '102' },
      age: 45,
    });
  });

  test('a number sent with several photos is an age, not a choice', () => {
    expect(turn(age(2), { pointed: sent(two) }).act.kind).toBe('out of range');
  });
});

describe('photos one after the other', () => {
  const second = topicOf('dm', '104', 1);
  const both = { ...second, waiting: [photo] };

  test('a photo that is sent while another waits for an age is asked about, and both are kept', () => {
    const asked = turn(other, { topic: about(), pointed: sent(second) });
    expect(asked).toEqual({ topic: both, act: { kind: 'ask age', photo: { ...photo, messageId: '104' } } });
  });

  test('an age that can be for either of them leads to a question, and a number chooses', () => {
    const photos = [photo, { ...photo, messageId: '104' }];
    const wanted: Topic = { kind: 'photos', photos, age: 60 };
    expect(turn(age(60), { topic: both })).toEqual({ topic: wanted, act: { kind: 'ask which', photos: wanted } });
    expect(turn(age(1), { topic: wanted }).act).toEqual({ kind: 'make', photo, age: 60 });
    expect(turn(age(90), { topic: both }).act.kind).toBe('out of range');
  });

  test('an age that is sent with a photo, or as a reply to one, is for that photo', () => {
    expect(turn(age(60), { topic: about(), pointed: sent(second) }).act).toMatchObject({ kind: 'make', age: 60 });
    const pointed: Pointed = { by: 'reply', topic: about() };
    expect(turn(age(60), { topic: both, pointed }).act).toEqual({ kind: 'make', photo, age: 60 });
  });

  test('photos that have their age, or were sent long before, do not wait', () => {
    const later = topicOf('dm', String(BigInt(101) + (BigInt(16 * 60_000) << 22n)), 1);
    expect(turn(other, { topic: about(60), pointed: sent(second) }).topic).toEqual(second);
    expect(turn(other, { topic: about(), pointed: sent(later) }).topic).toEqual(later);
  });
});

describe('words in place of an age', () => {
  const again: Phrase = { kind: 'again' };

  test('a time of life is an age within the bounds', () => {
    expect(turn(life('child'), { topic: about(60) }).act).toEqual({ kind: 'make', photo, age: 12 });
    expect(turn(life('elderly'), { topic: about() }).act).toEqual({ kind: 'make', photo, age: 75 });
    expect(turn(life('child'), { topic: about(60), bounds: { min: 18, max: 80 } }).act).toMatchObject({ age: 18 });
    expect(turn(life('baby'), { topic: about(60) }).act).toEqual({ kind: 'at the bound', age: 10 });
    expect(turn(life('elderly')).act).toEqual({ kind: 'no photo' });
    expect(turn(life('elderly'), { topic: two }).act).toEqual({ kind: 'ask which', photos: { ...two, age: 75 } });
  });

  test('"again" makes the last picture or timeline once more', () => {
    expect(turn(again, { topic: about(60) }).act).toEqual({ kind: 'make', photo, age: 60 });
    expect(turn(again, { topic: about() }).act.kind).toBe('ask age');
    expect(turn(again).act.kind).toBe('no photo');
    expect(turn(again, { topic: about(60), pointed: sent(topicOf('dm', '104', 1)) }).act.kind).toBe('ask age');
    const made = turn({ kind: 'timeline', ages: [20, 40] }, { topic: about() });
    expect(turn(again, { topic: made.topic }).act).toEqual(made.act);
  });

  test('a timeline has the ages that were said, or the usual ones', () => {
    const made = (ages?: number[]) => turn({ kind: 'timeline', ...(ages && { ages }) }, { topic: about() }).act;
    expect(made()).toEqual({ kind: 'make', photo, age: 80, timeline: [20, 35, 50, 65, 80] });
    expect(made([40, 20])).toEqual({ kind: 'make', photo, age: 20, timeline: [40, 20] });
    for (const wrong of [[], [20], [5, 20], [20, 90], [10, 20, 30, 40, 50, 60]]) {
      expect(made(wrong)).toEqual({ kind: 'no timeline' });
    }
    const several = turn({ kind: 'timeline', ages: [20, 40] }, { topic: two });
    expect(turn(age(2), { topic: several.topic }).act).toMatchObject({ kind: 'make', age: 40, timeline: [20, 40] });
  });

  test('words that ask for no picture keep the topic, and make nothing', () => {
    const acts = (['thanks', 'hello', 'my data', 'before and after'] as const).map((kind) => {
      const { act, topic } = turn({ kind }, { topic: about(60) });
      expect(topic).toBeUndefined();
      return act.kind;
    });
    expect(acts).toEqual(['welcome', 'greet', 'my data', 'compare']);
    expect(turn({ kind: 'thanks' }, { pointed: sent(about()) }).act.kind).toBe('ask age');
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
  const topics = fc.constantFrom(topicOf('dm', '101', 1), topicOf('dm', '102', 3), about(80), about(15));
  const phrases = fc.oneof(
    fc.integer({ min: -5, max: 200 }).map(age),
    fc.integer({ min: -100, max: 100 }).map(change),
    fc.constantFrom<Phrase>(other, stop, help, unclear, { kind: 'again' }, { kind: 'timeline' }, { kind: 'thanks' }),
    fc.constantFrom('baby', 'child', 'elderly').map(life),
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
        const { kind: _made, ...made } = decision.act;
        expect(topic).toEqual({ kind: 'photo', ...made });
      }
    }),
  );
});
