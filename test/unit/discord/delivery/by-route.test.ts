import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import type { Delivery, PictureHost } from '../../../../src/aging/request/ports.ts';
import { deliverByRoute, hostByRoute } from '../../../../src/discord/delivery/by-route.ts';
import type {
  InteractionRoute,
  MessageRoute,
  RoutedDelivery,
  RoutedPictureHost,
} from '../../../../src/discord/delivery/route.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';

const interaction: InteractionRoute = {
  kind: 'interaction',
  applicationId: '1',
  interactionId: '2',
  token: 't',
  channel: { id: '3', kind: 'guild' },
};
const message: MessageRoute = { kind: 'message', channelId: '4', messageId: '5' };
const { signal } = new AbortController();
const picture = { bytes: new Uint8Array(), extension: 'jpg', width: 1, height: 1 } as const;
const error = new ExplainedError('no_face');

/** A call of each method of a delivery. */
const calls: readonly ((delivery: Delivery, request: ReturnType<typeof anyRequest>) => unknown)[] = [
  (delivery, request) => delivery.acknowledge(request),
  (delivery, request) => delivery.refuse(request, error),
  (delivery, request) => delivery.progress(request, { position: 1, startsAt: 0 }, signal),
  (delivery, request) => delivery.step(request, 1, 2, signal),
  (delivery, request) => delivery.confirm(request, signal),
  (delivery, request) => delivery.look(request, signal),
  (delivery, request) => delivery.answer(request, picture, signal),
  (delivery, request) => delivery.apologise(request, error, signal),
];

/** A delivery that records the route and the other parameters of each call. */
function recorder() {
  const called: unknown[][] = [];
  const method = (request: { route: unknown }, ...rest: unknown[]) => {
    called.push([request.route, ...rest]);
  };
  const names = ['acknowledge', 'refuse', 'progress', 'step', 'confirm', 'look', 'answer', 'apologise', 'lend'];
  return { called, delivery: Object.fromEntries(names.map((name) => [name, method])) as unknown };
}

const rests = [[], [error], [{ position: 1, startsAt: 0 }, signal], [1, 2, signal], [signal], [signal]];

test.each([
  ['an interaction', interaction],
  ['a direct message', message],
])('a request from %s is delivered there, as before it was stored', (_what, route) => {
  const [byInteraction, byMessage] = [recorder(), recorder()];
  const delivery = deliverByRoute({
    interaction: byInteraction.delivery as RoutedDelivery<InteractionRoute>,
    message: byMessage.delivery as RoutedDelivery<MessageRoute>,
  });
  const stored: unknown = JSON.parse(JSON.stringify(route));
  const request = anyRequest({ route: stored as ReturnType<typeof anyRequest>['route'] });
  for (const call of calls) void call(delivery, request);
  const [used, other] = route.kind === 'interaction' ? [byInteraction, byMessage] : [byMessage, byInteraction];
  expect(used.called).toEqual([...rests, [picture, signal], [error, signal]].map((rest) => [route, ...rest]));
  expect(other.called).toEqual([]);
});

test.each([{}, { kind: 'pigeon' }, { kind: 'message' }])('nothing is sent by the route %j', async (route) => {
  const { called, delivery } = recorder();
  const host: PictureHost = hostByRoute({
    interaction: delivery as RoutedPictureHost<InteractionRoute>,
    message: delivery as RoutedPictureHost<MessageRoute>,
  });
  await expect(host.lend(anyRequest({ route }), new Uint8Array(), signal)).rejects.toBeInstanceOf(ZodError);
  expect(called).toEqual([]);
});
