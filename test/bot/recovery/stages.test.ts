import { test } from 'vitest';
import { expectOneEndOfEachStage } from '../../support/faults/kill-at-each-stage.ts';
import { startWorld } from '../../support/world.ts';

test('whatever a request was at when the bot was killed, the next start brings it to its one end', async () => {
  await using world = await startWorld({ withoutBot: true, env: { ENDPOINT_CONCURRENCY: '16' } });
  await expectOneEndOfEachStage(world);
});
