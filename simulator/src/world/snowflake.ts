/** The first millisecond of 2015, the epoch of Discord's ids. */
const DISCORD_EPOCH = 1_420_070_400_000;

/**
 * Creates ids as Discord does: milliseconds since 2015 in the upper bits, so that newer ids are larger. They stay
 * unique and increasing even while the clock stands still.
 */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const earliest = BigInt(Math.max(Math.floor(now()) - DISCORD_EPOCH, 1)) << 22n;
    last = earliest > last ? earliest : last + 1n;
    return last.toString();
  };
}

/** Guild ids for shard 0, 1, 2 … in turn, for any number of shards up to 16. */
export function guildSnowflakes(): () => string {
  const base = 720_720n * 100_000n;
  let count = 0n;
  return () => ((base + count++) << 22n).toString();
}

/** The shard that receives a guild's events; 0 for events without a guild. */
export function shardOf(guildId: string | undefined, shardCount: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
