import type { WebSocket } from 'ws';

/** A bot's session: it outlives its connection, and can be resumed. */
export interface Session {
  id: string;
  shard: [number, number];
  intents: number;
  seq: number;
  /** Everything sent in this session, for a resume. */
  sent: { s: number; text: string }[];
  socket?: WebSocket | undefined;
}
