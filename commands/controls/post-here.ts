import type { MessageComponentInteraction } from 'discord.js';
import type { AnswerRecord } from '../../src/aging/records/answers.ts';
import { agesOf, checkAge, checkChannel, checkYoungFaces } from '../../src/aging/request/checks.ts';
import type { CommandContext, Control } from '../../src/discord/commands/command.ts';
import { ownAnswer } from '../../src/discord/commands/asking/continue-from-answer.ts';
import { missingToPost, type NeededPermission } from '../../src/discord/delivery/posting.ts';
import { ANSWER_ACTIONS, answerButtons, mayBePosted } from '../../src/discord/messages/answer-buttons.ts';
import { answerMessage } from '../../src/discord/messages/answer-message.ts';
import { requestIdIn, shownFiles, type ShownFile } from '../../src/discord/messages/read-answer.ts';
import { requesterOf } from '../../src/discord/reading/request-origin.ts';
import { ExplainedError } from '../../src/i18n/explained-error.ts';
import { text } from '../../src/i18n/text.ts';

/** For downloading the picture again, in ms. */
const TIMEOUT_MS = 60_000;

/**
 * The button that posts a private answer for everyone in the channel: once, and without another picture being made. The
 * original photo stays private.
 */
export const postHere: Control = {
  kind: 'control',
  action: ANSWER_ACTIONS.post,
  async execute(interaction, ids, context) {
    const { replies, reuse, answers, post, extras } = context;
    const id = requestIdIn(ids);
    const answer = await ownAnswer(interaction, id, context);
    const { userId, guildId, channelIds } = await requirePostable(interaction, answer, context);
    const files = shownFiles(interaction.message);
    const [channelId] = channelIds;
    if (files.length === 0 || !channelId) throw new ExplainedError('answer_forgotten');

    await replies.silently(interaction);
    if (!(await answers.claimPost(id))) throw new ExplainedError('posted_already');
    const shown = { ...answer, id, ...(guildId && { guildId }) };
    try {
      await reuse(userId, files, AbortSignal.timeout(TIMEOUT_MS), async (bytes) => {
        const locale = extras.serverLocale ?? interaction.locale;
        const compose = () =>
          answerMessage({ ...shown, locale, private: false }, pictureOf(files, bytes), { postedBy: userId });
        await post(channelId, compose, id);
      });
    } catch (error) {
      await answers.releasePost(id).catch(() => undefined);
      throw isForbidden(error) ? mayNotPost(interaction, 'permission_send') : error;
    }
    await answers.keepPost(id).catch(() => undefined);
    const { locale } = interaction;
    await replies.changeSource(interaction, { components: answerButtons({ ...shown, locale }, { isPosted: true }) });
  },
};

/**
 * The same rules as for a public answer, but for those that are about what a picture costs.
 *
 * @throws {ExplainedError} why it can't be posted here.
 */
async function requirePostable(
  interaction: MessageComponentInteraction,
  answer: AnswerRecord,
  { settings, operator, extras, isAgeRestricted }: CommandContext,
) {
  requirePermissions(interaction, extras.isThread);
  const asker = requesterOf(interaction, extras);
  if (!mayBePosted({ ...answer, guildId: asker.guildId })) throw new ExplainedError('not_yours_to_post');
  const own = await settings.get(asker.guildId ?? '');
  checkChannel(asker, own);
  for (const age of agesOf(answer)) checkAge(age, Math.max(operator.minAge, own.minAge ?? 0));
  await checkYoungFaces(agesOf(answer), { ...asker, picture: answer.picture }, isAgeRestricted);
  return asker;
}

function requirePermissions(interaction: MessageComponentInteraction, isThread: boolean | undefined): void {
  const { locale, appPermissions, memberPermissions } = interaction;
  const bots = missingToPost(appPermissions, isThread);
  if (bots) throw mayNotPost(interaction, bots);
  const theirs = memberPermissions ? missingToPost(memberPermissions, isThread) : undefined;
  if (theirs) throw new ExplainedError('person_may_not_post', { permission: text(locale, theirs) });
}

function mayNotPost({ locale }: MessageComponentInteraction, permission: NeededPermission): ExplainedError {
  return new ExplainedError('bot_may_not_post', { permission: text(locale, permission) });
}

/** Discord knows better, for example where the event didn't say that the channel is a thread. */
function isForbidden(error: unknown): boolean {
  return error instanceof ExplainedError && error.reason === 'cannot_attach';
}

/** The files of an answer are its picture, and the animation of a timeline. */
function pictureOf(files: readonly ShownFile[], bytes: readonly Uint8Array[]): Parameters<typeof answerMessage>[1] {
  const [picture, animation] = files.map(({ ages, extension }, index) => ({
    bytes: bytes[index] ?? new Uint8Array(),
    extension,
    ...(ages.length > 1 && { ages }),
  }));
  if (!picture) throw new ExplainedError('answer_forgotten');
  return { ...picture, ...(animation && { animation }) };
}
