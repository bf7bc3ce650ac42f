import type { AgingEvent } from '../aging/request/ports.ts';
import { dayOf, endOfDay } from '../limits/day.ts';
import { keys } from '../limits/keys.ts';
import type { Atomic } from '../storage/storage.ts';
import type { Alert } from './alerts.ts';

export interface BudgetWatchOptions {
  readonly atomic: Atomic;
  /** Paid calls a day; 0 = no limit. */
  readonly dailyBudgetCalls: number;
  readonly alert: Alert;
  readonly now: () => number;
}

const WARN_AT = 0.8;

/** Alerts the operator when the day's budget is nearly used: once a day, whichever process notices first. */
export function createBudgetWatch({ atomic, dailyBudgetCalls, alert, now }: BudgetWatchOptions) {
  const check = async () => {
    const day = dayOf(now());
    const used = await atomic.used(keys.budget(day));
    if (used < dailyBudgetCalls * WARN_AT) return;
    const ttlMs = endOfDay(now()) - now();
    const once = await atomic.reserve([{ kind: 'quota', key: keys.budgetAlert(day), amount: 1, limit: 1, ttlMs }]);
    if (once.granted) {
      alert(
        `${used} of today's ${dailyBudgetCalls} calls (DAILY_BUDGET_CALLS) are used. At ${dailyBudgetCalls}, requests are refused until midnight UTC.`,
        { fields: { used, limit: dailyBudgetCalls } },
      );
    }
  };
  return (event: AgingEvent): void => {
    if (dailyBudgetCalls > 0 && event.type === 'accepted') void check().catch(() => undefined);
  };
}
