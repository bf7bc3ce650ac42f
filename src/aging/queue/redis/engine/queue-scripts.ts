import { raw2NextJobData } from 'bullmq';
import { z } from 'zod';
import { attempt } from '../../../../storage/attempt.ts';
import type { RedisConnection } from '../../../../storage/redis/connecting/redis-connection.ts';
import type { Script } from '../../../../storage/redis/redis-scripts.ts';
import * as lua from './queue-lua.ts';

const { ADOPT, ENTER, HAND_OVER, LEAVE, LET_GO, PLACE, RECLAIM, RELEASE, REMOVE, TAKE, TAKE_NEXT, WAKE, WRITE } = lua;

/** A job of BullMQ, and the lane of its request. */
export interface JobPlace {
  readonly id: string;
  readonly lane: string;
}

export type QueueScripts = ReturnType<typeof createQueueScripts>;

/** For what is about no job. */
const NOWHERE: JobPlace = { id: '', lane: '' };

const number = z.number();
const pair = z.tuple([number, number]);
const nextReply = z.tuple([z.unknown(), z.unknown(), number, number, number]);

/** @param toKey makes the full name of a key of the queue. */
export function createQueueScripts({ scripts, client, timed }: RedisConnection, toKey: (name: string) => string) {
  scripts.know(Object.values(lua));
  const lists = ['wait', 'active', 'prioritized', 'delayed', 'stalled', 'marker', 'pc'].map(toKey);

  const run = async (script: Script, { id, lane }: JobPlace, args: readonly (string | number)[] = []) => {
    const keys = [...lists, toKey(id), toKey(`${id}:lock`), toKey(`line:${lane}`)];
    return await attempt('queue', () => scripts.run(script, { keys, args: [id, ...args] }));
  };

  return {
    async enter(place: JobPlace) {
      const reply = z.tuple([number, number, number, number, number]).parse(await run(ENTER, place));
      const [waiting, ahead, round, active, isNew] = reply;
      return { waiting, ahead, round, active, isNew: isNew === 1 };
    },
    leave: async (place: JobPlace) => void (await run(LEAVE, place)),
    /** @param free how many jobs this process can take. @returns whether this process is to take it. */
    async release(place: JobPlace, data: string, inMs: number, free: number) {
      const reply = await run(RELEASE, place, [data, inMs, free]);
      return { isReleased: reply !== 0, isOurs: reply === 2 };
    },
    /** Gives a waiting job to the lock of `token`. A job that came late would be nobody's while it is locked. */
    async takeNext(token: string, lockMs: number) {
      const input = { keys: lists, args: [toKey(''), Date.now(), token, lockMs] };
      const reply = await scripts.runPatiently(TAKE_NEXT, input);
      const [raw, id, limit, delayedUntil, left] = nextReply.parse(reply);
      return { next: raw2NextJobData([raw, id, limit, delayedUntil]), delayedUntil, left };
    },
    /** @param lock with the name of the connection whose process is about to make a call, if it is */
    async write(
      place: JobPlace,
      lock: { token: string; lockMs: number; caller: string },
      data: string,
      isStarted: boolean,
    ) {
      const args = [lock.token, data, lock.lockMs, flag(isStarted), lock.caller];
      const [written, noticedMs] = pair.parse(await run(WRITE, place, args));
      return { written: written === 1, noticedMs: noticedMs < 0 ? undefined : noticedMs };
    },
    async reclaim(place: JobPlace, lock: { token: string; lockMs: number; run: number }, lost: LostJob | undefined) {
      const known = lost ? [lost.data, JSON.stringify({ priority: lost.round }), lost.round, Date.now()] : [];
      const args = [lock.token, lock.lockMs, lock.run, flag(lost !== undefined), ...known];
      return (await run(RECLAIM, place, args)) === 1;
    },
    /** The connection of the process that may be in a call for this job. */
    async callerOf(place: JobPlace) {
      const name = await attempt('queue', () => timed(() => client.hget(toKey(place.id), 'caller')));
      return name ?? undefined;
    },
    /** Makes a job whose last worker may be in a call this worker's own, or puts it off. @returns whether it is its own. */
    adopt: async (place: JobPlace, token: string, waitMs: number) => (await run(ADOPT, place, [token, waitMs])) === 1,
    /** Gives a job with which nothing has been begun to the next worker, as one that was never run. */
    handOver: async (place: JobPlace, token: string) => void (await run(HAND_OVER, place, [token])),
    /** Ends the claim of this worker on a job, and its lock too if another is to have it now. */
    letGo: async (place: JobPlace, token: string, withLock: boolean) =>
      void (await run(LET_GO, place, [token, flag(withLock)])),
    take: async (place: JobPlace, token: string, lockMs: number) =>
      number.parse(await run(TAKE, place, [token, lockMs])),
    remove: async (place: JobPlace, token = '') => (await run(REMOVE, place, [token, ''])) === 1,
    /** The same, unless there has been another run. @param number of the own run; 0 = none */
    withdraw: async (place: JobPlace, token: string, number: number) =>
      (await run(REMOVE, place, [token, number])) === 1,
    async place(place: JobPlace) {
      const ahead = number.parse(await run(PLACE, place));
      return ahead < 0 ? undefined : ahead;
    },
    /** Leaves a sign for idle workers. */
    mark: async ({ member, score }: { member: string; score: number }) =>
      void (await attempt('queue', () => timed(() => client.zadd(toKey('marker'), score, member)))),
    /** Wakes an idle worker. Fails wherever the queue could not be used. */
    wake: async () => void (await run(WAKE, NOWHERE)),
  };
}

function flag(isSet: boolean): string {
  return isSet ? '1' : '0';
}

/** What is known of a job that Redis may have lost. */
export interface LostJob {
  readonly data: string;
  readonly round: number;
}
