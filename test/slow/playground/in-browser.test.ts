import { describe } from 'vitest';
import { testAsking } from './asking.ts';
import { testLooking } from './looking.ts';
import { hasChromium, useBrowser, usePlayground, whereSkipped } from './page.ts';
import { testShowing } from './showing.ts';
import { testTrouble } from './trouble.ts';
import { testUnanswered } from './unanswered.ts';

describe.skipIf(!hasChromium)(`the playground in a browser${whereSkipped}`, () => {
  const browser = useBrowser();

  describe('with the bot', () => {
    const world = usePlayground(browser);
    testLooking(world);
    testAsking(world);
    testTrouble(world);
    // The last, since it fills the channel.
    testShowing(world);
  });

  describe('without the bot', () => {
    // Nobody answers here, so a short time is enough.
    testUnanswered(usePlayground(browser, { acknowledgementMs: 500 }));
  });
});
