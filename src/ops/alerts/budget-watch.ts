import type { AgingEvent } from '../../aging/request/ports.ts';
import { dayOf, endOfDay } from '../../limits/day.ts';
import { keys } from '../../limits/keys.ts';
import type { Atomic } from '../../storage/storage.ts';
import type { Alert } from './alerts.ts';

export interface BudgetWatchOptions {
  readonly atomic: Atomic;
  /** Paid calls a day; 0 = no limit. */
  readonly dailyBudgetCalls: number;
  readonly alert: Alert;
  readonly now: () => number;
}

const WARN_AT = 0.8;

/**
 * Alerts the operator when the day's budget is nearly used, and when newcomers have used their part: each once a day,
 * whichever process notices first.
 */
export function createBudgetWatch({ atomic, dailyBudgetCalls, alert, now }: BudgetWatchOptions) {
  const isFirst = async (key: string) => {
    const at = now();
    const ttlMs = endOfDay(at) - at;
    return (await atomic.reserve([{ kind: 'quota', key, amount: 1, limit: 1, ttlMs }])).granted;
  };

  const check = async () => {
    const day = dayOf(now());
    const used = await atomic.used(keys.budget(day));
    if (used < dailyBudgetCalls * WARN_AT) return;
    if (await isFirst(keys.budgetAlert(day))) {
      alert(
        `${used} of today's ${dailyBudgetCalls} calls (DAILY_BUDGET_CALLS) are used. At ${dailyBudgetCalls}, requests are refused until midnight UTC.`,
        { fields: { used, limit: dailyBudgetCalls } },
      );
    }
  };

  const noteNewcomers = async () => {
    const day = dayOf(now());
    if (!(await isFirst(keys.newcomersAlert(day)))) return;
    const used = await atomic.used(keys.budget(day));
    alert(
      `Newcomers are refused for now: they have used their share of today's calls, and the rest is reserved for people and servers that got a picture on an earlier day. ${used} of ${dailyBudgetCalls} (DAILY_BUDGET_CALLS) are used.`,
      { fields: { used, limit: dailyBudgetCalls } },
    );
  };

  return (event: AgingEvent): void => {
    if (dailyBudgetCalls === 0) return;
    if (event.type === 'accepted') void check().catch(() => undefined);
    if (event.type === 'refused' && event.error.reason === 'budget_newcomers')
      void noteNewcomers().catch(() => undefined);
  };
}
