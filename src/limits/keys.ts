/** Lifetime of values that have no natural end, in ms: every value needs one, and this is 100 years. */
export const FOR_GOOD_MS = 100 * 365 * 86_400_000;

const budgetPrefix = 'budget:';
const newcomersPrefix = 'newcomers:';
const guildQuotaPrefix = 'pictures:guild:';

/** Keys of limits in the atomic store. Daily ones contain the day, so that each day starts at zero. */
export const keys = {
  budgetPrefix,
  newcomersPrefix,
  guildQuotaPrefix,
  seen: (id: string) => `seen:${id}`,
  turn: (messageId: string) => `turn:${messageId}`,
  guildPace: (guildId: string) => `guild:${guildId}`,
  memberPace: (guildId: string, personAlias: string) => `guild:${guildId}:user:${personAlias}`,
  userPace: (personAlias: string) => `user:${personAlias}`,
  userQuota: (day: string, userId: string) => `pictures:user:${day}:${userId}`,
  guildQuota: (day: string, guildId: string) => `${guildQuotaPrefix}${day}:${guildId}`,
  budget: (day: string) => `${budgetPrefix}${day}`,
  newcomersOfDay: (day: string) => `${newcomersPrefix}day:${day}`,
  newcomersOfHour: (hour: number) => `${newcomersPrefix}hour:${hour}`,
  newcomersAlert: (day: string) => `newcomers-alert:${day}`,
  reports: (day: string, personAlias: string) => `reports:${day}:${personAlias}`,
  usage: (day: string, guildId: string, what: string) => `usage:${day}:${guildId}:${what}`,
  budgetAlert: (day: string) => `budget-alert:${day}`,
};

/** Key of what a person had used of a day when they deleted their data. It does not reveal who they are. */
export function carriedQuota(alias: (text: string) => string, day: string, userId: string): string {
  return `pictures:carried:${alias(`${day}:${userId}`)}`;
}
