import { ok, problem, warning, type Check, type Finding } from '../finding.ts';

/** Discord's date has whole seconds. */
const PRECISION_MS = 1000;
const NOTICED_MS = 2000;
/** What Discord signed longer ago is refused (docs/operating.md, interactions over HTTP). */
const MOST_OVER_HTTP_MS = 4000;
/** From here on, deadlines of interactions and relative times in answers are visibly wrong. */
const MOST_MS = 30_000;

/** The machine's clock compared with Discord's. */
export const clock: Check = {
  name: 'clock',
  async run({ config, discord }) {
    const { date, tookMs } = await discord.get('/gateway/bot');
    if (date === undefined) return [ok('Discord did not say what time it is.')];
    return [clockFinding(Date.now() - tookMs / 2 - (date + PRECISION_MS / 2), config.discord.publicKey !== undefined)];
  },
};

/** @param aheadMs how far this machine's clock is ahead of Discord's, as far as is known. */
export function clockFinding(aheadMs: number, isOverHttp: boolean): Finding {
  const off = Math.abs(aheadMs);
  const says = `The clock is ${(off / 1000).toFixed(1)} s ${aheadMs > 0 ? 'ahead' : 'behind'}, compared with Discord's.`;
  const advice = 'Turn on time synchronisation, for example: timedatectl set-ntp true';
  if (off > MOST_MS || (isOverHttp && off > MOST_OVER_HTTP_MS)) return problem(says, advice);
  return off > NOTICED_MS ? warning(says, advice) : ok("The clock agrees with Discord's.");
}
