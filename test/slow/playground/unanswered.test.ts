import { describe, expect, test } from 'vitest';
import { hasChromium, usePlayground, whereSkipped } from './page.ts';

describe.skipIf(!hasChromium)(`without the bot${whereSkipped}`, () => {
  // Nobody answers here, so a short time is enough.
  const world = usePlayground({ acknowledgementMs: 500 });

  test('people are told that the application did not respond, until they dismiss it', async () => {
    const view = await world().open();
    await view.page.getByRole('button', { name: 'Kill' }).click();
    await view.page.getByText('Stopped').waitFor();
    const form = await view.command('age-help');
    await form.getByRole('button', { name: 'Send' }).click();
    const failure = view.page.getByRole('alert').filter({ hasText: 'The application did not respond (/age-help)' });
    await failure.getByRole('button', { name: 'Dismiss' }).click();
    await failure.waitFor({ state: 'detached' });
    await view.page.reload();
    await view.message('Who is she?').waitFor();
    expect(await failure.count()).toBe(0);
  });
});
