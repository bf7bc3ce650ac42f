import type { Control } from '../../../src/discord/commands/command.ts';
import { PRIVACY_ACTIONS } from '../../../src/discord/messages/privacy-page.ts';
import { text } from '../../../src/i18n/text.ts';

const NAME = 'my-data.json';

/** "Show my data": all that is kept of the person, as a file that only they see. */
export const showMyData: Control = {
  kind: 'control',
  action: PRIVACY_ACTIONS.show,
  async execute(interaction, _ids, { personData, replies }) {
    await replies.deferPrivately(interaction);
    const data = await personData(interaction.user.id);
    await replies.privately(interaction, {
      content: text(interaction.locale, 'data_shown'),
      attachments: [{ id: 0, filename: NAME }],
      files: [
        { name: NAME, data: Buffer.from(`${JSON.stringify(data, undefined, 2)}\n`), contentType: 'application/json' },
      ],
    });
  },
};
