import { describe, expect, test } from 'vitest';
import { createPictureTurns } from '../../../../src/picture/picture-turns.ts';
import { PictureJobError } from '../../../../src/picture/process/picture-job-error.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';

const SECOND = 1000;
const QUICK = 1.5 * SECOND;
const WHOLE = 5 * SECOND;
const signal = undefined;

/** Two slots on a fake clock, and when each person's jobs ended, in ms. */
function createWorld(slots = 2) {
  const clock: FakeClock = createFakeClock(0);
  const turns = createPictureTurns({ slots, quickMs: QUICK, now: clock.now });
  const ended: { person: string; at: number }[] = [];
  const running: Promise<void>[] = [];
  /** A job that needs so much time; one that gets less overruns. */
  const job = (person: string, needsMs: number, isLong = false) => {
    const work = async (ms: number) => {
      await clock.sleep(Math.min(ms, needsMs));
      if (needsMs > ms) throw new PictureJobError('overran');
    };
    const outcome = turns.run({ person, processorMs: WHOLE, isLong, signal }, work).then(
      () => 'done',
      (error: unknown) => (error instanceof PictureJobError ? error.kind : String(error)),
    );
    running.push(outcome.then(() => void ended.push({ person, at: clock.now() })));
    return outcome;
  };
  const of = (person: string) => ended.filter((each) => each.person === person).map(({ at }) => at);
  return { clock, job, of };
}

describe('the turns of picture jobs', () => {
  test('a person with many jobs delays another one by one job only', async () => {
    const { clock, job, of } = createWorld();
    for (let count = 0; count < 40; count += 1) void job('Mallory', SECOND);
    void job('Alice', 0.1 * SECOND);
    await clock.advance(60 * SECOND);
    expect(of('Alice')).toEqual([1.1 * SECOND]);
    expect(of('Mallory')).toHaveLength(40);
  });

  test('two people whose jobs use up their time keep nobody waiting for longer than the short time', async () => {
    const { clock, job, of } = createWorld();
    for (let count = 0; count < 20; count += 1) for (const person of ['Mallory', 'Trudy']) void job(person, 1e6);
    for (let count = 0; count < 20; count += 1) {
      const asked = clock.now();
      const done = job(`Innocent ${count}`, 0.2 * SECOND);
      await clock.advance(3 * SECOND);
      // Without this, a job that isn't done would be waited for on a clock that stands still.
      expect(of(`Innocent ${count}`)).toHaveLength(1);
      expect(await done).toBe('done');
      expect((of(`Innocent ${count}`)[0] ?? Infinity) - asked).toBeLessThanOrEqual(QUICK + 0.2 * SECOND);
    }
  });

  test('whoever has used up a short time gets no other for ten minutes, and all places later', async () => {
    const { clock, job, of } = createWorld();
    void job('Mallory', 1e6);
    await clock.advance(10 * SECOND);
    // Long jobs have one place of two.
    for (let count = 0; count < 4; count += 1) void job('Mallory', SECOND);
    await clock.advance(10 * SECOND);
    expect(of('Mallory').slice(1)).toEqual([11, 12, 13, 14].map((at) => at * SECOND));
    await clock.advance(600 * SECOND);
    for (let count = 0; count < 4; count += 1) void job('Mallory', SECOND);
    await clock.advance(10 * SECOND);
    expect(of('Mallory').slice(5)).toEqual([621, 621, 622, 622].map((at) => at * SECOND));
  });

  test('a job that is not done in the short time gets its whole time, and then is done or has overrun', async () => {
    const { clock, job, of } = createWorld();
    const [long, endless] = [job('Alice', 4 * SECOND), job('Bob', 1e6)];
    await clock.advance(60 * SECOND);
    expect([await long, await endless]).toEqual(['done', 'overran']);
    expect(of('Alice')).toEqual([QUICK + 4 * SECOND]);
  });

  test('jobs that are known to be long never have all slots, and begin with their whole time', async () => {
    const { clock, job, of } = createWorld();
    for (let count = 0; count < 10; count += 1) void job(`Photographer ${count}`, 4 * SECOND, true);
    await clock.advance(SECOND);
    void job('Alice', 0.1 * SECOND);
    await clock.advance(60 * SECOND);
    expect(of('Alice')).toEqual([1.1 * SECOND]);
    expect(of('Photographer 0')).toEqual([4 * SECOND]);
  });

  test('with one slot everything is done, too', async () => {
    const { clock, job } = createWorld(1);
    const all = [job('Alice', 4 * SECOND), job('Bob', 0.1 * SECOND), job('Carol', 4 * SECOND, true)];
    await clock.advance(60 * SECOND);
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done']);
  });
});
