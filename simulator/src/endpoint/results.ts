import { randomBytes, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import type { ResultFault } from './script.ts';

const FOLDER = '/ft/ChangeAgePic/';
const HEAVY_BYTES = 30 * 1024 * 1024;

/** Serves the changed pictures, or what a fault puts in their place. */
export interface Results {
  /** @returns the picture's link, without an extension, like the real ones */
  add(picture: Buffer, fault: ResultFault | undefined): string;
  /** @returns whether the path belongs to a result, in which case it was answered */
  serve(path: string, response: ServerResponse): boolean;
}

/**
 * @param origin where this is served
 * @param trap the target of redirects
 */
export function createResults(origin: string, trap: string): Results {
  const results = new Map<string, { readonly picture: Buffer; fault: ResultFault | undefined }>();

  return {
    add: (picture, fault) => {
      const id = randomUUID();
      results.set(id, { picture, fault });
      return fault === 'private' ? `http://10.255.255.1${FOLDER}${id}` : `${origin}${FOLDER}${id}`;
    },
    serve: (path, response) => {
      if (!path.startsWith(FOLDER)) return false;
      const result = results.get(path.slice(FOLDER.length));
      if (!result || result.fault === 'missing') {
        response.writeHead(404).end('NoSuchKey');
      } else answer(response, result.picture, result.fault, trap);
      if (typeof result?.fault === 'object' && result.fault.files.length > 1) {
        result.fault = { files: result.fault.files.slice(1) };
      }
      return true;
    },
  };
}

function answer(response: ServerResponse, picture: Buffer, fault: ResultFault | undefined, trap: string): void {
  if (fault === 'hang') return;
  if (fault === 'redirect') response.writeHead(302, { location: `${trap}/picture` }).end();
  else if (fault === 'cut') {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': picture.length });
    response.write(picture.subarray(0, picture.length / 2), () => response.destroy());
  } else {
    const body = bodyOf(picture, fault);
    const type = fault === 'text' ? 'text/plain' : 'image/jpeg';
    response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(body);
  }
}

function bodyOf(picture: Buffer, fault: ResultFault | undefined): Buffer {
  if (typeof fault === 'object') return fault.files[0] ?? picture;
  if (fault === 'text') return Buffer.from('This is not a picture.\n');
  if (fault === 'truncated') return picture.subarray(0, picture.length / 2);
  if (fault === 'heavy') return Buffer.concat([picture, Buffer.alloc(HEAVY_BYTES - picture.length)]);
  if (fault === 'huge') return hugePng();
  if (fault === 'large') return noisyPng();
  return picture;
}

/** Black, one bit per pixel, which compresses to a few hundred kB. */
function hugePng(): Buffer {
  const side = 20_000;
  return png(side, { bits: 1, colours: 0 }, deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 1 }));
}

/** Every pixel has a different colour, and some are transparent. */
function noisyPng(): Buffer {
  const side = 1640;
  const rows = randomBytes((side * 4 + 1) * side);
  // Filter type 0: no row refers to another.
  for (let row = 0; row < side; row += 1) rows[row * (side * 4 + 1)] = 0;
  return png(side, { bits: 8, colours: 6 }, deflateSync(rows, { level: 0 }));
}

function png(side: number, { bits, colours }: { bits: number; colours: number }, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = bits;
  header[9] = colours;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
