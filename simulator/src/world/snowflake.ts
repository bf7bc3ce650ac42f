/** First millisecond of 2015: what Discord counts its ids from. */
const DISCORD_EPOCH = 1_420_070_400_000;

/**
 * Makes ids as Discord does: milliseconds since 2015 in the upper bits, so that newer ids are larger.
 * They stay unique and rising even while the clock stands still.
 */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const earliest = BigInt(Math.max(Math.floor(now()) - DISCORD_EPOCH, 1)) << 22n;
    last = earliest > last ? earliest : last + 1n;
    return last.toString();
  };
}

/** Guild ids that fall on shard 0, 1, 2 … in turn, whatever the number of shards up to 16. */
export function guildSnowflakes(): () => string {
  const base = 720_720n * 100_000n;
  let count = 0n;
  return () => ((base + count++) << 22n).toString();
}

/** The shard that gets a guild's events; 0 for what belongs to no guild. */
export function shardOf(guildId: string | undefined, shardCount: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
