// @ts-check
// Tries, from inside a sandbox, what a picture process must not be able to do, and prints what it could do. JavaScript,
// and a module by its name, so that it needs no package.json to start.
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const [, , parent = '', folder = ''] = process.argv;

/** @param {() => void} work */
function works(work) {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** Sends nothing: it only asks for a route to an address that nobody has (RFC 5737). */
async function hasNetwork() {
  return await new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (/** @type {boolean} */ open) => () => resolve(open);
    socket.once('error', end(false)).once('connect', end(true));
    if (!works(() => socket.connect(9, '192.0.2.1'))) resolve(false);
  });
}

const mark = `${folder}/probe-${process.pid}`;
const could = {
  'read files': works(() => readFileSync('/etc/passwd')),
  'read the memory of the bot': works(() => readFileSync(`/proc/${parent}/environ`)),
  'write files': works(() => writeFileSync(mark, '', { flag: 'wx' })),
  'use the network': await hasNetwork(),
  'start processes': spawnSync(process.execPath, ['--version']).status === 0,
  'signal the bot': works(() => process.kill(Number(parent), 0)),
};
if (could['write files']) rmSync(mark);
process.stdout.write(JSON.stringify(could), () => process.exit());
