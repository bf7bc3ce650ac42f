import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What the bot needs to run in a folder of its own, with links to its dependencies, and no `.env` but the test's. */
export async function copyProject({ without = [] }: { readonly without?: readonly string[] } = {}): Promise<
  { readonly root: string } & AsyncDisposable
> {
  const root = await mkdtemp(join(tmpdir(), 'face-age-bot-root-'));
  for (const name of ['src', 'commands', 'package.json'])
    await cp(join(ROOT, name), join(root, name), { recursive: true });
  await mkdir(join(root, 'node_modules'));
  const dependencies = await readdir(join(ROOT, 'node_modules'));
  // What tools keep there is no dependency.
  for (const name of dependencies.filter((dependency) => dependency !== '.cache' && !without.includes(dependency))) {
    await symlink(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
  }
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 5 }) };
}
