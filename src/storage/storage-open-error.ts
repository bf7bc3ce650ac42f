import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
/** The database could not be opened. The message is one sentence for the operator, without passwords. */
export class StorageOpenError extends Error {
  override readonly name = 'StorageOpenError';
  /** Whether it may be there later, without a change by the operator. */
  readonly mayPass: boolean;

  constructor(message: string, { mayPass = false, ...options }: ErrorOptions & { readonly mayPass?: boolean } = {}) {
    super(message, options);
    this.mayPass = mayPass;
  }
}

const PERMISSION_CODES = new Set(['EACCES', 'EPERM']);
/** SQLITE_PERM, SQLITE_READONLY and SQLITE_CANTOPEN, https://www.sqlite.org/rescode.html */
const PERMISSION_RESULTS = new Set([3, 8, 14]);

/** Throws as `accessSync` does if this user can't write to the folder. */
type CheckWritable = (folder: string) => void;

const checkWritable: CheckWritable = (folder) => accessSync(folder, constants.W_OK);

/** Turns an error about the file at `path` into one sentence: which user failed to open it, and what fixes it. */
export function explainPath(path: string, folder: string, cause: unknown, check = checkWritable): StorageOpenError {
  const uid = process.getuid?.() ?? 'unknown';
  const reason = cause instanceof Error ? cause.message : String(cause);
  const fix = isReadOnly(folder, check)
    ? '; its file system is read-only, so let STORAGE_URL and DATA_FOLDER name a folder that can be written to'
    : isPermission(cause)
      ? `; to fix it, run: mkdir -p '${folder}' && chown -R ${uid} '${folder}'`
      : '';
  return new StorageOpenError(`The file ${path} cannot be opened for writing by uid ${uid} (${reason})${fix}`, {
    cause,
  });
}

/**
 * Whether the folder is, or would be, on a read-only file system. Neither SQLite's error says so, nor that of a
 * recursive `mkdir`, for which Node reports ENOENT.
 */
function isReadOnly(folder: string, check: CheckWritable): boolean {
  try {
    check(folder);
    return false;
  } catch (error) {
    const parent = dirname(folder);
    return codeOf(error) === 'ENOENT' && parent !== folder ? isReadOnly(parent, check) : codeOf(error) === 'EROFS';
  }
}

function isPermission(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if ('errcode' in cause && typeof cause.errcode === 'number') return PERMISSION_RESULTS.has(cause.errcode & 0xff);
  return PERMISSION_CODES.has(codeOf(cause));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
