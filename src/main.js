// The entry point. Plain JavaScript without imports, so that an old Node can parse it and say what is wrong.

const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  refuse(
    `face-age-bot needs Node 24 or newer, and this is ${process.versions.node}: ` +
      'start it with "npm ci" and "npm start", which bring their own, or install Node 24.',
  );
} else if (process.arch === 'arm' || process.arch === 'ia32') {
  refuse(
    `face-age-bot needs a 64-bit system, and this is ${process.arch}: ` +
      'install the 64-bit edition of your system, such as Raspberry Pi OS (64-bit).',
  );
} else {
  // Until the code is loaded, which handles them. Nothing has begun, so nothing has to be finished; but the first process of
  // a container ignores signals that nobody handles.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(0));
  void import('./start.js');
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 78;
}
