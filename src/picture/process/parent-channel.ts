// Loaded by picture processes only.
import { Socket } from 'node:net';
import { createFrameReader, encodeFrame } from './frames.ts';
import { createJobMemory } from './job-memory.ts';
import type { AnswerMessage, JobMessage } from './picture-messages.ts';

/** The file descriptor of the channel in a picture process. */
export const CHANNEL_FD = 3;

/**
 * Connects a picture process with its parent.
 *
 * @returns sends an answer, and calls `sent` when it has left.
 */
export function connectToParent(onJob: (job: JobMessage) => void): (answer: AnswerMessage, sent?: () => void) => void {
  // The parent is trusted, and has limited what it sends.
  const limits = { json: Infinity, bytes: Infinity, arrays: Infinity };
  const reader = createFrameReader(limits, (message) => onJob(message as JobMessage), createJobMemory());
  const channel = new Socket({
    fd: CHANNEL_FD,
    readable: true,
    writable: true,
    // Where it belongs at once. Otherwise each chunk gets new memory, and is copied from there.
    onread: {
      buffer: reader.space,
      callback(bytes) {
        reader.filled(bytes);
        return true;
      },
    },
  });
  // Without it, nobody notices when the parent closes the channel.
  channel.resume();
  channel.on('error', die).on('close', die);
  // Ctrl-C and service managers signal the whole process group, but the parent decides when this process ends.
  process.on('SIGINT', () => {}).on('SIGTERM', () => {});
  return (answer, sent) => {
    const parts = encodeFrame(answer);
    channel.cork();
    for (const part of parts.slice(0, -1)) channel.write(part);
    channel.write(parts.at(-1) ?? '', sent);
    channel.uncork();
  };
}

/** Ends this process at once. A normal exit would wait for running decoders. */
function die(): void {
  try {
    process.kill(process.pid, 'SIGKILL');
  } catch {
    // A sandbox may forbid signals.
    process.abort();
  }
}
