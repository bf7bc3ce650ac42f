import type { Claim, Receipt, Reservation } from './storage.ts';

/**
 * One value and when it expires, in ms since the epoch: for a pace or a hold when it was set, for a quota its count, for a
 * lease its owner.
 */
export interface Cell {
  readonly value: number | string;
  readonly endsAt: number;
}

/** The stored cells, possibly with expired ones among them. Used within one transaction. */
export interface Cells {
  get(key: string): Cell | undefined;
  set(key: string, cell: Cell): void;
  delete(key: string): void;
}

/** Each kind has its own keys, so that one name can be used for a pace and a quota. */
export const cellKey = {
  pace: (key: string) => `pace:${key}`,
  // Separate from the pace, so that a refund never undoes a hold-back.
  hold: (key: string) => `hold:${key}`,
  quota: (key: string) => `quota:${key}`,
  lease: (key: string) => `lease:${key}`,
  text: (key: string) => `text:${key}`,
  check: () => 'check',
} as const;

export function liveCell(cells: Pick<Cells, 'get'>, key: string, now: number): Cell | undefined {
  const cell = cells.get(key);
  return cell !== undefined && cell.endsAt > now ? cell : undefined;
}

/** The number in a live cell, 0 when there is none. */
export function liveNumber(cells: Pick<Cells, 'get'>, key: string, now: number): number {
  return Number(liveCell(cells, key, now)?.value ?? 0);
}

/**
 * When a pace or a hold ends. One that was set in the future is over: the clock was set back since, and people would wait
 * that much longer. The version before stored the end as the value, too.
 */
export function busyUntil(cells: Pick<Cells, 'get'>, key: string, now: number): number {
  const cell = liveCell(cells, key, now);
  if (cell === undefined) return now;
  const wasSetBack = Number(cell.value) > now && cell.value !== cell.endsAt;
  return wasSetBack ? now : cell.endsAt;
}

export function putCell(cells: Cells, key: string, cell: Cell, now: number): void {
  if (cell.endsAt > now) cells.set(key, cell);
  else cells.delete(key);
}

type Outcome = { readonly receipt: Receipt; readonly startAt: number } | { readonly retryAt: number };

/** Grants all claims and writes them, or none and writes nothing. A later claim sees what an earlier one took. */
export function reserve(cells: Cells, claims: readonly Claim[], now: number): Reservation {
  const taken = new Map<string, Cell>();
  const view: Cells = {
    get: (key) => taken.get(key) ?? cells.get(key),
    set: (key, cell) => void taken.set(key, cell),
    delete: (key) => void taken.delete(key),
  };
  const receipts: Receipt[] = [];
  let startAt = now;
  for (const claim of claims) {
    const outcome = take(view, claim, now);
    if ('retryAt' in outcome) return { granted: false, claim, retryAt: outcome.retryAt };
    receipts.push(outcome.receipt);
    startAt = Math.max(startAt, outcome.startAt);
  }
  for (const [key, cell] of taken) putCell(cells, key, cell, now);
  return { granted: true, startAt, receipts };
}

function take(cells: Cells, claim: Claim, now: number): Outcome {
  const { key } = claim;
  if (claim.kind === 'pace') {
    const startAt = Math.max(busyUntil(cells, cellKey.pace(key), now), busyUntil(cells, cellKey.hold(key), now));
    if (startAt - now > claim.patienceMs) return { retryAt: startAt - claim.patienceMs };
    const nextAt = startAt + claim.intervalMs;
    cells.set(cellKey.pace(key), { value: now, endsAt: nextAt });
    return { startAt, receipt: { kind: 'pace', key, startAt, nextAt } };
  }
  const cell = liveCell(cells, cellKey.quota(key), now) ?? { value: 0, endsAt: now + claim.ttlMs };
  const count = Number(cell.value) + claim.amount;
  if (count > claim.limit) return { retryAt: cell.endsAt };
  cells.set(cellKey.quota(key), { value: count, endsAt: cell.endsAt });
  return { startAt: now, receipt: { kind: 'quota', key, amount: claim.amount } };
}

/** Gives back what was taken; the last taken goes first, so that turns of one pace come back one after another. */
export function refund(cells: Cells, receipts: readonly Receipt[], now: number): void {
  for (const receipt of receipts.toReversed()) giveBack(cells, receipt, now);
}

function giveBack(cells: Cells, receipt: Receipt, now: number): void {
  const key = cellKey[receipt.kind](receipt.key);
  const cell = liveCell(cells, key, now);
  if (cell === undefined) return;
  if (receipt.kind === 'pace') {
    // Anything else means that somebody has taken a later turn.
    if (cell.endsAt !== receipt.nextAt) return;
    const setAt = Math.min(Number(cell.value), receipt.startAt);
    putCell(cells, key, { value: setAt, endsAt: receipt.startAt }, now);
    return;
  }
  const count = Number(cell.value) - receipt.amount;
  if (count > 0) cells.set(key, { value: count, endsAt: cell.endsAt });
  else cells.delete(key);
}
