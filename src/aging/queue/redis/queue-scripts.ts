import { z } from 'zod';
import { attempt } from '../../../storage/attempt.ts';
import type { RedisConnection } from '../../../storage/redis/connecting/redis-connection.ts';
import { script, type Script } from '../../../storage/redis/redis-scripts.ts';
import { runScript } from '../../../storage/redis/run-script.ts';
import { ENTER, LEAVE, PLACE, RECLAIM, RELEASE, REMOVE, TAKE, WAKE, WRITE } from './queue-lua.ts';

const SCRIPTS = new Map<string, Script>(
  [ENTER, LEAVE, RELEASE, WRITE, RECLAIM, TAKE, REMOVE, PLACE, WAKE].map((lua) => [lua, script(lua)]),
);

/** A job of BullMQ, and the lane of its request. */
export interface JobPlace {
  readonly id: string;
  readonly lane: string;
}

export type QueueScripts = ReturnType<typeof createQueueScripts>;

const number = z.number();
const pair = z.tuple([number, number]);

/** @param toKey makes the full name of a key of the queue. */
export function createQueueScripts({ client, timed }: RedisConnection, toKey: (name: string) => string) {
  const lists = ['wait', 'active', 'prioritized', 'delayed', 'stalled', 'marker', 'pc'].map(toKey);

  const run = async (lua: string, { id, lane }: JobPlace, args: readonly (string | number)[] = []) => {
    const keys = [...lists, toKey(id), toKey(`${id}:lock`), toKey(`line:${lane}`)];
    const known = SCRIPTS.get(lua) ?? script(lua);
    return await attempt('queue', () => timed(() => runScript({ client }, known, { keys, args: [id, ...args] })));
  };

  return {
    async enter(place: JobPlace) {
      const reply = z.tuple([number, number, number, number, number]).parse(await run(ENTER, place));
      const [waiting, ahead, round, active, isNew] = reply;
      return { waiting, ahead, round, active, isNew: isNew === 1 };
    },
    leave: async (place: JobPlace) => void (await run(LEAVE, place)),
    release: async (place: JobPlace, data: string, inMs: number) => (await run(RELEASE, place, [data, inMs])) === 1,
    async write(place: JobPlace, token: string, data: string, lockMs: number, isStarted: boolean) {
      const [written, noticedMs] = pair.parse(await run(WRITE, place, [token, data, lockMs, flag(isStarted)]));
      return { written: written === 1, noticedMs: noticedMs < 0 ? undefined : noticedMs };
    },
    async reclaim(place: JobPlace, lock: { token: string; lockMs: number; run: number }, lost: LostJob | undefined) {
      const known = lost ? [lost.data, JSON.stringify({ priority: lost.round }), lost.round, Date.now()] : [];
      const args = [lock.token, lock.lockMs, lock.run, flag(lost !== undefined), ...known];
      return (await run(RECLAIM, place, args)) === 1;
    },
    take: async (place: JobPlace, token: string, lockMs: number) =>
      number.parse(await run(TAKE, place, [token, lockMs])),
    remove: async (place: JobPlace, token = '') => (await run(REMOVE, place, [token])) === 1,
    async place(place: JobPlace) {
      const ahead = number.parse(await run(PLACE, place));
      return ahead < 0 ? undefined : ahead;
    },
    wake: async (place: JobPlace) => void (await run(WAKE, place)),
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
