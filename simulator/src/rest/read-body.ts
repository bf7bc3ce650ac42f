import type { IncomingMessage } from 'node:http';
import { readForm } from './form.ts';
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
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const { name, filename, bytes: part } of readForm(bytes, type)) {
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index !== undefined && filename !== undefined) files.push({ index, filename, bytes: part });
    else if (name === 'payload_json') json = readJson(part.toString());
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
