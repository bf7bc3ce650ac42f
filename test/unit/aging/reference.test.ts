import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReference, referenceOf } from '../../../src/aging/request/reference.ts';

const SHAPE = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;
const reference = referenceOf('1234567890123456789');

test('a reference is short, stable, and different for each request', () => {
  expect(reference).toMatch(SHAPE);
  expect(referenceOf('1234567890123456789')).toBe(reference);
  const many = Array.from({ length: 10_000 }, (_, id) => referenceOf(String(id)));
  expect(new Set(many).size).toBe(many.length);
});

const isReadable = (typed: string) => SHAPE.test(readReference(typed) ?? reference);
const isItself = (id: string) => readReference(referenceOf(id)) === referenceOf(id);

describe('what people type', () => {
  test.each([
    ['7K2QF-9MXTB', '7K2QF-9MXTB'],
    [' 7k2qf-9mxtb ', '7K2QF-9MXTB'],
    ['7k2qf9mxtb', '7K2QF-9MXTB'],
    ['7K2QF 9MXTB', '7K2QF-9MXTB'],
    ['OK2QF-9MXTl', '0K2QF-9MXT1'],
    ['aged-60-7K2QF-9MXTB.jpg', '7K2QF-9MXTB'],
    ['SPOILER_aged-20-35-50-7K2QF-9MXTB.webp', '7K2QF-9MXTB'],
    ['AI-altered · 7K2QF-9MXTB', '7K2QF-9MXTB'],
    ['before-after-7K2QF-9MXTB.jpg', '7K2QF-9MXTB'],
    ['SPOILER_before-after-7K2QF-9MXTB.jpg', '7K2QF-9MXTB'],
    ['7K2QF-9MXTU', undefined],
    ['7K2QF-9MXT', undefined],
    ['this one', undefined],
    ['', undefined],
  ])('the text "%s" gives %s', (typed, expected) => {
    expect(readReference(typed)).toBe(expected);
  });

  test('any text can be read, and a reference gives itself', () => {
    expect(() => assert(property(string(), isReadable))).not.toThrow();
    expect(() => assert(property(string(), isItself))).not.toThrow();
  });
});
