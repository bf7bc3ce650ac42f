/** @returns milliseconds: `firstMs`, then twice that, four times…, at most `mostMs`, and up to half as much again at random. */
export function backoffMs(failures: number, firstMs: number, mostMs: number, random: () => number): number {
  const step = Math.min(firstMs * 2 ** failures, mostMs);
  return Math.round(step * (1 + random() / 2));
}
