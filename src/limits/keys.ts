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
  budgetAlert: (day: string) => `budget-alert:${day}`,
};
