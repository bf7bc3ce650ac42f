import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from './route.ts';

/** Reads a body of JSON or multipart (`payload_json` and `files[n]`). The JSON is undefined if there is none. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<{ json: unknown; files: UploadedFile[] } | 'too large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) return 'too large';
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { json: readJson(bytes.toString()), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const [name, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index !== undefined && typeof value !== 'string')
      files.push({ index, filename: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
    else if (name === 'payload_json') json = readJson(typeof value === 'string' ? value : await value.text());
  }
  return { json, files };
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schemas report what is missing
  }
}
