import type { PictureHost } from '../../aging/request/ports.ts';
import { createControlSignatures } from '../../discord/commands/custom-ids/control-signatures.ts';
import { respondByCallback } from '../../discord/delivery/acknowledgement.ts';
import { deliverByRoute, hostByRoute } from '../../discord/delivery/by-route.ts';
import { createInteractionDelivery } from '../../discord/delivery/delivery.ts';
import { createDirectMessages } from '../../discord/delivery/direct-messages.ts';
import { createLateDelivery } from '../../discord/delivery/late-delivery.ts';
import { createLentPictures } from '../../discord/delivery/lent-pictures.ts';
import { createMessageDelivery } from '../../discord/delivery/message-delivery.ts';
import { createMessagePictureHost } from '../../discord/delivery/message-picture-host.ts';
import { createDiscordPictureHost } from '../../discord/delivery/picture-host.ts';
import { createPost } from '../../discord/delivery/posting.ts';
import { createReplies } from '../../discord/delivery/replies.ts';
import { createOpenRequests } from '../../discord/http/open-requests.ts';
import { respondInline } from '../../discord/http/respond-inline.ts';
import { createTellOperator } from '../../discord/messages/operator-messages.ts';
import { createAgeRestriction } from '../../discord/reading/age-restriction.ts';
import { createLinkedMessages } from '../../discord/reading/linked-messages.ts';
import { createAnswerRest, createBotRest } from '../../discord/rest/answer-rest.ts';
import { createRestTransport } from '../../discord/rest/rest-transport.ts';
import { parseStorageUrl } from '../../storage/storage-url.ts';
import type { Base } from '../base.ts';
import type { Stores } from '../stores.ts';

export type Discord = ReturnType<typeof createDiscord>;

/** How the bot answers on Discord: REST clients, delivery, picture hosts, and messages to the operator. */
export function createDiscord(
  { config, logger, clock, firstResponse }: Base,
  { storage, vault }: Pick<Stores, 'storage' | 'vault'>,
) {
  const parts = new AsyncDisposableStack();
  const { apiUrl, token, publicKey } = config.discord;
  const transport = parts.use(createRestTransport({ clock, logger }));
  const signatures = createControlSignatures(vault);
  const { sign } = signatures;
  const botRest = createBotRest(apiUrl, token, transport, sign);
  const rest = createAnswerRest(apiUrl, transport, sign);
  const openRequests = createOpenRequests(clock);
  const byCallback = respondByCallback(rest, firstResponse.sendMs);
  const respond =
    publicKey === undefined
      ? byCallback
      : respondInline({ requests: openRequests, rest, finish: sign, clock, respondByCallback: byCallback });
  const messages = createDirectMessages({ rest: botRest, clock });
  const delivery = deliverByRoute({
    interaction: createInteractionDelivery({
      respond,
      rest,
      progressRest: createAnswerRest(apiUrl, transport, sign),
      clock,
      acceptMs: firstResponse.acceptMs,
      deliverLate: createLateDelivery({ rest: botRest, clock }),
    }),
    message: parts.use(createMessageDelivery({ messages, clock })),
  });
  const lentPictures = createLentPictures({
    storage,
    vault,
    botRest,
    answerRest: rest,
    clock,
    isAlone: parseStorageUrl(config.storage.url).kind !== 'redis',
  });
  const pictureHost: PictureHost = hostByRoute({
    interaction: createDiscordPictureHost({ rest, lent: lentPictures, clock }),
    message: createMessagePictureHost({ rest: botRest, lent: lentPictures, clock }),
  });
  const isAgeRestricted = createAgeRestriction({ rest: botRest, clock });
  return {
    transport,
    signatures,
    openRequests,
    messages,
    delivery,
    pictureHost,
    lentPictures,
    post: createPost({ rest: botRest, clock }),
    replies: createReplies({ respond, rest, clock }),
    isAgeRestricted,
    linkedMessages: createLinkedMessages({ rest: botRest, isAgeRestricted, clock }),
    tellOperator: createTellOperator({ webhook: config.alertWebhook, rest: botRest, transport, clock }),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
