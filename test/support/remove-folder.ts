import { rm } from 'node:fs/promises';

/** Removes a folder in which a process or an app that has just ended may have been writing. */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5 });
}
