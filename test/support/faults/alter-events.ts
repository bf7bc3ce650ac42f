import type { Discord } from 'discord-simulator';

/** An event of Discord's gateway, which a test may change on its way to the bot. */
export type Payload = Record<string, unknown>;

/** Lets a test change the gateway's events until it is disposed. */
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
