import { test } from 'vitest';
import { expectOneEndOfEachStage } from '../../support/faults/kill-at-each-stage.ts';
import { startWorld } from '../../support/world.ts';

test('the next start finishes every request exactly once, at whatever stage the bot was killed', async () => {
  await using world = await startWorld({ withoutBot: true, env: { ENDPOINT_CONCURRENCY: '16' } });
  await expectOneEndOfEachStage(world);
});
