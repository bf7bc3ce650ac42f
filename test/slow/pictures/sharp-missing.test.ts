import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { countCalls, expectPicture, expectSentence, nothingPaid } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { startWorld } from '../../support/world.ts';
import { copyProject } from '../../support/world/copy-project.ts';
import { nightly } from '../../support/cases.ts';

/** What sharp says if it has no build for the machine. */
const FOREIGN_SHARP = `throw new Error('Could not load the "sharp" module using the linux-x64 runtime');`;

async function putSharp(root: string, code: string): Promise<void> {
  const folder = join(root, 'node_modules/sharp');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "name": "sharp", "type": "module", "exports": "./index.js" }');
  await writeFile(join(folder, 'index.js'), code);
}

const missing: [string, string | undefined][] = [
  ['is missing', undefined],
  ['does not load on this machine', FOREIGN_SHARP],
  ['is built for a newer processor', `process.kill(process.pid, 'SIGILL');`],
];
nightly.each(missing)(
  "where sharp %s, the bot says so once at the start, isn't ready, and pays nothing",
  async (_what, code) => {
    await using copy = await copyProject({ without: ['sharp'] });
    if (code !== undefined) await putSharp(copy.root, code);
    const port = await freePort();
    await using world = await startWorld({ root: copy.root, env: { PORT: String(port) } });
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toMatch(
      /^pictures: Pictures cannot be opened: sharp does not load. .*npm ci.*\.\nshards: 0 of 1\n/,
    );
    const lines = () => world.bot.log.filter(({ msg }) => String(msg).startsWith('Pictures cannot be opened'));
    expect(await world.bot.untilLogged(/^Pictures cannot be opened/)).toMatchObject({ level: 'error' });

    const counted = countCalls(world);
    await expectSentence(await world.ask({ image: photos.graceHopper }), 'pictures_unavailable');
    expect(counted()).toEqual(nothingPaid);
    expect(lines()).toHaveLength(1);
  },
);

nightly('where sharp loads, the bot is ready as soon as it says so', async () => {
  const port = await freePort();
  await using world = await startWorld({ env: { PORT: String(port) } });
  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([200, expect.stringMatching(/^ok\nshards: 0 of 1\n/)]);
  await expectPicture(await world.ask());
});
