import type { Script, Step } from 'discord-simulator/endpoint';
import type { Seeded } from './seeded.ts';

/** The share of endpoint calls that fail. */
const SHARE = 0.25;

const error = (status: number, code: string, message: string, headers?: Record<string, string>): Step => ({
  answer: { status, body: { error: { code, message } }, ...(headers && { headers }) },
});

const STEPS: readonly Step[] = [
  error(500, 'api_error', '未检测到人脸。'),
  error(500, 'api_error', 'Internal error'),
  error(503, 'unavailable', 'Service unavailable'),
  error(429, 'rate_limited', 'Slow down', { 'retry-after': '1' }),
  { answer: { status: 502, body: '<html>' } },
  { answer: { status: 200, body: 'nonsense' } },
  { reset: 'before' },
  { reset: 'after' },
  { halfBody: true },
  { hang: 'before' },
  { result: 'text' },
  { result: 'missing' },
  { result: 'truncated' },
  { result: 'cut' },
  { delayMs: 400 },
];

/** Faults of every kind, in an order that depends on the seed. */
export function endpointChaos(random: Seeded): Script {
  return () => (random.next() < SHARE ? random.pick(STEPS) : {});
}
