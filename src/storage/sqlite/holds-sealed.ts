import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Whether anything in the database was encrypted. One that can't be read says no here, and why where it is opened. */
export function holdsSealed(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    using db = new DatabaseSync(path, { readOnly: true });
    const isThere = (query: string) => db.prepare(query).get() !== undefined;
    if (isThere(`SELECT 1 FROM entries WHERE value GLOB '"v[0-9].*' LIMIT 1`)) return true;
    const hasFacts = isThere("SELECT 1 FROM sqlite_schema WHERE name = 'facts'");
    return hasFacts && isThere("SELECT 1 FROM facts WHERE name = 'keyCheck'");
  } catch {
    return false;
  }
}
