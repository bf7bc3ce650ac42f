import { describe, expect } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { PlaygroundPage, PlaygroundTest } from './page.ts';
import { nightly } from '../../support/cases.ts';

async function askFor(view: PlaygroundPage, age: number): Promise<void> {
  const form = await view.command('age');
  await view.drop('test/photos/grace-hopper.jpg');
  await form.getByLabel('age', { exact: true }).fill(String(age));
  await form.getByLabel('age', { exact: true }).press('Enter');
}

export const testTrouble = (world: () => PlaygroundTest) =>
  describe('trouble in the playground', () => {
    nightly(
      'a fault of the endpoint is explained to the person, costs nothing, and ends when it is switched off',
      async () => {
        const view = await world().open();
        const { endpoint } = world().playground;
        const before = endpoint.charged;
        await view.page.getByLabel('How calls fail').selectOption('face too small');
        await askFor(view, 31);
        const explanation = view.messages.filter({ hasText: 'Only you can see this' }).last();
        await explanation.waitFor();
        expect(await explanation.innerText()).toMatch(/face/i);
        expect(endpoint.charged).toBe(before);

        await view.page.getByLabel('How calls fail').selectOption('They succeed');
        await askFor(view, 32);
        await view.picture(view.message('About 32 years old'));
      },
    );

    nightly('a fault can be for the next call only', async () => {
      const view = await world().open();
      await view.page.getByLabel('Only the next call').check();
      await view.page.getByLabel('How calls fail').selectOption('face cut off');
      await askFor(view, 33);
      await view.messages.filter({ hasText: 'Only you can see this' }).last().waitFor();
      await eventually(async () => expect(await view.page.getByLabel('How calls fail').inputValue()).toBe(''));
      await askFor(view, 34);
      await view.picture(view.message('About 34 years old'));
      await view.page.getByLabel('Only the next call').uncheck();
    });

    const troubles: [string, number][] = [
      ['Rate limits (429)', 41],
      ['Server errors (503)', 42],
      ['Lost answers', 43],
      ['Slow answers', 45],
    ];
    nightly.each(troubles)('a picture arrives although Discord has trouble: %s', async (trouble, age) => {
      const view = await world().open();
      await view.page.getByLabel('Faults').selectOption(trouble);
      await askFor(view, age);
      await view.picture(view.message(`About ${age} years old`));
      await view.page.getByLabel('Faults').selectOption('None');
      await eventually(async () => expect(await view.page.getByLabel('Faults').inputValue()).toBe('none'));
    });

    nightly('a request is answered although the bot is killed during the call', async () => {
      const view = await world().open();
      const { endpoint, bot } = world().playground;
      const calls = endpoint.calls.length;
      await view.page.getByLabel('A call takes').selectOption('60 s');
      await askFor(view, 71);
      await eventually(() => expect(endpoint.calls).toHaveLength(calls + 1));
      await view.message('Face Age is thinking…').waitFor();
      await view.page.getByRole('button', { name: 'Kill' }).click();
      await view.page.getByText('Stopped').waitFor();
      await view.page.getByLabel('A call takes').selectOption('no time');
      await view.page.getByRole('button', { name: 'Start' }).click();
      await view.page.getByText('Running').waitFor();
      expect(bot.log.join('\n')).toContain('The bot has ended: SIGKILL');
      await eventually(async () => expect(await view.page.getByText('is thinking…').count()).toBe(0));
      await view.picture(view.message('About 71 years old'));
    });
  });
