import { ApplicationCommandType } from 'discord.js';
import { askForAge } from '../src/discord/commands/asking/ask-for-age.ts';
import { avatarOf } from '../src/discord/reading/avatar.ts';
import { EVERYWHERE } from '../src/discord/commands/command-options.ts';
import type { UserMenu } from '../src/discord/commands/command.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';

/** "Age this avatar" in the menu of a person. */
export const ageThisAvatar: UserMenu = {
  kind: 'user-menu',
  data: {
    type: ApplicationCommandType.User,
    name: 'Age this avatar',
    ...EVERYWHERE,
  },

  async execute(interaction, context) {
    const { targetUser, targetMember, guildId, client } = interaction;
    const picture = avatarOf({ user: targetUser, member: targetMember, guildId }, client.rest.cdn);
    if (!picture) throw new ExplainedError('user_without_avatar');
    const about = { command: 'age-this-avatar', subject: { userId: targetUser.id } };
    await askForAge(interaction, [{ picture, label: '' }], about, context);
  },
};
