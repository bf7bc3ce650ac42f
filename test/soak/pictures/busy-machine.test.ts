import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { expectPicture } from '../../support/expectations.ts';
import { photos } from '../../support/pictures/photos.ts';
import { useWorld } from '../../support/world.ts';

const world = useWorld({ ownProcess: true });

/** According to Linux. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
}

test.runIf(process.platform === 'linux')('a photo is aged although its process gets no processor for 7 s', async () => {
  const { ask, bot, newChannel } = world();
  await expectPicture(await ask({ channel: newChannel(), image: photos.graceHopper }));
  const stopped = await childrenOf(bot.process.pid);
  expect(stopped).not.toEqual([]);
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  const asked = await ask({ channel: newChannel(), image: photos.graceHopper });
  // More than the processor time that a job may use.
  await setTimeout(7_000);
  for (const pid of await childrenOf(bot.process.pid)) process.kill(pid, 'SIGCONT');
  await expectPicture(asked);
});
