import type { Logger } from '../log/logger.ts';

/** What each sandbox holds against code that a picture has brought into a decoder. */
const HOLDS = {
  bwrap: 'no files, no network, no other processes',
  landlock: 'no files, no network, no other processes',
  permission: 'not isolated by the kernel',
  off: 'not isolated',
} as const;

export interface SandboxNoteOptions {
  /** Where pictures are decoded, and why not in a stronger sandbox. */
  readonly isolation: () => Promise<{
    readonly sandbox: { readonly name: keyof typeof HOLDS };
    readonly missing: readonly string[];
  }>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
}

/** Says once in the log, and always on the health page, which sandbox pictures are decoded in. */
export interface SandboxNote {
  start(): void;
  /** A line for the health page; undefined until it is known. */
  note(): string | undefined;
}

export function createSandboxNote({ isolation, logger }: SandboxNoteOptions): SandboxNote {
  let note: string | undefined;
  return {
    start() {
      isolation().then(
        ({ sandbox: { name }, missing }) => {
          note = `picture processes: ${name} (${HOLDS[name]})`;
          if (name === 'bwrap' || name === 'landlock')
            logger.info({ sandbox: name }, 'Pictures are decoded in a sandbox');
          else logger.warn({ sandbox: name, missing }, 'Pictures are decoded without a kernel sandbox');
        },
        // The picture check says so.
        () => undefined,
      );
    },
    note: () => note,
  };
}
