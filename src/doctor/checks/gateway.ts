import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { z } from 'zod';
import { whyOf } from '../discord-api.ts';
import { ok, problem, warning, type Check, type Finding } from '../finding.ts';

const adviceSchema = z.object({
  url: z.url(),
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});

const TIMEOUT_MS = 10_000;
/** Fewer logins than this are left for a bot that is restarted often. */
const FEW = 50;

/** Discord's gateway: whether it can be reached, and how many logins are left. It doesn't log in. */
export const gateway: Check = {
  name: 'gateway',
  async run({ config, discord, signal }) {
    const { status, body } = await discord.get('/gateway/bot');
    const advice = adviceSchema.safeParse(body).data;
    if (!advice) {
      return [problem(`Discord did not say where its gateway is (status ${status}).`, 'See the line "application".')];
    }
    return [await reach(advice.url, signal), ...gatewayFindings(advice, config.discord.shardCount)];
  },
};

/** Connects and hangs up: a login would use one of the bot's. */
async function reach(url: string, signal: AbortSignal): Promise<Finding> {
  const { hostname, host, port, protocol } = new URL(url);
  const isSecure = protocol === 'wss:';
  const to = { host: hostname, port: Number(port) || (isSecure ? 443 : 80) };
  const socket = isSecure ? connectTls({ ...to, servername: hostname }) : connect(to);
  try {
    await once(socket, isSecure ? 'secureConnect' : 'connect', {
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return ok(`The gateway at ${host} can be reached.`);
  } catch (error) {
    signal.throwIfAborted();
    return problem(
      `The gateway at ${host} can't be reached (${whyOf(error)}).`,
      'Allow outgoing connections to it in the firewall of this machine.',
    );
  } finally {
    socket.destroy();
  }
}

export function gatewayFindings(
  { shards, session_start_limit: limit }: z.infer<typeof adviceSchema>,
  shardCount: number | undefined,
): Finding[] {
  const minutes = Math.ceil(limit.reset_after / 60_000);
  const left = `${limit.remaining} of ${limit.total} logins are left; the limit resets in ${minutes} min.`;
  const logins =
    limit.remaining === 0
      ? problem(left, 'Wait, and find out what restarts the bot.')
      : limit.remaining < FEW
        ? warning(left, 'Find out what restarts the bot so often.')
        : ok(left);
  if (shardCount === undefined || shardCount >= shards) return [logins];
  return [
    logins,
    warning(`SHARD_COUNT is ${shardCount}, and Discord recommends ${shards}.`, `Set SHARD_COUNT to ${shards} or more.`),
  ];
}
