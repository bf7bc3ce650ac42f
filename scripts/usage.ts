import { ConfigError, readConfig } from '../src/config.ts';
import { systemClock } from '../src/clock.ts';
import { dayOf, monthOf } from '../src/limits/day.ts';
import { usd } from '../src/limits/usd.ts';
import { createUsage, type UsageRecord } from '../src/limits/usage.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { StorageOpenError } from '../src/storage/storage-open-error.ts';

// `npm run usage`: paid calls and their cost, for people or with `--json`. The bot may be running.

const TOP = 10;
/** Exit codes of sysexits.h. */
const EXIT = { usage: 64, config: 78 } as const;
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Totals extends UsageRecord {
  /** In US dollars. */
  readonly cost: number;
}

async function main(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg !== '--json')) {
    process.stderr.write('npm run usage\nnpm run usage -- --json\n');
    return EXIT.usage;
  }
  const config = readConfig();
  const { storage: stored, callPriceUsd } = config;
  await using storage = await openStorage(stored.url, { clock: systemClock, ca: stored.ca });
  const today = dayOf(Date.now());
  const month = monthOf(Date.now());
  const sums = { today: none(), month: none() };
  const guilds = new Map<string, UsageRecord>();
  for await (const { day, guildId, ...record } of createUsage(storage, systemClock).records()) {
    if (!day.startsWith(month)) continue;
    sums.month = sum(sums.month, record);
    if (day === today) sums.today = sum(sums.today, record);
    guilds.set(guildId, sum(guilds.get(guildId) ?? none(), record));
  }
  const withCost = (record: UsageRecord): Totals => ({ ...record, cost: costOf(record.calls, callPriceUsd) });
  const byCalls = [...guilds].toSorted(([, one], [, other]) => other.calls - one.calls);
  const servers = byCalls.map(([server, record]) => ({ server, ...withCost(record) }));
  const found = {
    today: { day: today, ...withCost(sums.today) },
    month: { month, ...withCost(sums.month) },
    callPriceUsd,
    servers,
  };
  if (args.includes('--json')) say(JSON.stringify(found, null, 2));
  else show(found);
  return 0;
}

interface Found {
  readonly today: Totals & { readonly day: string };
  readonly month: Totals & { readonly month: string };
  readonly servers: readonly (Totals & { readonly server: string })[];
}

function show({ today, month, servers }: Found): void {
  say(`today (${today.day}, UTC)    ${summary(today)}`);
  say(`this month (${month.month})       ${summary(month)}`);
  say(`\ntop servers this month (- = direct messages and user installs)`);
  for (const totals of servers.slice(0, TOP)) say(`  ${totals.server.padEnd(20)} ${summary(totals)}`);
  if (servers.length === 0) say('  none yet');
}

function none(): UsageRecord {
  return { calls: 0, answers: 0 };
}

function sum(one: UsageRecord, other: UsageRecord): UsageRecord {
  return { calls: one.calls + other.calls, answers: one.answers + other.answers };
}

/** Without the last digits of binary fractions. */
function costOf(calls: number, price: number): number {
  return Number((calls * price).toFixed(8));
}

function summary({ calls, answers, cost }: Totals): string {
  const ratio = answers > 0 ? (calls / answers).toFixed(2) : '-';
  return `${String(calls).padStart(7)} paid calls   about ${usd(cost).padStart(9)}   ${ratio} calls per answer`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StorageOpenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT.config;
}
