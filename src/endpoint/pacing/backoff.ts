/** @returns milliseconds: `firstMs * 2 ** failures`, at most `maxMs`, plus a random part of up to half as much */
export function backoffMs(failures: number, firstMs: number, maxMs: number, random: () => number): number {
  const step = Math.min(firstMs * 2 ** failures, maxMs);
  return Math.round(step * (1 + random() / 2));
}
