import type { Clock } from '../../clock.ts';

/** A Map, which keyv accepts as a store, whose values expire by the clock. */
export class ExpiringMap extends Map<string, string> {
  readonly #ends = new Map<string, number>();
  readonly #clock: Clock;
  readonly #ensureOpen: () => void;

  constructor(clock: Clock, ensureOpen: () => void) {
    super();
    this.#clock = clock;
    this.#ensureOpen = ensureOpen;
  }

  override get(key: string): string | undefined {
    this.#ensureOpen();
    return this.#isLive(key) ? super.get(key) : undefined;
  }

  /** @param ttlMs as keyv passes it; without one the value expires at once. */
  override set(key: string, value: string, ttlMs = 0): this {
    this.#ensureOpen();
    this.#ends.set(key, this.#clock.now() + ttlMs);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.#ensureOpen();
    const live = this.#isLive(key);
    this.#drop(key);
    return live;
  }

  override clear(): void {
    this.#ensureOpen();
    this.#ends.clear();
    super.clear();
  }

  override *[Symbol.iterator](): MapIterator<[string, string]> {
    this.#ensureOpen();
    for (const entry of super.entries()) if (this.#isLive(entry[0])) yield entry;
  }

  /** Deletes all expired values. */
  purge(): void {
    for (const key of this.#ends.keys()) if (!this.#isLive(key)) this.#drop(key);
  }

  #isLive(key: string): boolean {
    return (this.#ends.get(key) ?? 0) > this.#clock.now();
  }

  #drop(key: string): void {
    this.#ends.delete(key);
    super.delete(key);
  }
}
