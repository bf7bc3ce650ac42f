import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * The variables of a `.env` file, as Node's `--env-file` reads them; also with a byte order mark or in UTF-16, as
 * editors and PowerShell on Windows write them.
 *
 * @returns undefined when there is no such file
 * @throws when it can't be read
 */
export function readEnvFile(path: string): NodeJS.Dict<string> | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return parseEnv(bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, ''));
}
