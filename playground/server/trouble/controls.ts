import type { Discord } from 'discord-simulator';
import type { SimulatedEndpoint } from 'discord-simulator/endpoint';
import { POLICY, type EndpointReason } from '../../../src/endpoint/reasons.ts';
import type { ControlPanel, SwitchChanges } from '../../protocol.ts';
import { createDiscordTrouble } from './discord-trouble.ts';
import { ENDPOINT_FAULTS } from './endpoint-faults.ts';
import { realEndpoint } from './real-endpoint.ts';

/** Milliseconds that a call takes at the start, long enough to see that the bot is working. */
const USUAL_LATENCY_MS = 1000;

/** Faults, slowness and rate limits of the simulated services, and which endpoint the bot uses. */
export function createControls({
  discord,
  endpoint,
  env,
}: {
  readonly discord: Discord;
  readonly endpoint: SimulatedEndpoint;
  readonly env: Readonly<Record<string, string | undefined>>;
}) {
  const trouble = createDiscordTrouble(discord);
  const real = realEndpoint(env);
  let fault: string | null = null;
  let once = false;
  let isReal = false;
  endpoint.settings.latencyMs = USUAL_LATENCY_MS;

  /** A step for a call, which uses up a fault that happens once. */
  const next = () => {
    const step = ENDPOINT_FAULTS.get(fault ?? '');
    if (once) fault = null;
    return step;
  };
  endpoint.script(next);
  // The bot asks the endpoint by itself whether such a fault is over.
  endpoint.scriptProbes(() => {
    const policy = fault !== null && fault in POLICY ? POLICY[fault as EndpointReason] : undefined;
    return policy?.probeProves === true && !once ? ENDPOINT_FAULTS.get(fault ?? '') : undefined;
  });

  return {
    panel(): ControlPanel {
      return {
        switches: {
          endpointFault: fault,
          faultOnce: once,
          latencyMs: endpoint.settings.latencyMs ?? 0,
          ratePerSecond: endpoint.settings.ratePerSecond ?? 0,
          discordTrouble: trouble.current,
          realEndpoint: isReal,
        },
        faults: [...ENDPOINT_FAULTS.keys()],
        realUnavailable: 'unavailable' in real ? real.unavailable : undefined,
        calls: endpoint.calls.length,
        paid: endpoint.charged,
      };
    },

    /**
     * Changes the switches that are given.
     *
     * @returns whether the bot has to restart, with `endpointVariables`
     */
    async apply(given: SwitchChanges): Promise<boolean> {
      const { endpointFault = fault } = given;
      if (endpointFault !== null && !ENDPOINT_FAULTS.has(endpointFault))
        throw new Error(`There is no fault "${endpointFault}".`);
      fault = endpointFault;
      once = given.faultOnce ?? once;
      endpoint.settings.latencyMs = given.latencyMs ?? endpoint.settings.latencyMs;
      if (given.ratePerSecond !== undefined) endpoint.settings.ratePerSecond = given.ratePerSecond || undefined;
      if (given.discordTrouble) await trouble.become(given.discordTrouble);
      const wantsReal = given.realEndpoint ?? isReal;
      if (wantsReal && 'unavailable' in real) throw new Error(real.unavailable);
      const mustRestart = wantsReal !== isReal;
      isReal = wantsReal;
      return mustRestart;
    },

    /** The variables that lead the bot to the endpoint in use. */
    endpointVariables(): Readonly<Record<string, string>> {
      if (isReal && 'variables' in real) return real.variables;
      return { ACEDATACLOUD_API_TOKEN: endpoint.token, ACEDATACLOUD_API_BASE_URL: endpoint.url };
    },
  };
}

export type Controls = ReturnType<typeof createControls>;
