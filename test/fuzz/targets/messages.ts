import assert from 'node:assert/strict';
import { hasFiles, isForward, readIncoming } from '../../../src/discord/conversation/incoming-message.ts';
import { pictureOwner, readAnswering } from '../../../src/discord/messages/read-answer.ts';
import { picturesInMessage, unusableInMessage } from '../../../src/discord/reading/find-picture.ts';
import { targetIn } from '../../../src/discord/reading/message-target.ts';
import { readPictureLink } from '../../../src/discord/reading/picture-link.ts';
import { isBlank } from '../../../src/discord/reading/raw-message.ts';
import { hasReason } from '../support/declared.ts';
import { links, messages as samples } from '../support/discord-payloads.ts';
import { mutateJson } from '../support/mutate-json.ts';
import { asJson } from '../support/seeds.ts';
import { unlessDeclared, type FuzzTarget } from '../support/target.ts';

const OWN = { userId: '2', applicationId: '2' };
const noPicture = (error: unknown) =>
  error instanceof Error && (error.name === 'ZodError' || /^message_(?:with|hidden)/.test(error.message));
const noLink = hasReason('link_unreadable', 'link_other_host', 'link_file_unknown', 'link_not_a_picture');

/** Messages of other bots, or of a newer API, are read as far as they can be. */
export const messages: FuzzTarget = {
  name: 'messages',
  seeds: () => asJson(...samples, ...links),
  mutate: mutateJson,
  run(input) {
    const message = unlessDeclared(
      (error) => error instanceof SyntaxError,
      () => JSON.parse(Buffer.from(input).toString()) as unknown,
    );
    for (const { picture } of picturesInMessage(message)) assert.equal(typeof picture.url, 'string');
    unusableInMessage(message);
    isBlank(message);
    hasFiles(message);
    isForward(message);
    readAnswering(message);
    const incoming = readIncoming(message);
    assert.ok(incoming === undefined || typeof incoming.content === 'string');
    pictureOwner((message as { components?: unknown } | null | undefined)?.components);
    unlessDeclared(noPicture, () => targetIn(message, OWN, '7'));
    if (typeof message !== 'string') return;
    const link = unlessDeclared(noLink, () => readPictureLink(message, 'https://cdn.discordapp.com'));
    assert.ok(
      !link ||
        Object.entries(link).every(([key, value]) => !key.endsWith('Id') || /^(?:\d+|undefined)$/.test(String(value))),
    );
  },
  shortRun: 500,
};
