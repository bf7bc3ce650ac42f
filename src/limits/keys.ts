/** Lifetime of values that have no natural end, in ms: every value needs one, and this is 100 years. */
export const FOR_GOOD_MS = 100 * 365 * 86_400_000;

const budgetPrefix = 'budget:';
const guildQuotaPrefix = 'pictures:guild:';

/** Keys of limits in the atomic store. Daily ones contain the day, so that each day starts at zero. */
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
  usage: (day: string, guildId: string, what: string) => `usage:${day}:${guildId}:${what}`,
  budgetAlert: (day: string) => `budget-alert:${day}`,
};

/** Key of what a person had used of a day when they deleted their data. It does not reveal who they are. */
export function carriedQuota(alias: (text: string) => string, day: string, userId: string): string {
  return `pictures:carried:${alias(`${day}:${userId}`)}`;
}
