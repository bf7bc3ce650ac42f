const FIXED_SEED = 1;

export interface ChaosSettings {
  readonly seed: number;
  readonly requests: number;
}

/** `CHAOS_SEED`: a number, or `random`. `CHAOS_REQUESTS`: the number of requests. Default: 60. */
export function readChaosSettings(): ChaosSettings {
  const wish = process.env['CHAOS_SEED'];
  const seed = wish === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wish ?? FIXED_SEED);
  return { seed, requests: Number(process.env['CHAOS_REQUESTS'] ?? 60) };
}
