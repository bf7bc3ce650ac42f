import type { AskedRequest } from '../../aging/request/age-request.ts';
import type { Delivery, PictureHost } from '../../aging/request/ports.ts';
import { routeKindOf } from './route.ts';

/** One for each way in which a request can have come. */
export interface ByRoute<T> {
  readonly interaction: T;
  readonly message: T;
}

/** Answers each request where it was asked. */
export function deliverByRoute(deliveries: ByRoute<Delivery>): Delivery {
  const of = (request: AskedRequest) => deliveries[routeKindOf(request)];
  return {
    acknowledge: (request) => of(request).acknowledge(request),
    refuse: (request, error) => of(request).refuse(request, error),
    progress: (request, place, signal) => of(request).progress(request, place, signal),
    step: (request, done, total, signal) => of(request).step(request, done, total, signal),
    confirm: (request, signal) => of(request).confirm(request, signal),
    look: (request, signal) => of(request).look(request, signal),
    answer: (request, picture, signal) => of(request).answer(request, picture, signal),
    apologise: (request, error, signal) => of(request).apologise(request, error, signal),
  };
}

/** Lends a request's picture where the request was asked. */
export function hostByRoute(hosts: ByRoute<PictureHost>): PictureHost {
  return { lend: (request, jpeg, signal) => hosts[routeKindOf(request)].lend(request, jpeg, signal) };
}
