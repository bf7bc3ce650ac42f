import type { Seeded } from './seeded.ts';
import type { Plan } from '../world.ts';

type Fault = NonNullable<ReturnType<Plan>>;

/** The share of Discord requests that fail. */
const SHARE = 0.15;

const passing = (random: Seeded): Fault =>
  random.pick<Fault>([
    { status: 500 },
    { status: 502, body: '<html>' },
    { status: 503 },
    { rateLimit: { retryAfter: random.between(1, 4) / 10 } },
    { rateLimit: { retryAfter: random.between(1, 4) / 10, scope: 'shared' } },
    { drop: 'before' },
    { drop: 'mid-upload' },
  ]);

/** Possible faults, by the kind of request. */
const BY_KIND: Partial<Record<Parameters<Plan>[0]['kind'], (random: Seeded) => Fault>> = {
  callback: (random) =>
    random.pick<Fault>([
      { status: 500 },
      { drop: 'before' },
      { drop: 'after' },
      { delayMs: random.between(50, 600) },
      { status: 404, body: { message: 'Unknown interaction', code: 10_062 } },
    ]),
  'edit-original': (random) => random.pick<Fault>([passing(random), { drop: 'after' }, { delayMs: 200 }]),
  'get-original': passing,
  'delete-original': (random) => random.pick<Fault>([passing(random), { drop: 'after' }]),
  // Discord has no way to send a private sentence at most once: if its confirmation is lost, it is sent again.
  'follow-up': passing,
  cdn: (random) => random.pick<Fault>([{ status: 503 }, { drop: 'before' }, { delayMs: 200 }]),
};

/** Faults of every kind, in an order that depends on the seed. */
export function discordChaos(random: Seeded): Plan {
  return ({ kind }) => {
    const make = BY_KIND[kind];
    return make && random.next() < SHARE ? make(random) : undefined;
  };
}
