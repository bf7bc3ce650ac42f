import { readFile } from 'node:fs/promises';
import { setVariables } from './env-text.ts';
import { writePrivateFile } from './write-private-file.ts';

/** Sets variables in a `.env` file. One that isn't there yet begins as the example, with its explanations. */
export async function updateEnvFile(
  path: string,
  values: Readonly<Record<string, string>>,
  examplePath: string,
): Promise<void> {
  const text = (await readIfThere(path)) ?? (await readIfThere(examplePath)) ?? '';
  await writePrivateFile(path, setVariables(text, values));
}

/** Also in UTF-16, as PowerShell writes it. It is written as UTF-8, which every editor reads. */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(path);
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    return isUtf16 ? bytes.toString('utf16le').replace(/^\uFEFF/, '') : bytes.toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
