// The image's health check: asks the health page of the same container. PORT=0 turns both off. Plain JavaScript, since it
// runs every 30 seconds.
const port = process.env.PORT?.trim() || '8080';
if (port !== '0') {
  try {
    const { ok } = await fetch(`http://127.0.0.1:${port}/readyz`);
    process.exitCode = ok ? 0 : 1;
  } catch {
    process.exitCode = 1;
  }
}
