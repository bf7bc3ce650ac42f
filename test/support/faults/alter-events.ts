import type { Discord } from 'discord-simulator';

/** What Discord's gateway sends, as a test may change it on its way. */
export type Payload = Record<string, unknown>;

/** Lets a test change what the gateway sends, until it is disposed of. */
export function alterEvents(
  { gateway }: Pick<Discord, 'gateway'>,
  type: string,
  alter: (payload: Payload) => void,
): Disposable {
  const dispatch = gateway.dispatch;
  gateway.dispatch = (event, ...more) => {
    if (event.t !== type) return dispatch(event, ...more);
    const d = structuredClone(event.d);
    alter(d as unknown as Payload);
    return dispatch({ t: event.t, d } as typeof event, ...more);
  };
  return {
    [Symbol.dispose]() {
      gateway.dispatch = dispatch;
    },
  };
}
