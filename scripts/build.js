// @ts-check
// Builds `dist/`: the code of the bot and of its picture processes in a few files, which Node loads in half the time.
// Nothing needs it: `src/start.js` runs the source where there is no build, or one of another source.
import { mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fingerprint, MANIFEST } from '../src/fresh-build.js';

const startedAt = Date.now();
const { rolldown } = await import('rolldown');
const root = realpathSync(join(import.meta.dirname, '..'));
const folder = dirname(MANIFEST);

/** Native code and its wrappers, and what only a bot on Redis or in a terminal loads. */
const INSTALLED = ['sharp', /^libheif-js\//, 'bullmq', 'ioredis', 'pino-pretty'];
/** What discord.js uses if it is there. */
const OPTIONAL = ['bufferutil', 'utf-8-validate', 'zlib-sync'];

/** `createRequire(import.meta.url)('name')` takes the copy of a package that others require: so does a plain `require`. */
const bundleRequired = {
  name: 'bundle-required',
  /** @param {string} code */
  transform: (code) => code.replaceAll(/createRequire\(import\.meta\.url\)\(('[^']+')\)/g, 'require($1)'),
};

await using bundle = await rolldown({
  cwd: root,
  input: { run: 'src/run.ts', 'picture-process': 'src/picture/process/picture-process.ts' },
  platform: 'node',
  external: [...INSTALLED, ...OPTIONAL],
  plugins: [bundleRequired],
  // discord.js has one, which isn't called.
  checks: { eval: false },
});
const { output } = await bundle.generate({
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
  comments: false,
  // So that V8 keeps a byte a character.
  charset: 'ascii',
});

/** The source of own modules; of a package, what tells its version. */
const inputs = (await bundle.watchFiles).map((path) => {
  const at = path.lastIndexOf(`${sep}node_modules${sep}`);
  if (at < 0) return path;
  const [scope = '', name = ''] = path.slice(at + `${sep}node_modules${sep}`.length).split(sep);
  return join(path.slice(0, at), 'node_modules', scope, scope.startsWith('@') ? name : '', 'package.json');
});
const read = ['package-lock.json', 'scripts/build.js', ...inputs.map((path) => relative(root, path))];
const files = Object.fromEntries([...new Set(read)].map((path) => [path, fingerprint(path)]));
const changed = Object.keys(files).find((path) => (files[path]?.[2] ?? 0) >= startedAt);
if (changed !== undefined) throw new Error(`${changed} was changed while dist/ was built`);

mkdirSync(folder, { recursive: true });
for (const chunk of output) {
  const path = join('dist', chunk.fileName);
  write(chunk.fileName, chunk.type === 'chunk' ? chunk.code : chunk.source);
  files[path] = fingerprint(path);
}
const former = formerFiles();
write('manifest.json', JSON.stringify({ files }));
// A bot that runs may still load files of the build before.
for (const name of readdirSync(folder)) {
  const path = join('dist', name);
  if (name !== 'manifest.json' && !(path in files) && !former.has(path))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * So that no file is ever there in part.
 *
 * @param {string} name
 * @param {string | Uint8Array} content
 */
function write(name, content) {
  const draft = join(folder, `${name}.${process.pid}`);
  writeFileSync(draft, content);
  renameSync(draft, join(folder, name));
}

function formerFiles() {
  try {
    return new Set(Object.keys(JSON.parse(readFileSync(MANIFEST, 'utf8')).files));
  } catch {
    return new Set();
  }
}
