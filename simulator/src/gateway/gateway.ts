import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayDispatchPayload,
} from 'discord-api-types/v10';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Gateway } from './gateway-interface.ts';
import { identifyData, receive, resumeData } from './gateway-messages.ts';
import { describeGuild, readyPayload } from './gateway-payloads.ts';
import type { Session } from './session.ts';
import { shardOf } from '../world/snowflake.ts';
import type { GuildState } from '../world/state.ts';
import type { World } from '../world/world.ts';

const PRIVILEGED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** Events to keep for a resume. */
const REPLAY_LIMIT = 1000;

/** https://discord.com/developers/docs/events/gateway#rate-limiting */
const IDENTIFY_WINDOW_MS = 5000;

export function makeGateway(world: World, server: Server, advisedShards: number): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  const zombies = new WeakSet<WebSocket>();
  const attempts: number[] = [];
  const overlaps: number[] = [];
  const identifiedAt = new Map<number, number>();
  let refusedIdentifies = 0;
  let sessions: Session[] = [];

  const send = (socket: WebSocket | undefined, text: string): void => {
    if (socket && socket.readyState === socket.OPEN && !zombies.has(socket)) socket.send(text);
  };
  const op = (socket: WebSocket, code: GatewayOpcodes, d: unknown = null): void =>
    send(socket, JSON.stringify({ op: code, d, s: null, t: null }));
  const dispatchTo = (session: Session, event: Pick<GatewayDispatchPayload, 't' | 'd'>): void => {
    session.seq += 1;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, s: session.seq, t: event.t, d: event.d });
    session.sent.push({ s: session.seq, text });
    if (session.sent.length > REPLAY_LIMIT) session.sent.shift();
    send(session.socket, text);
    if (gateway.duplicateEvents && event.t !== GatewayDispatchEvents.Ready) send(session.socket, text);
  };
  const guildsOf = (shard: [number, number]): GuildState[] =>
    [...world.guilds.values()].filter((guild) => guild.botInstalled && shardOf(guild.id, shard[1]) === shard[0]);

  const identify = (socket: WebSocket, d: unknown): void => {
    const data = identifyData.safeParse(d);
    if (!data.success) return socket.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
    const { token, intents, shard } = data.data;
    if (isTooSoon(shard[0])) {
      refusedIdentifies += 1;
      return op(socket, GatewayOpcodes.InvalidSession, false);
    }
    gateway.counts.identifies += 1;
    gateway.sessionStartLimit.remaining -= 1;
    if (gateway.sessionStartLimit.remaining < 0)
      world.problems.push('gateway: a session was started when none was left; Discord resets the token of such a bot');
    if (token.replace(/^Bot /, '') !== world.botToken)
      return socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    if (shard[0] >= shard[1]) return socket.close(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
    if (intents >= 1 << 26) return socket.close(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    if ((intents & PRIVILEGED & ~gateway.allowedPrivilegedIntents) !== 0)
      return socket.close(GatewayCloseCodes.DisallowedIntents, 'Disallowed intent(s).');
    if (sessions.some((other) => other.socket && other.shard.join() === shard.join())) overlaps.push(shard[0]);
    const session: Session = { id: randomBytes(16).toString('hex'), shard, intents, seq: 0, sent: [], socket };
    sessions.push(session);
    const guilds = guildsOf(shard);
    dispatchTo(session, { t: GatewayDispatchEvents.Ready, d: readyPayload(world, session, guilds) });
    for (const guild of guilds) announce(session, guild);
    world.notify();
  };
  const isTooSoon = (shard: number): boolean => {
    const bucket = shard % gateway.sessionStartLimit.max_concurrency;
    const sinceMs = world.now() - (identifiedAt.get(bucket) ?? -Infinity);
    if (sinceMs < gateway.identifyWindowMs) return true;
    identifiedAt.set(bucket, world.now());
    return false;
  };
  const announce = (session: Session, guild: GuildState): void => {
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    dispatchTo(session, { t: GatewayDispatchEvents.GuildCreate, d: describeGuild(world, guild) });
  };
  const resume = (socket: WebSocket, d: unknown): void => {
    const data = resumeData.safeParse(d);
    const session = data.success && sessions.find(({ id }) => id === data.data.session_id);
    if (data.success && data.data.token.replace(/^Bot /, '') !== world.botToken)
      return socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    if (!data.success || !session) return op(socket, GatewayOpcodes.InvalidSession, false);
    if (data.data.seq > session.seq) return socket.close(GatewayCloseCodes.InvalidSeq, 'Invalid seq.');
    if (session.socket && session.socket !== socket) {
      overlaps.push(session.shard[0]);
      world.problems.push(`gateway: the session of shard ${session.shard[0]} was resumed while it had a connection`);
      session.socket.terminate();
    }
    gateway.counts.resumes += 1;
    session.socket = socket;
    for (const event of session.sent) if (event.s > data.data.seq) send(socket, event.text);
    dispatchTo(session, { t: GatewayDispatchEvents.Resumed, d: undefined as never });
    world.notify();
  };

  const accept = (socket: WebSocket): void => {
    op(socket, GatewayOpcodes.Hello, { heartbeat_interval: gateway.heartbeatInterval });
    socket.on('message', (raw: Buffer) => {
      const message = receive(world, socket, raw);
      if (!message) return;
      if (message.op === GatewayOpcodes.Heartbeat) op(socket, GatewayOpcodes.HeartbeatAck);
      else if (message.op === GatewayOpcodes.Identify) identify(socket, message.d);
      else if (message.op === GatewayOpcodes.Resume) resume(socket, message.d);
    });
    socket.on('close', (code: number) => {
      const session = sessions.find((candidate) => candidate.socket === socket);
      if (session) session.socket = undefined;
      // A client that closes the connection normally ends its session.
      if (code === 1000 || code === 1001) sessions = sessions.filter((candidate) => candidate !== session);
      world.notify();
    });
    socket.on('error', () => undefined);
  };
  server.on('upgrade', (request, stream: Duplex, head) => {
    const url = new URL(request.url ?? '/', world.origin());
    attempts.push(world.now());
    world.notify();
    if (gateway.refuseConnections || !/^\/gateway\/?$/.test(url.pathname)) return void stream.destroy();
    if (url.searchParams.get('v') !== '10' || url.searchParams.get('encoding') !== 'json')
      world.problems.push(`gateway: connected with ${url.search}, expected ?v=10&encoding=json`);
    sockets.handleUpgrade(request, stream, head, accept);
  });

  const gateway: Gateway = {
    get sessions() {
      return sessions;
    },
    attempts,
    overlaps,
    get refusedIdentifies() {
      return refusedIdentifies;
    },
    counts: { identifies: 0, resumes: 0 },
    sessionStartLimit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 16 },
    identifyWindowMs: IDENTIFY_WINDOW_MS,
    allowedPrivilegedIntents: 0,
    heartbeatInterval: 41_250,
    refuseConnections: false,
    duplicateEvents: false,
    advice: () => ({
      url: `${world.origin().replace('http', 'ws')}/gateway`,
      shards: advisedShards,
      session_start_limit: { ...gateway.sessionStartLimit },
    }),
    dispatch: (event, guildId, intent) => {
      for (const session of sessions) {
        const wanted = intent === 0 || (session.intents & intent) !== 0;
        if (wanted && shardOf(guildId, session.shard[1]) === session.shard[0]) dispatchTo(session, event);
      }
    },
    guildAdded: (guild) => {
      if (!guild.botInstalled) return;
      for (const session of sessions)
        if (shardOf(guild.id, session.shard[1]) === session.shard[0]) announce(session, guild);
    },
    drop: ({ code } = {}) => {
      for (const socket of sockets.clients) {
        if (code === undefined) socket.terminate();
        else socket.close(code);
      }
    },
    closeWith: (code) => {
      sessions = [];
      for (const socket of sockets.clients) socket.close(code);
    },
    zombie: () => {
      for (const socket of sockets.clients) zombies.add(socket);
    },
    reconnect: () => {
      for (const socket of sockets.clients) op(socket, GatewayOpcodes.Reconnect);
    },
    invalidate: ({ resumable }) => {
      if (!resumable) sessions = [];
      for (const socket of sockets.clients) op(socket, GatewayOpcodes.InvalidSession, resumable);
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
  return gateway;
}
