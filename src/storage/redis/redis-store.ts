import KeyvRedis from '@keyv/redis';
import type { RedisClient, Timed } from './redis-connection.ts';

const SCAN_COUNT = 500;
const SEPARATOR = '::';

/**
 * `@keyv/redis` for one namespace, with every command timed. Two of its methods are replaced: its `clear` swallows
 * errors (5.1.6), and its iterator yields a key twice when SCAN does, and an undefined value, on which keyv's
 * iterator throws, when a key ends between SCAN and MGET.
 */
export class RedisStore extends KeyvRedis<string> {
  readonly #client: RedisClient;
  readonly #timed: Timed;
  readonly #prefix: string;

  constructor(client: RedisClient, namespace: string, timed: Timed) {
    super(client, { namespace, keyPrefixSeparator: SEPARATOR, throwOnErrors: true });
    this.#client = client;
    this.#timed = timed;
    this.#prefix = `${namespace}${SEPARATOR}`;
  }

  override get<U = string>(key: string): Promise<U | undefined> {
    return this.#timed(() => super.get<U>(key));
  }

  override set(key: string, value: string, ttlMs?: number): Promise<void> {
    return this.#timed(() => super.set(key, value, ttlMs));
  }

  override delete(key: string): Promise<boolean> {
    return this.#timed(() => super.delete(key));
  }

  override async clear(): Promise<void> {
    for await (const keys of this.#scan()) await this.#timed(() => this.#client.unlink(keys));
  }

  override async *iterator<U = string>(): AsyncGenerator<[string, U | undefined], void, unknown> {
    const seen = new Set<string>();
    for await (const scanned of this.#scan()) {
      const keys = scanned.filter((key) => !seen.has(key));
      if (keys.length === 0) continue;
      const values = await this.#timed(() => this.#client.mGet(keys));
      for (const [index, key] of keys.entries()) {
        seen.add(key);
        const value = values[index];
        if (typeof value === 'string') yield [key.slice(this.#prefix.length), value as U];
      }
    }
  }

  /** Pages of this namespace's keys, none of them empty; a key may come twice. */
  async *#scan(): AsyncGenerator<string[], void, unknown> {
    const match = `${this.#prefix.replaceAll(/[*?[\]\\^-]/g, String.raw`\$&`)}*`;
    let cursor = '0';
    do {
      const page = await this.#timed(() => this.#client.scan(cursor, { MATCH: match, COUNT: SCAN_COUNT }));
      cursor = page.cursor;
      if (page.keys.length > 0) yield page.keys.map(String);
    } while (cursor !== '0');
  }
}
