import { describe, expect } from 'vitest';
import type { PlaygroundTest } from './page.ts';
import { nightly } from '../../support/cases.ts';

export const testUnanswered = (world: () => PlaygroundTest) =>
  describe('without the bot', () => {
    nightly('people are told that the application did not respond, until they dismiss it', async () => {
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
