import type { PictureHost } from '../aging/request/ports.ts';
import { respondByCallback } from '../discord/delivery/acknowledgement.ts';
import { deliverByRoute, hostByRoute } from '../discord/delivery/by-route.ts';
import { createInteractionDelivery } from '../discord/delivery/delivery.ts';
import { createDirectMessages } from '../discord/delivery/direct-messages.ts';
import { createLateDelivery } from '../discord/delivery/late-delivery.ts';
import { createMessageDelivery } from '../discord/delivery/message-delivery.ts';
import { createMessagePictureHost } from '../discord/delivery/message-picture-host.ts';
import { createDiscordPictureHost } from '../discord/delivery/picture-host.ts';
import { createReplies } from '../discord/delivery/replies.ts';
import { createOpenRequests } from '../discord/http/open-requests.ts';
import { respondInline } from '../discord/http/respond-inline.ts';
import { createTellOperator } from '../discord/messages/operator-messages.ts';
import { createAgeRestriction } from '../discord/reading/age-restriction.ts';
import { createAnswerRest, createBotRest } from '../discord/rest/answer-rest.ts';
import { createRestTransport } from '../discord/rest/rest-transport.ts';
import type { Base } from './base.ts';

export type Discord = ReturnType<typeof createDiscord>;

/** How the bot answers on Discord: REST clients, delivery, picture hosts, and messages to the operator. */
export function createDiscord({ config, logger, clock }: Base) {
  const parts = new AsyncDisposableStack();
  const { apiUrl, token, publicKey } = config.discord;
  const transport = parts.use(createRestTransport({ clock, logger }));
  const botRest = createBotRest(apiUrl, token, transport);
  const rest = createAnswerRest(apiUrl, transport);
  const openRequests = createOpenRequests(clock);
  const byCallback = respondByCallback(rest);
  const respond =
    publicKey === undefined
      ? byCallback
      : respondInline({ requests: openRequests, rest, clock, respondByCallback: byCallback });
  const messages = createDirectMessages({ rest: botRest, clock });
  const delivery = deliverByRoute({
    interaction: createInteractionDelivery({
      respond,
      rest,
      progressRest: createAnswerRest(apiUrl, transport),
      clock,
      deliverLate: createLateDelivery({ rest: botRest, clock }),
    }),
    message: parts.use(createMessageDelivery({ messages, clock })),
  });
  const pictureHost: PictureHost = hostByRoute({
    interaction: createDiscordPictureHost({ rest, clock }),
    message: createMessagePictureHost({ rest: botRest, clock }),
  });
  return {
    transport,
    openRequests,
    messages,
    delivery,
    pictureHost,
    replies: createReplies({ respond, rest, clock }),
    isAgeRestricted: createAgeRestriction({ rest: botRest, clock }),
    tellOperator: createTellOperator({ webhook: config.alertWebhook, rest: botRest, transport, clock }),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
