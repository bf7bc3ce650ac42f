import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { Visitor } from 'rolldown/utils';
import { expect, test } from 'vitest';

const WHY = `V8 keeps what a getter of an object literal can see, such as a picture, until it marks the whole heap. Use a \
method, or a class. If the object is made once for a process, a connection or a shard, add it to MADE_ONCE in \
test/unit/project/getters.test.ts. docs/performance.md has the measurements.`;

/** Getters of objects that are made once for a process, a connection, a shard or a start. */
const MADE_ONCE: Readonly<Record<string, readonly string[]>> = {
  'src/aging/aging.ts': ['active'],
  'src/aging/line/waiting-line.ts': ['waiting'],
  'src/aging/queue/embedded-queue.ts': ['waiting', 'active'],
  'src/aging/queue/redis/held-jobs.ts': ['size'],
  'src/aging/queue/redis/job-runs.ts': ['active'],
  'src/aging/queue/redis/place-notices.ts': ['size'],
  'src/aging/queue/redis/engine/queue-engine.ts': ['most'],
  'src/aging/queue/redis/redis-health.ts': ['isDown', 'isSteady'],
  'src/aging/queue/redis/redis-queue.ts': ['waiting', 'active'],
  'src/async/fair-queue.ts': ['isFull', 'waiting', 'active'],
  'src/discord/gateway/shard/sessions.ts': ['current'],
  'src/discord/gateway/shard/shard-set.ts': ['isConnected'],
  'src/discord/gateway/shard/shard.ts': ['heartbeat'],
  'src/discord/gateway/sharding/claims.ts': ['held'],
  'src/discord/gateway/sharding/shared-claims.ts': ['held', 'total'],
  'src/discord/gateway/sharding/shared-table.ts': ['current', 'confirmedAt'],
  'src/endpoint/breaker.ts': ['refusal', 'open'],
  'src/endpoint/pacing/call-queue.ts': ['length'],
  'src/endpoint/pacing/durations.ts': ['averageMs'],
  'src/endpoint/pacing/gate.ts': ['pausedUntil', 'perSecond', 'active', 'waiting'],
  'src/endpoint/pacing/rate.ts': ['perSecond', 'nextAt'],
  'src/endpoint/pacing/shared-pace.ts': ['state', 'processes', 'isAlone'],
  'src/endpoint/pacing/shared-rate.ts': ['nextAt'],
  'src/endpoint/pacing/shared-turns.ts': ['pausedUntil', 'perSecond'],
  'src/endpoint/pacing/turns.ts': ['pausedUntil', 'perSecond', 'isKnown', 'nextAt'],
  'src/picture/faces/network/memory-plan.ts': ['bytes'],
  'src/picture/picture-memory.ts': ['usedBytes'],
  'src/picture/process/picture-jobs.ts': ['processes'],
  'src/storage/deferred-storage.ts': ['redis'],
  'src/storage/sealing/former-format.ts': ['isWritten', 'isRead'],
};

/** The getters and setters of object literals in a file. */
function gettersIn(code: string): string[] {
  const found: string[] = [];
  const visitor = new Visitor({
    Property({ kind, key }) {
      if (kind !== 'init') found.push(key.type === 'Identifier' ? key.name : code.slice(key.start, key.end));
    },
  });
  visitor.visit(parseAst(code, { lang: 'ts' }));
  return found;
}

test('objects that are made for each request have no getters', () => {
  const files = globSync('{src,commands}/**/*.{ts,js}').map((path) => path.replaceAll('\\', '/'));
  expect(files.length).toBeGreaterThan(300);
  const found = files
    .sort()
    .filter((path) => !path.endsWith('.as.ts'))
    .map((path) => [path, gettersIn(readFileSync(path, 'utf8'))] as const)
    .filter(([, getters]) => getters.length > 0);
  expect(Object.fromEntries(found), WHY).toEqual(MADE_ONCE);
});

test('getters of object literals are found, and those of classes are allowed', () => {
  const code =
    'const a = { get b(): number { return 1; }, get: 1, set c(d: number) {} }; class E { get f() { return a; } }';
  expect(gettersIn(code)).toEqual(['b', 'c']);
});
