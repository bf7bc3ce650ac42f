import type { Discord } from 'discord-simulator';

/** What Discord sends, over the gateway or to the interactions endpoint, which a test may change on its way to the bot. */
export type Payload = Record<string, unknown>;

/** Lets a test change the payload of events until it is disposed. */
export function alterEvents(
  { gateway, interactions }: Pick<Discord, 'gateway' | 'interactions'>,
  type: string,
  alter: (payload: Payload) => void,
): Disposable {
  const { dispatch } = gateway;
  const { send } = interactions;
  const altered = <T>(payload: T): T => {
    const copy = structuredClone(payload);
    alter(copy as Payload);
    return copy;
  };
  gateway.dispatch = (event, ...more) =>
    dispatch(event.t === type ? ({ t: event.t, d: altered(event.d) } as typeof event) : event, ...more);
  if (type === 'INTERACTION_CREATE') interactions.send = (payload) => send(altered(payload));
  return {
    [Symbol.dispose]() {
      gateway.dispatch = dispatch;
      interactions.send = send;
    },
  };
}
