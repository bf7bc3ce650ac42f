import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/clock.ts';
import { dayOf, monthOf } from '../src/limits/day.ts';
import { createUsage, type UsageRecord } from '../src/limits/usage.ts';
import { openStorage } from '../src/storage/open-storage.ts';

// `npm run usage`: paid calls and their cost. The bot may be running.

const TOP = 10;
const say = (line: string) => process.stdout.write(`${line}\n`);

const config = readConfig();
await using storage = await openStorage(config.storage.url, { clock: systemClock, ca: config.storage.ca });
const today = dayOf(Date.now());
const month = monthOf(Date.now());
const totals = { today: { calls: 0, answers: 0 }, month: { calls: 0, answers: 0 } };
const guilds = new Map<string, UsageRecord>();

for await (const { day, guildId, calls, answers } of createUsage(storage, systemClock).records()) {
  if (!day.startsWith(month)) continue;
  add(totals.month, { calls, answers });
  if (day === today) add(totals.today, { calls, answers });
  const record = guilds.get(guildId) ?? { calls: 0, answers: 0 };
  guilds.set(guildId, record);
  add(record, { calls, answers });
}

say(`today (${today}, UTC)    ${summary(totals.today)}`);
say(`this month (${month})       ${summary(totals.month)}`);
say(`\ntop servers this month (- = direct messages and user installs)`);
const top = [...guilds].toSorted(([, one], [, other]) => other.calls - one.calls).slice(0, TOP);
for (const [guildId, record] of top) say(`  ${guildId.padEnd(20)} ${summary(record)}`);
if (top.length === 0) say('  none yet');

function add(to: UsageRecord, { calls, answers }: UsageRecord): void {
  to.calls += calls;
  to.answers += answers;
}

function summary({ calls, answers }: UsageRecord): string {
  const cost = (calls * config.callPriceUsd).toFixed(2);
  const ratio = answers > 0 ? (calls / answers).toFixed(2) : '-';
  return `${String(calls).padStart(7)} paid calls   about $${cost.padStart(8)}   ${ratio} calls per answer`;
}
