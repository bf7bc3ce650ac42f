'use strict';
// Runs before `npm start`, in whichever Node is installed: the bot needs 24, which runs TypeScript without a build.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `face-age-bot needs Node 24 or newer, and this is ${process.versions.node}: run "npm ci", which brings its own, or install Node 24.\n`,
  );
  process.exit(78);
}
