import type { PictureHost } from '../aging/request/ports.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createAgeRestriction } from '../discord/reading/age-restriction.ts';
import type { Logger } from '../ops/logger.ts';
import { createAnswerRest, createBotRest } from '../discord/rest/answer-rest.ts';
import { deliverByRoute, hostByRoute } from '../discord/delivery/by-route.ts';
import { createInteractionDelivery } from '../discord/delivery/delivery.ts';
import { createDirectMessages } from '../discord/delivery/direct-messages.ts';
import { createLateDelivery } from '../discord/delivery/late-delivery.ts';
import { createMessageDelivery } from '../discord/delivery/message-delivery.ts';
import { createMessagePictureHost } from '../discord/delivery/message-picture-host.ts';
import { createDiscordPictureHost } from '../discord/delivery/picture-host.ts';
import { createTellOperator } from '../discord/messages/operator-messages.ts';
import { createRestTransport } from '../discord/rest/rest-transport.ts';

export interface DiscordPartsOptions {
  readonly config: Pick<Config, 'discord' | 'alertWebhook'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * How the bot answers on Discord: its REST clients, the ways to deliver, and the picture hosts; and how it reaches its
 * operator there. Closed with `parts`.
 */
export function createDiscordParts(parts: AsyncDisposableStack, { config, logger, clock }: DiscordPartsOptions) {
  const { apiUrl, token } = config.discord;
  const transport = parts.use(createRestTransport({ clock, logger }));
  const botRest = createBotRest(apiUrl, token, transport);
  const rest = createAnswerRest(apiUrl, transport);
  const messages = createDirectMessages({ rest: botRest, clock });
  const delivery = deliverByRoute({
    interaction: createInteractionDelivery({
      rest,
      progressRest: createAnswerRest(apiUrl, transport),
      clock,
      deliverLate: createLateDelivery({ rest: botRest, clock }),
    }),
    message: parts.use(createMessageDelivery({ messages, clock })),
  });
  const discordHost: PictureHost = hostByRoute({
    interaction: createDiscordPictureHost({ rest, clock }),
    message: createMessagePictureHost({ rest: botRest, clock }),
  });
  const isAgeRestricted = createAgeRestriction({ rest: botRest, clock });
  const tellOperator = createTellOperator({ webhook: config.alertWebhook, rest: botRest, transport, clock });
  return { transport, rest, messages, delivery, discordHost, isAgeRestricted, tellOperator };
}
