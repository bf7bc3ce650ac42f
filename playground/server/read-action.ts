import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Upload } from 'discord-simulator';
import type { Action } from '../protocol.ts';

/** Most bytes of a request: ten files of the largest size, which Discord doesn't accept together either. */
const MOST_BYTES = 100 * 1024 * 1024;

const file = z.object({ file: z.int(), spoiler: z.boolean().optional(), description: z.string().optional() });
const option = z.union([z.string(), z.number(), z.boolean(), file]);
const field = z.union([z.string(), z.boolean(), z.array(z.string()), z.array(file)]);

const actionSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('slash'),
    place: z.string(),
    command: z.string(),
    options: z.record(z.string(), option),
  }),
  z.object({ do: z.literal('message-menu'), message: z.string(), command: z.string() }),
  z.object({ do: z.literal('user-menu'), place: z.string(), user: z.string(), command: z.string() }),
  z.object({ do: z.literal('press'), message: z.string(), button: z.string() }),
  z.object({ do: z.literal('choose'), message: z.string(), menu: z.string(), values: z.array(z.string()) }),
  z.object({ do: z.literal('submit'), form: z.string(), fields: z.record(z.string(), field) }),
  z.object({ do: z.literal('close-form'), form: z.string() }),
  z.object({
    do: z.literal('post'),
    place: z.string(),
    content: z.string().max(2000, 'A message can have 2,000 characters.'),
    files: z.array(file),
    replyTo: z.string().optional(),
  }),
  z.object({ do: z.literal('delete'), message: z.string() }),
  z.object({ do: z.literal('dismiss'), message: z.string() }),
  z.object({ do: z.literal('dismiss-failure'), id: z.string() }),
  z.object({
    do: z.literal('switch'),
    switches: z
      .object({
        endpointFault: z.string().nullable(),
        faultOnce: z.boolean(),
        latencyMs: z.int().min(0).max(600_000),
        ratePerSecond: z.number().min(0).max(1000),
        discordTrouble: z.enum(['none', 'slow', 'rate-limited', 'errors', 'lost-answers', 'offline']),
        realEndpoint: z.boolean(),
      })
      .partial(),
  }),
  z.object({ do: z.literal('bot'), what: z.enum(['restart', 'kill', 'stop', 'start']) }),
]) satisfies z.ZodType<Action>;

export interface ReadAction {
  readonly action: Action;
  readonly files: readonly Omit<Upload, 'description' | 'spoiler'>[];
}

/**
 * Reads a form with the part `action`, which is JSON, and the parts `file-0`, `file-1` …
 *
 * @throws {Error} if it isn't such a form, or too large
 */
export async function readAction(request: IncomingMessage): Promise<ReadAction> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('The files are too large together.');
    chunks.push(chunk);
  }
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData();
  const json: unknown = JSON.parse(z.string().parse(form.get('action')));
  const files = [];
  for (let index = 0; ; index += 1) {
    const part = form.get(`file-${index}`);
    if (!(part instanceof File)) break;
    files.push({ bytes: Buffer.from(await part.arrayBuffer()), filename: part.name });
  }
  return { action: actionSchema.parse(json), files };
}
