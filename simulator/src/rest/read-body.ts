import type { IncomingMessage } from 'node:http';
import { readForm } from './form.ts';
import type { UploadedFile } from './route.ts';

/** Reads a body of JSON or multipart (`payload_json` and `files[n]`). The JSON is undefined if there is none. */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<{ json: unknown; files: UploadedFile[] } | 'too large'> {
  const bytes = await readBytes(request, limit);
  if (!bytes) return 'too large';
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

/**
 * Reads into memory of the declared size, so that the pieces needn't be kept until they are joined: V8 frees those that
 * live for a moment without marking its whole heap.
 *
 * @returns nothing if there are more bytes than the limit; they are read all the same
 */
async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const declared = Number(request.headers['content-length'] ?? 0);
  let bytes = Buffer.allocUnsafeSlow(Math.min(declared, limit));
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const end = size + chunk.length;
    // Without a declared size.
    if (end > bytes.length && end <= limit) bytes = Buffer.concat([bytes], Math.min(2 * end, limit));
    if (end <= limit) chunk.copy(bytes, size);
    size = end;
  }
  return size > limit ? undefined : bytes.subarray(0, size);
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schemas report what is missing
  }
}
