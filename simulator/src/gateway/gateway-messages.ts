import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { World } from '../world/world.ts';

/** Most bytes of a message to the gateway. */
const PAYLOAD_LIMIT = 4096;

export const identifyData = z.object({
  token: z.string(),
  intents: z.int().min(0),
  properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).default([0, 1]),
});

export const resumeData = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

const message = z.object({ op: z.int(), d: z.unknown() });

/** Reads what the bot sent. If the gateway can't accept it, closes the connection as Discord would. */
export function receive(world: World, socket: WebSocket, raw: Buffer): z.infer<typeof message> | undefined {
  const refuse = (code: GatewayCloseCodes, problem: string): undefined => {
    world.problems.push(`gateway: ${problem}`);
    socket.close(code);
  };
  if (raw.length > PAYLOAD_LIMIT) return refuse(GatewayCloseCodes.DecodeError, `a message of ${raw.length} bytes`);
  const parsed = message.safeParse(readJson(raw.toString()));
  if (!parsed.success) return refuse(GatewayCloseCodes.DecodeError, 'a message that is no gateway payload');
  const known = [
    GatewayOpcodes.Heartbeat,
    GatewayOpcodes.Identify,
    GatewayOpcodes.Resume,
    GatewayOpcodes.PresenceUpdate,
  ];
  if (!known.includes(parsed.data.op))
    return refuse(GatewayCloseCodes.UnknownOpcode, `opcode ${parsed.data.op} is not known to the simulator`);
  return parsed.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
