import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StorageOpenError } from '../../storage-open-error.ts';

/**
 * The certificate in the file at `path`, undefined without one.
 * @throws StorageOpenError when it cannot be read, or holds no certificate
 */
export async function readCa(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    const pem = await readFile(path, 'utf8');
    // A file without a certificate would be ignored, and the connection refused for another reason.
    createPublicKey(pem);
    return pem;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StorageOpenError(`STORAGE_CA should be a PEM file with a certificate, but ${path} is not (${reason})`, {
      cause,
    });
  }
}
