import type { GatewayAdvice } from '../rest/routes/application.ts';
import type { GuildState } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { Session } from './session.ts';

/** What tests see of the gateway, and do to it. */
export interface Gateway {
  /** Sessions that live or could be resumed. */
  readonly sessions: readonly Session[];
  /** How often the bot identified and resumed. */
  readonly counts: { identifies: number; resumes: number };
  /** Identifies that came within 5 s of another of their bucket (shard id % max_concurrency), answered with op 9. */
  readonly refusedIdentifies: number;
  /** Each time a shard got a second connection while it had one: its id. */
  readonly overlaps: readonly number[];
  /** When a connection was asked for, in ms since the epoch. */
  readonly attempts: readonly number[];
  /** What `/gateway/bot` says; settable. */
  sessionStartLimit: { total: number; remaining: number; reset_after: number; max_concurrency: number };
  /** Milliseconds between two identifies of one bucket; 5,000, as Discord has it, unless it's set. */
  identifyWindowMs: number;
  /** Intents that would be refused with 4014 but for this. */
  allowedPrivilegedIntents: number;
  /** Milliseconds; goes for connections made from now on. */
  heartbeatInterval: number;
  /** New connections are broken off. */
  refuseConnections: boolean;
  /** Every event is sent twice. */
  duplicateEvents: boolean;
  advice(): GatewayAdvice;
  dispatch: World['dispatch'];
  guildAdded(guild: GuildState): void;
  /** Closes all connections with a code, or breaks them without one; sessions can be resumed. */
  drop(options?: { code?: number }): void;
  /** Closes all connections with a code that ends the sessions. */
  closeWith(code: number): void;
  /** Connections stay open but nothing comes through any more, heartbeats' acknowledgements neither. New ones work. */
  zombie(): void;
  /** Asks the bot to reconnect (op 7). */
  reconnect(): void;
  /** Op 9 to all; not resumable ones are forgotten. */
  invalidate(options: { resumable: boolean }): void;
  close(): Promise<void>;
}
