/** How often the parent process is looked at, in ms. */
const LOOK_MS = 250;

/**
 * Calls `onGone` when the process that started this one has ended. npm runs its scripts in a shell, and passes signals
 * to that shell alone; some shells, such as dash, end by it and leave the program running.
 *
 * @returns ends the watch
 */
export function watchLauncher(onGone: () => void): () => void {
  const launcher = process.ppid;
  const timer = setInterval(() => {
    // An orphan gets another parent.
    if (process.ppid === launcher) return;
    clearInterval(timer);
    onGone();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
