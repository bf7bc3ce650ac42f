/** The database could not be opened. The message is one sentence for the operator, without passwords. */
export class StorageOpenError extends Error {
  override readonly name = 'StorageOpenError';
}

const PERMISSION_CODES = new Set(['EACCES', 'EPERM', 'EROFS']);
/** SQLITE_PERM, SQLITE_READONLY and SQLITE_CANTOPEN, https://www.sqlite.org/rescode.html */
const PERMISSION_RESULTS = new Set([3, 8, 14]);

/** Turns an error about the file at `path` into one sentence: which user failed to open it, and what fixes it. */
export function explainPath(path: string, folder: string, cause: unknown): StorageOpenError {
  const uid = process.getuid?.() ?? 'unknown';
  const reason = cause instanceof Error ? cause.message : String(cause);
  const fix = isPermission(cause) ? `; to fix it, run: mkdir -p '${folder}' && chown -R ${uid} '${folder}'` : '';
  return new StorageOpenError(`The file ${path} cannot be opened for writing by uid ${uid} (${reason})${fix}`, {
    cause,
  });
}

function isPermission(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if ('errcode' in cause && typeof cause.errcode === 'number') return PERMISSION_RESULTS.has(cause.errcode & 0xff);
  return 'code' in cause && typeof cause.code === 'string' && PERMISSION_CODES.has(cause.code);
}
