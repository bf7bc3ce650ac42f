import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test.each(['src/picture/faces/network/kernels.wasm', 'src/picture/codecs/jpeg/coding.wasm'])(
  '%s matches its source',
  async (committed) => {
    const folder = await mkdtemp(join(tmpdir(), 'webassembly-'));
    try {
      const compiled = join(folder, 'compiled.wasm');
      const compiler = join('node_modules', 'assemblyscript', 'bin', 'asc.js');
      const config = join(dirname(committed), 'asconfig.json');
      await promisify(execFile)(process.execPath, [compiler, '--config', config, '--outFile', compiled]);
      expect((await readFile(compiled)).equals(await readFile(committed))).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
