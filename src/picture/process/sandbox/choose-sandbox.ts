import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { sourcePath } from '../../../root.ts';
import { sandboxes } from './sandboxes.ts';
import type { Sandbox, SandboxName } from './sandboxes.ts';
import { killConfined, spawnConfined } from './spawn-confined.ts';

/** What the operator wants: `auto` is the strongest one that holds here. */
export type SandboxChoice = 'auto' | SandboxName;

export interface ChosenSandbox {
  readonly sandbox: Sandbox;
  /** Why the stronger ones aren't used, a sentence each. */
  readonly missing: readonly string[];
}

/** The sandbox that the operator wants doesn't hold here. */
class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

/** A process that hangs in a sandbox has failed. Starting one takes a tenth of a second; this is for busy machines. */
const TRIAL_MS = 20_000;
const KEPT_OUTPUT = 200;
const probe = sourcePath('picture/process/sandbox/probe.mjs');
const foundSchema = z.record(z.string(), z.boolean());

/**
 * Finds out which sandbox holds on this machine, by trying from inside it what it has to prevent.
 *
 * @throws {SandboxError} if one that isn't `auto` doesn't hold; the signal's reason
 */
export async function chooseSandbox(wanted: SandboxChoice, signal?: AbortSignal): Promise<ChosenSandbox> {
  if (wanted === 'off') return { sandbox: sandboxes.off, missing: [] };
  const missing: string[] = [];
  const names = wanted === 'auto' ? (['bwrap', 'landlock', 'permission'] as const) : [wanted];
  for (const name of names) {
    const sandbox = sandboxes[name];
    // Node's own permissions need no trial: they are there on all systems.
    const why = name === 'permission' ? undefined : await tryOut(sandbox, signal);
    signal?.throwIfAborted();
    if (why === undefined) return { sandbox, missing };
    missing.push(`${name}: ${why}`);
  }
  throw new SandboxError(`PICTURE_SANDBOX=${wanted} does not hold here: ${missing.join('; ')}`);
}

/** @returns why the sandbox doesn't hold; undefined if it does. */
async function tryOut(sandbox: Sandbox, signal: AbortSignal | undefined): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'only Linux has it';
  const args = [probe, String(process.pid), tmpdir()];
  try {
    const child = spawnConfined(sandbox, { args, readable: [probe] }, ['ignore', 'pipe', 'pipe'], {});
    const kill = () => killConfined(child);
    const timer = setTimeout(kill, TRIAL_MS);
    signal?.addEventListener('abort', kill);
    try {
      const { stdout, stderr } = child;
      const [out, errors] = await Promise.all([stdout && text(stdout), stderr && text(stderr), once(child, 'close')]);
      // The rest is how to use the program.
      const [error = ''] = (errors ?? '').trim().split('\n');
      if (!out) return error.slice(0, KEPT_OUTPUT) || 'it does not start';
      const open = Object.entries(foundSchema.parse(JSON.parse(out))).flatMap(([what, could]) => (could ? what : []));
      return open.length === 0 ? undefined : `a process in it can ${open.join(', ')}`;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
