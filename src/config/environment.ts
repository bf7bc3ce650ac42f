import { join } from 'node:path';
import { ConfigError } from './config-error.ts';
import { ROOT } from '../root.ts';
import { readEnvFile } from './env-file.ts';

/** Whether `npm start`, or another script of npm, started this process. */
export const isUnderNpm = process.env['npm_lifecycle_event'] !== undefined;

/** The file with the bot's variables: the one that `ENV_FILE` names, or `.env` in the project's folder. */
export function envFilePath(): string {
  return process.env['ENV_FILE'] || join(ROOT, '.env');
}

/**
 * Removes variables from this process's environment once they are read: nothing that it starts, and no diagnostic report,
 * contains the secrets. What the process was started with stays in `/proc`, which sandboxes keep from others.
 */
export function forgetVariables(names: Iterable<string>): void {
  for (const name of names) delete process.env[name];
}

/**
 * The variables of the file that `ENV_FILE` names, or of `.env` in the project's folder, and those of the process, which
 * win. The process's own environment stays as it is.
 *
 * @param options.mayBeMissing whether a file that `ENV_FILE` names need not exist yet. Default: no.
 * @throws {ConfigError}
 */
export function readEnvironment({ mayBeMissing = false } = {}): NodeJS.Dict<string> {
  const wanted = process.env['ENV_FILE'] && !mayBeMissing;
  const path = envFilePath();
  try {
    const file = readEnvFile(path);
    if (wanted && !file) throw new ConfigError([`ENV_FILE should be the path of a file; there is none at ${path}`]);
    return { ...file, ...process.env };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const why = error instanceof Error && 'code' in error ? error.code : error;
    throw new ConfigError([`${path} should be a file that this user can read (${String(why)})`]);
  }
}
