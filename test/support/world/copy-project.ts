import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder } from '../remove-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What a build is made from, besides what is copied always: without it, the bot would take the build for an old one. */
const BUILT_FROM = ['package-lock.json', 'tsconfig.json', 'scripts'];

export interface CopyOptions {
  readonly without?: readonly string[];
  /** With the build, if there is one: the bot starts faster from it. */
  readonly built?: boolean;
}

/** What the bot needs to run in a folder of its own, with links to its dependencies, and no `.env` but the test's. */
export async function copyProject({ without = [], built = false }: CopyOptions = {}): Promise<
  { readonly root: string } & AsyncDisposable
> {
  const root = await mkdtemp(join(tmpdir(), 'face-age-bot-root-'));
  const build = built && existsSync(join(ROOT, 'dist')) ? ['dist', ...BUILT_FROM] : [];
  for (const name of ['src', 'commands', 'package.json', ...build])
    await cp(join(ROOT, name), join(root, name), { recursive: true });
  await mkdir(join(root, 'node_modules'));
  const dependencies = await readdir(join(ROOT, 'node_modules'));
  // What tools keep there is no dependency.
  for (const name of dependencies.filter((dependency) => dependency !== '.cache' && !without.includes(dependency))) {
    await symlink(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
  }
  return { root, [Symbol.asyncDispose]: () => removeFolder(root) };
}
