import { stat } from 'node:fs/promises';
import { envFilePath } from '../../config.ts';
import { ok, warning, type MachineCheck, type Finding } from '../finding.ts';

/** The file with the secrets. */
export const envFile: MachineCheck = { name: '.env', run: async () => [await checkEnvFile(envFilePath())] };

async function checkEnvFile(path: string): Promise<Finding> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) return ok(`There is no file ${path}: all variables come from the environment.`);
  // Windows has no such modes; a folder of the user's own protects the file there.
  const isOpen = process.platform !== 'win32' && (stats.mode & 0o077) !== 0;
  if (!isOpen) return ok(`${path} can be read by its owner only.`);
  return warning(`Other users of this machine can read ${path}, which contains secrets.`, `Run: chmod 600 ${path}`);
}
