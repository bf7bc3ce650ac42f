/** For what ends only when somebody ends it, in ms: nothing is kept without an end, and a century is one. */
export const FOR_GOOD_MS = 100 * 365 * 86_400_000;

const budgetPrefix = 'budget:';
const guildQuotaPrefix = 'pictures:guild:';

/** The names under which limits are kept in the atomic store. Those of a day hold the day: it ends, and they with it. */
export const keys = {
  budgetPrefix,
  guildQuotaPrefix,
  seen: (id: string) => `seen:${id}`,
  turn: (messageId: string) => `turn:${messageId}`,
  guildPace: (guildId: string) => `guild:${guildId}`,
  memberPace: (guildId: string, userId: string) => `guild:${guildId}:user:${userId}`,
  userPace: (userId: string) => `user:${userId}`,
  userQuota: (day: string, userId: string) => `pictures:user:${day}:${userId}`,
  guildQuota: (day: string, guildId: string) => `${guildQuotaPrefix}${day}:${guildId}`,
  budget: (day: string) => `${budgetPrefix}${day}`,
  reports: (day: string, userId: string) => `reports:${day}:${userId}`,
  report: (reference: string, userId: string) => `report:${reference}:${userId}`,
  budgetAlert: (day: string) => `budget-alert:${day}`,
};

/** What a person had used of a day when they had their data deleted, under a name that does not tell who it is. */
export function carriedQuota(alias: (text: string) => string, day: string, userId: string): string {
  return `pictures:carried:${alias(`${day}:${userId}`)}`;
}
