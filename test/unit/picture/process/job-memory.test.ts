import { expect, test } from 'vitest';
import { createJobMemory } from '../../../../src/picture/process/job-memory.ts';

const isZero = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);

test.each([
  ['smaller', 1000, 10],
  ['as large', 1000, 1000],
  ['larger', 1000, 5000],
  ['too large to be kept', 1000, 3_000_000],
  ['small after one that is too large to be kept', 3_000_000, 1000],
])(
  'the memory of a job that is %s shows nothing of the one before, not even behind its end',
  (_what, first, second) => {
    const allocate = createJobMemory();
    const before = allocate(first);
    before.fill(1);
    const after = allocate(second);
    expect(after).toHaveLength(second);
    expect(isZero(Buffer.from(after.buffer))).toBe(true);
  },
);

test('memory is kept for the next job, unless there is much of it', () => {
  const allocate = createJobMemory();
  const small = allocate(1000);
  expect(allocate(2000).buffer).toBe(small.buffer);
  const large = allocate(3_000_000);
  expect(allocate(3_000_000).buffer).not.toBe(large.buffer);
  expect(allocate(500).buffer).toBe(small.buffer);
});

test('the memory of the job before is wiped even if the next one has its own', () => {
  const allocate = createJobMemory();
  const before = allocate(1000);
  before.fill(1);
  allocate(3_000_000);
  expect(isZero(before)).toBe(true);
});
