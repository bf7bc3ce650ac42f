import type { MessageComponentInteraction } from 'discord.js';
import type { PictureSource } from '../src/aging/request/age-request.ts';
import { referenceOf } from '../src/aging/request/reference.ts';
import { ANSWER_ACTIONS } from '../src/discord/messages/answer-buttons.ts';
import type { Control } from '../src/discord/commands/command.ts';
import { ownAnswer, withFreshLink } from '../src/discord/commands/go-on.ts';
import { ExplainedError } from '../src/i18n/explained-error.ts';
import { text } from '../src/i18n/text.ts';

/** For how long the two pictures are fetched and put together, in ms. */
const PATIENCE_MS = 120_000;

/** The button that shows the photo and the answer side by side to the person who asked. */
export const beforeAfter: Control = {
  kind: 'control',
  action: ANSWER_ACTIONS.beforeAfter,
  async execute(interaction, [id = ''], context) {
    const { replies, compare } = context;
    const { picture } = await ownAnswer(interaction, id, context);
    const after = shownIn(interaction);
    await replies.deferPrivately(interaction);
    const before = await withFreshLink(picture, context);
    const bytes = await compare(before, after, AbortSignal.timeout(PATIENCE_MS));
    const reference = referenceOf(id);
    const name = `${before.spoiler ? 'SPOILER_' : ''}before-after-${reference}.jpg`;
    await replies.privately(interaction, {
      content: text(interaction.locale, 'answer_footer', { reference }),
      attachments: [{ id: 0, filename: name, description: text(interaction.locale, 'before_after_alt') }],
      files: [{ name, data: bytes, contentType: 'image/jpeg' }],
    });
  },
};

/** The picture that the button is under: in the embed, or beside it if it is hidden. */
function shownIn({ message }: MessageComponentInteraction): PictureSource {
  const url = message.embeds[0]?.image?.url ?? message.attachments.first()?.url;
  if (!url) throw new ExplainedError('answer_forgotten');
  return { url, spoiler: false, declared: {} };
}
