import { describe, expect, test } from 'vitest';
import type { PlaygroundTest } from './page.ts';
import { nightly } from '../../support/cases.ts';

const GRACE = 'test/photos/grace-hopper.jpg';

export const testAsking = (world: () => PlaygroundTest) =>
  describe('people in the playground', () => {
    test('use /age with a photo that they drop, and see the aged picture', async () => {
      const view = await world().open();
      const form = await view.command('age');
      await view.drop(GRACE);
      await form.getByRole('button', { name: 'image: grace-hopper.jpg' }).waitFor();
      await form.getByLabel('age', { exact: true }).fill('70');
      await form.getByRole('button', { name: 'Send' }).click();

      const answer = view.message('About 70 years old');
      const { alt, width } = await view.picture(answer);
      expect(alt).toContain('about 70');
      expect(width).toBeGreaterThan(200);
      expect(await answer.innerText()).toContain('Marie used /age');
    });

    nightly('are told by the form what is missing, and what Discord does not accept', async () => {
      const view = await world().open();
      const form = await view.command('age');
      await form.getByRole('button', { name: 'Send' }).click();
      await form.getByRole('alert').filter({ hasText: 'age: ' }).waitFor();
      await view.drop(GRACE);
      await form.getByLabel('age', { exact: true }).fill('7');
      await form.getByRole('button', { name: 'Send' }).click();
      await form.getByRole('alert').filter({ hasText: 'age:' }).waitFor();
      await form.getByLabel('age', { exact: true }).press('Escape');
      expect(await view.composer.isVisible()).toBe(true);
    });

    nightly(
      'use the menu of a message and fill in the form, and only they see the private answer until they dismiss it',
      async () => {
        const view = await world().open();
        await view.message('Who is she?').click({ button: 'right' });
        await view.page.getByRole('menuitem', { name: 'Age this photo' }).click();
        const form = view.page.getByRole('dialog', { name: 'Change the age' });
        await form.getByLabel(/How old/).fill('33');
        await form.getByRole('button', { name: 'Submit' }).click();

        const answer = view.message('About 33 years old');
        await answer.getByText('Only you can see this').waitFor();
        await view.picture(answer);
        const other = await world().open();
        await other.page.getByRole('button', { name: 'Grace', exact: true }).click();
        await other.page.getByRole('button', { name: 'Grace', exact: true, pressed: true }).waitFor();
        await other.message('Who is she?').waitFor();
        expect(await other.messages.filter({ hasText: 'About 33' }).count()).toBe(0);

        await answer.getByRole('button', { name: 'Dismiss message' }).click();
        await view.messages.filter({ hasText: 'About 33' }).waitFor({ state: 'detached' });
      },
    );

    nightly('close the form of a menu without sending it', async () => {
      const view = await world().open();
      await view.message('Who is she?').click({ button: 'right' });
      await view.page.getByRole('menuitem', { name: 'Age this photo' }).click();
      const form = view.page.getByRole('dialog', { name: 'Change the age' });
      await form.waitFor();
      await view.page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      await view.page.reload();
      await view.message('Who is she?').waitFor();
      expect(await form.count()).toBe(0);
    });

    nightly('use the menu of a person, whose avatar is aged', async () => {
      const view = await world().open();
      await view.message('Who is she?').getByRole('button', { name: 'Menu of Grace' }).last().click();
      await view.page.getByRole('menuitem', { name: 'Age this avatar' }).click();
      const form = view.page.getByRole('dialog');
      await form.getByLabel(/How old/).fill('44');
      await view.page.keyboard.press('Enter');
      expect((await view.picture(view.message('About 44 years old'))).width).toBeGreaterThan(100);
    });

    nightly('have a conversation in direct messages', async () => {
      const view = await world().open();
      await view.goTo('Face Age');
      await view.drop(GRACE);
      await view.composer.press('Enter');
      await view.message('How old should the face look?').waitFor();
      await view.say('55');
      await view.picture(view.message('About 55 years old'));
      await view.say('older');
      await view.picture(view.message('About 65 years old'));
      await view.say('stop');
      expect(await view.message('stop').innerText()).toContain('Marie');
    });

    nightly('choose two of four faces', async () => {
      const view = await world().open();
      const { endpoint } = world().playground;
      const before = endpoint.charged;
      const form = await view.command('age');
      await view.drop('test/photos/four-faces.jpg');
      await form.getByLabel('age', { exact: true }).fill('21');
      await form.getByLabel('age', { exact: true }).press('Enter');

      const question = view.message('There are several faces');
      await view.picture(question);
      await question.getByRole('button', { name: 'Choose faces' }).click();
      const menu = view.page.getByRole('menu');
      await menu.getByRole('menuitemcheckbox').nth(0).click();
      await menu.getByRole('menuitemcheckbox').nth(2).click();
      expect(await menu.getByRole('menuitemcheckbox', { checked: true }).count()).toBe(2);
      await menu.getByRole('menuitem', { name: 'Done' }).click();
      await view.picture(view.message('About 21 years old'));
      expect(endpoint.charged - before).toBe(2);
    });

    nightly('see a spoiler only after they press it', async () => {
      const view = await world().open();
      await view.drop(GRACE);
      await view.page.getByRole('checkbox', { name: 'Spoiler' }).check();
      await view.say('do not look');
      const message = view.message('do not look');
      await message.waitFor();
      expect(await message.getByRole('button', { name: /^Open the picture/ }).count()).toBe(0);
      await message.getByRole('button', { name: 'Spoiler: show the picture' }).click();
      await view.picture(message);
      await message.getByRole('button', { name: /^Open the picture/ }).click();
      await view.page.getByRole('dialog').getByRole('img').waitFor();
      await view.page.keyboard.press('Escape');
      expect(await view.page.getByRole('dialog').count()).toBe(0);
    });
  });
