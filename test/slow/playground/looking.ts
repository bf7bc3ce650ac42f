import { describe, expect } from 'vitest';
import { contrastProblems } from './contrast.ts';
import type { PlaygroundPage, PlaygroundTest } from './page.ts';
import { nightly } from '../../support/cases.ts';

const back = () => getComputedStyle(document.body).backgroundColor;
/** From 0, which is black, to 255. */
const brightness = async (view: PlaygroundPage) => Number(/\d+/.exec(await view.page.evaluate(back))?.[0]);

export const testLooking = (world: () => PlaygroundTest) =>
  describe('the page of the playground', () => {
    nightly.each(['dark', 'light'] as const)('is readable in the %s theme of the system', async (colorScheme) => {
      const view = await world().open({ colorScheme });
      await view.message('Who is she?').waitFor();
      expect((await brightness(view)) < 128).toBe(colorScheme === 'dark');

      const help = await view.command('age-help');
      await help.getByRole('button', { name: 'Send' }).click();
      await view.messages.filter({ hasText: 'Only you can see this' }).last().waitFor();
      expect(await contrastProblems(view.page)).toEqual([]);
      await view.composer.fill('/');
      expect(await contrastProblems(view.page)).toEqual([]);
    });

    nightly('keeps the theme that was chosen', async () => {
      const view = await world().open({ colorScheme: 'dark' });
      const dark = await view.page.evaluate(back);
      await view.page.getByRole('button', { name: 'Light theme' }).click();
      const light = await view.page.evaluate(back);
      expect(light).not.toBe(dark);
      await view.page.reload();
      await view.message('Who is she?').waitFor();
      expect(await view.page.evaluate(back)).toBe(light);
    });

    nightly('works on a screen of 400 pixels', async () => {
      const view = await world().open({ viewport: { width: 400, height: 800 }, hasTouch: true });
      const overflow = () => view.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const form = await view.command('age');
      await view.drop('test/photos/grace-hopper.jpg');
      await form.getByLabel('age', { exact: true }).fill('62');
      expect(await overflow()).toBe(0);
      await form.getByRole('button', { name: 'Send' }).click();
      const { shownWidth } = await view.picture(view.message('About 62 years old'));
      expect(shownWidth).toBeLessThan(360);
      expect(await overflow()).toBe(0);

      await view.page.getByRole('button', { name: 'Channels and people' }).click();
      await view.goTo('Face Age');
      expect(await view.page.getByRole('navigation').isVisible()).toBe(false);
      await view.page.getByRole('button', { name: 'Controls of the playground' }).click();
      await view.page.getByLabel('How calls fail').waitFor();
      await view.page.getByRole('button', { name: 'Close the controls' }).click();
      await view.page.getByLabel('How calls fail').waitFor({ state: 'hidden' });
      expect(await overflow()).toBe(0);
    });

    nightly('can be used by keyboard alone', async () => {
      const view = await world().open();
      const { keyboard } = view.page;
      const focused = () =>
        view.page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        );
      /** Presses a key until the focus is on something with this name. */
      const until = async (key: string, name: string | RegExp) => {
        for (let presses = 0; presses < 60; presses += 1) {
          if (new RegExp(name).test(await focused())) return;
          await keyboard.press(key);
        }
        throw new Error(`${key} does not lead to ${String(name)}, but to ${await focused()}`);
      };
      await view.message('Who is she?').waitFor();

      await until('Tab', /^Message #photos$/);
      await keyboard.type('/ag');
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowUp');
      await keyboard.press('Enter');
      await view.page.getByLabel('age', { exact: true }).waitFor();
      await keyboard.type('63');
      await until('Tab', /^image: no file$/);
      await keyboard.press('Enter');
      await until('ArrowDown', /^Photo of one person/);
      await keyboard.press('Enter');
      await until('Tab', /^image: grace-hopper\.jpg$/);
      await until('Tab', /^Send$/);
      await keyboard.press('Enter');
      const answer = view.message('About 63 years old');
      await view.picture(answer);
      await until('Tab', /^Message #photos$/);

      await until('Shift+Tab', /^Another age/);
      await keyboard.press('Enter');
      await view.page.getByRole('dialog').waitFor();
      await until('Tab', /^$/);
      await keyboard.type('64');
      await keyboard.press('Enter');
      await view.picture(view.message('About 64 years old'));
      await view.page.getByRole('dialog').waitFor({ state: 'detached' });

      await until('Tab', /^Message #photos$/);
      await until('Shift+Tab', /^More about the message of Face Age$/);
      await keyboard.press('Enter');
      await until('ArrowDown', /^Age this photo$/);
      await keyboard.press('Escape');
      expect(await focused()).toBe('More about the message of Face Age');
    });
  });
