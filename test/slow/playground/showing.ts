import { describe, expect, test } from 'vitest';
import { nightly } from '../../support/cases.ts';
import { eventually } from '../../support/eventually.ts';
import { photos } from '../../support/pictures/photos.ts';
import type { PlaygroundPage, PlaygroundTest } from './page.ts';

const isInWindow = (element: Element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
};

type Posted = Parameters<PlaygroundTest['playground']['scene']['people'][0]['post']>[1];

/** Another bot writes into the channel that the page shows. */
async function post({ playground }: PlaygroundTest, view: PlaygroundPage, message: Posted, text: string) {
  const { discord, scene } = playground;
  const [channel] = scene.channels;
  if (!channel) throw new Error('there is no channel');
  await discord.addUser({ name: 'Robot', bot: true }).post(channel, message);
  const shown = view.message(text);
  await shown.waitFor();
  return shown;
}

const postLines = (world: PlaygroundTest, view: PlaygroundPage) =>
  post(world, view, { content: Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n') }, 'line 59');

export const testShowing = (world: () => PlaygroundTest) =>
  describe('messages in the playground', () => {
    const photo = { bytes: photos.marieCurie.bytes, filename: 'marie.jpg', description: 'Marie Curie' };

    nightly('have the markup of Discord', async () => {
      const view = await world().open();
      const marie = world().playground.scene.people[0]?.id;
      const content = [
        '# Title',
        'some **bold *slanted*** __under__ ~~struck~~ `code *as is*` snake_case_name \\*not slanted\\*',
        '> quoted',
        '- one',
        '- two',
        '-# small',
        `<@${marie}> [words](https://example.com/a) https://example.com/b. <t:0:D>`,
        '||hidden||',
        '```js\nlet a = 1 * 2 * 3;\n```',
      ].join('\n');
      const shown = (await post(world(), view, { content }, 'snake_case_name')).locator('.markdown');
      const html = (await shown.innerHTML()).replaceAll(/ (?:target|rel|class|datetime|title)="[^"]*"/g, '');
      expect(html).toContain('<h3>Title</h3>');
      expect(html).toContain(
        '<strong>bold <em>slanted</em></strong> <u>under</u> <s>struck</s> <code>code *as is*</code>',
      );
      expect(html).toContain('snake_case_name *not slanted*');
      expect(html).toContain('<blockquote>quoted</blockquote><ul><li>one</li><li>two</li></ul><small>small</small>');
      expect(html).toContain('<span>@Marie</span> <a href="https://example.com/a">words</a>');
      expect(html).toContain('<a href="https://example.com/b">https://example.com/b</a>. <time>');
      expect(html).toContain('<pre><code>let a = 1 * 2 * 3;</code></pre>');
      const cover = shown.getByRole('button', { name: 'Spoiler: show the text' });
      await cover.press('Enter');
      await cover.waitFor({ state: 'detached' });
    });

    test('show code as text', async () => {
      const view = await world().open();
      for (const content of [
        '<img src=x onerror="alert(1)"> tag',
        '[click](javascript:alert(1)) script',
        '<script>alert(1)</script> script',
      ]) {
        const shown = (await post(world(), view, { content }, content)).locator('.markdown');
        expect(await shown.innerText()).toBe(content);
        expect(await shown.locator('img, script, a').count()).toBe(0);
      }
    });

    nightly('have embeds with fields and pictures', async () => {
      const view = await world().open();
      const embed = {
        title: 'A title',
        description: 'With **words**',
        color: 0x12_34_56,
        fields: [{ name: 'A name', value: 'A value', inline: true }],
        image: { url: 'attachment://marie.jpg' },
        footer: { text: 'At the foot' },
      };
      const shown = await post(world(), view, { embeds: [embed], inside: [photo] }, 'At the foot');
      expect((await view.picture(shown)).alt).toBe('Marie Curie');
      expect(await shown.getByRole('term').innerText()).toBe('A name');
      const accent = await shown.locator('.embed').evaluate((element) => getComputedStyle(element).borderLeftColor);
      expect(accent).toBe('rgb(18, 52, 86)');
    });

    nightly('have components of the second version', async () => {
      const view = await world().open();
      const media = { url: 'attachment://marie.jpg' };
      const container = {
        type: 17 as const,
        accent_color: 0xff_00_00,
        components: [
          { type: 10 as const, content: '## Inside a container' },
          { type: 14 as const, divider: true, spacing: 2 as const },
          {
            type: 9 as const,
            components: [{ type: 10 as const, content: 'In a section' }],
            accessory: { type: 11 as const, media, description: 'A thumbnail' },
          },
          { type: 12 as const, items: [{ media, description: 'In a gallery', spoiler: true }, { media }] },
        ],
      };
      const shown = await post(world(), view, { components: [container], inside: [photo] }, 'Inside a container');
      expect(await shown.getByRole('heading', { name: 'Inside a container' }).count()).toBe(1);
      await shown.getByRole('separator').waitFor();
      await shown.getByRole('button', { name: 'Open the picture: A thumbnail' }).waitFor();
      await shown.getByRole('button', { name: 'Spoiler: show the picture' }).click();
      await shown.getByRole('button', { name: 'Open the picture: In a gallery' }).click();
      await view.page.getByRole('dialog', { name: 'In a gallery' }).waitFor();
    });

    nightly('lead to the message that they link to', async () => {
      const view = await world().open();
      const { scene } = world().playground;
      const first = scene.channels[0]?.messages[0];
      await postLines(world(), view);
      expect(await view.message('Who is she?').evaluate(isInWindow)).toBe(false);
      const guild = scene.channels[0]?.state.guild?.id;
      const content = `see https://discord.com/channels/${guild}/${first?.channelId}/${first?.id}`;
      await (await post(world(), view, { content }, 'see ')).getByRole('link', { name: 'photos' }).click();
      await eventually(async () => expect(await view.message('Who is she?').evaluate(isInWindow)).toBe(true));
    });

    nightly('are new below the ones before, unless the reader has scrolled up', async () => {
      const view = await world().open();
      const log = view.page.getByRole('log');
      const distance = () => log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
      await postLines(world(), view);
      await post(world(), view, { content: 'the last line' }, 'the last line');
      await eventually(async () => expect(await distance()).toBeLessThan(2));
      await log.evaluate((element) => element.scrollTo(0, 0));
      await log.evaluate(() => new Promise(requestAnimationFrame));
      const before = await log.evaluate((element) => element.scrollTop);
      expect(await distance()).toBeGreaterThan(100);
      await post(world(), view, { content: 'one more line' }, 'one more line');
      expect(await log.evaluate((element) => element.scrollTop)).toBe(before);
    });
  });
