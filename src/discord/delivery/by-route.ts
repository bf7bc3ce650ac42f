import type { AskedRequest } from '../../aging/request/age-request.ts';
import type { Delivery, PictureHost } from '../../aging/request/ports.ts';
import {
  readRoute,
  type DiscordRoute,
  type InteractionRoute,
  type MessageRoute,
  type Routed,
  type RoutedDelivery,
  type RoutedPictureHost,
} from './route.ts';

/** Answers each request where it was asked. */
export function deliverByRoute(deliveries: {
  readonly interaction: RoutedDelivery<InteractionRoute>;
  readonly message: RoutedDelivery<MessageRoute>;
}): Delivery {
  const on = <Request extends AskedRequest, Result>(
    request: Request,
    call: <Route extends DiscordRoute>(delivery: RoutedDelivery<Route>, routed: Routed<Route, Request>) => Result,
  ): Result => {
    const route = readRoute(request);
    return route.kind === 'interaction'
      ? call(deliveries.interaction, { ...request, route })
      : call(deliveries.message, { ...request, route });
  };
  return {
    acknowledge: (request) => on(request, (delivery, routed) => delivery.acknowledge(routed)),
    refuse: (request, error) => on(request, (delivery, routed) => delivery.refuse(routed, error)),
    attend: (request, signal) => on(request, (delivery, routed) => delivery.attend(routed, signal)),
    progress: (request, place, signal) => on(request, (delivery, routed) => delivery.progress(routed, place, signal)),
    step: (request, done, of, signal) => on(request, (delivery, routed) => delivery.step(routed, done, of, signal)),
    confirm: (request, signal) => on(request, (delivery, routed) => delivery.confirm(routed, signal)),
    look: (request, signal) => on(request, (delivery, routed) => delivery.look(routed, signal)),
    answer: (request, picture, signal) => on(request, (delivery, routed) => delivery.answer(routed, picture, signal)),
    apologise: (request, error, signal) => on(request, (delivery, routed) => delivery.apologise(routed, error, signal)),
  };
}

/** Lends a request's picture where the request was asked. */
export function hostByRoute(hosts: {
  readonly interaction: RoutedPictureHost<InteractionRoute>;
  readonly message: RoutedPictureHost<MessageRoute>;
}): PictureHost {
  return {
    async lend(request, jpeg, signal) {
      const route = readRoute(request);
      return await (route.kind === 'interaction'
        ? hosts.interaction.lend({ ...request, route }, jpeg, signal)
        : hosts.message.lend({ ...request, route }, jpeg, signal));
    },
  };
}
