import { existsSync } from 'node:fs';

/**
 * The test files that take longest, longest first, as measured on two processors. They start first, since one of them
 * would otherwise run alone at the end. Most wait for delays of the bot; those that don't use the processors meanwhile.
 */
const LONGEST = [
  'test/slow/recovery/discord-faults.test.ts',
  'test/slow/fleet/shards.test.ts',
  'test/slow/fleet/requests.test.ts',
  'test/slow/answers/timeline.test.ts',
  'test/slow/fleet/redis-crash.test.ts',
  'test/slow/running/compile-cache.test.ts',
  'test/slow/picture/picture-jobs.test.ts',
  'test/slow/pictures/result-faults.test.ts',
  'test/slow/queue/redis-queue.test.ts',
  'test/slow/answers/buttons.test.ts',
  'test/slow/running/operator-webhook.test.ts',
  'test/slow/recovery/outage.test.ts',
  'test/slow/people/fairness.test.ts',
  'test/slow/running/build.test.ts',
  'test/slow/pictures/faces.test.ts',
  'test/slow/recovery/over-http.test.ts',
  'test/slow/pictures/formats.test.ts',
  'test/slow/storage/moving.test.ts',
  'test/slow/people/newcomers.test.ts',
  'test/slow/playground/in-browser.test.ts',
  'test/slow/setup/doctor.test.ts',
  'test/slow/picture/picture-workshop.test.ts',
  'test/slow/storage/redis-failure.test.ts',
  'test/slow/queue/work-queue.test.ts',
  'test/slow/pictures/hosting.test.ts',
  'test/slow/recovery/gateway.test.ts',
  'test/slow/endpoint/endpoint-connection.test.ts',
  'test/slow/picture/left-in-memory.test.ts',
  'test/slow/running/shared-redis.test.ts',
  'test/slow/recovery/crash.test.ts',
  'test/slow/people/admin.test.ts',
  'test/slow/fleet/redis-kinds.test.ts',
  'test/slow/storage/starting.test.ts',
  'test/slow/picture/faces.test.ts',
  'test/slow/setup/setup.test.ts',
  'test/slow/people/at-rest.test.ts',
  'test/slow/people/privacy.test.ts',
  'test/slow/people/deleted-bytes.test.ts',
  'test/slow/fleet/killed-while-paused.test.ts',
  'test/slow/recovery/late.test.ts',
  'test/slow/fleet/operator-commands.test.ts',
  'test/slow/direct-messages/direct-messages.test.ts',
  'test/slow/recovery/chaos.test.ts',
  'test/slow/queue/books.test.ts',
  'test/slow/storage/redis-kinds.test.ts',
  'test/slow/pictures/sharp-missing.test.ts',
  'test/slow/endpoint/endpoint-retries.test.ts',
  'test/soak/fleet/paused.test.ts',
  'test/soak/fleet/rolling-restart.test.ts',
  'test/soak/recovery/refusals.test.ts',
  'test/soak/fleet/same-bot-twice.test.ts',
  'test/soak/picture/face-network.test.ts',
  'test/soak/pictures/busy-machine.test.ts',
  'test/soak/playground/real-endpoint.test.ts',
  'test/bot/running/restart.test.ts',
  'test/bot/people/paces.test.ts',
  'test/bot/running/login.test.ts',
  'test/unit/discord/shard/shard.test.ts',
  'test/bot/answers/acknowledgement.test.ts',
  'test/bot/answers/answering.test.ts',
  'test/bot/running/starts-anywhere.test.ts',
  'test/bot/pictures/heic.test.ts',
  'test/bot/answers/try-again.test.ts',
  'test/bot/answers/post-here.test.ts',
  'test/bot/endpoint/endpoint-unclear.test.ts',
  'test/bot/answers/uploading.test.ts',
  'test/bot/recovery/lent-pictures.test.ts',
  'test/bot/people/secrets.test.ts',
  'test/bot/recovery/stages.test.ts',
  'simulator/test/protocol/gateway.test.ts',
  'test/unit/picture/fetching/guarded-fetch.test.ts',
  'test/unit/picture/codecs/heic-damaged.test.ts',
] as const;

/**
 * Sorts files by how long they take; the order of others is kept.
 * @param root the folder of the repository
 * @param pathOf the absolute path of a file
 * @throws if a file of the list was moved or deleted
 */
export function longestFirst<T>(files: readonly T[], root: string, pathOf: (file: T) => string): T[] {
  const places = new Map(LONGEST.map((path, place) => [`${root}${path}`, place]));
  for (const path of places.keys()) if (!existsSync(path)) throw new Error(`${path} doesn't exist any more`);
  const placeOf = (file: T) => places.get(pathOf(file)) ?? LONGEST.length;
  return files.toSorted((one, other) => placeOf(one) - placeOf(other));
}
