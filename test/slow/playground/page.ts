import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PATIENCE_MS } from 'discord-simulator';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFailed } from 'vitest';
import { findChromium, startBrowser } from '../../../playground/browser.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../../playground/playground.ts';

const chromium = findChromium();
export const hasChromium = chromium !== undefined;
export const whereSkipped = hasChromium ? '' : ' (skipped: there is no Chromium on this machine)';

/** The page in a browser, and what people do there. */
export class PlaygroundPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get composer(): Locator {
    return this.page.getByRole('combobox', { name: /^Message / });
  }

  get messages(): Locator {
    return this.page.getByRole('log').getByRole('listitem');
  }

  /** The newest message with this text. */
  message(text: string | RegExp): Locator {
    return this.messages.filter({ hasText: text }).last();
  }

  async goTo(place: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: place, exact: true }).click();
    await this.page.getByRole('heading', { level: 1, name: place }).waitFor();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Opens the form of a slash command. */
  async command(name: string): Promise<Locator> {
    await this.composer.fill(`/${name}`);
    await this.composer.press('Enter');
    const form = this.page.getByRole('form', { name: `/${name}` });
    await form.waitFor();
    return form;
  }

  /** Drops a file from outside on the conversation. */
  async drop(path: string): Promise<void> {
    const base64 = await readFile(path, 'base64');
    const transfer = await this.page.evaluateHandle(
      ({ data, name }) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
        return transfer;
      },
      { data: base64, name: basename(path) },
    );
    await this.page.locator('main').dispatchEvent('drop', { dataTransfer: transfer });
  }

  /** The picture in a message, once the browser has decoded it. */
  async picture(message: Locator): Promise<{ alt: string; width: number; shownWidth: number }> {
    const image = message
      .getByRole('button', { name: /^Open the picture/ })
      .locator('img')
      .last();
    await image.waitFor();
    return await image.evaluate(async (element) => {
      const picture = element as HTMLImageElement;
      await picture.decode();
      return { alt: picture.alt, width: picture.naturalWidth, shownWidth: picture.width };
    });
  }
}

export interface PlaygroundTest {
  readonly playground: Playground;
  /** Opens the page in a new browser profile. */
  open(options?: BrowserContextOptions): Promise<PlaygroundPage>;
}

/**
 * A playground and a browser for the tests of a file. After each test, no page may have had an error, or asked
 * anything of another server, and the bot may have done nothing that Discord would refuse.
 */
export function usePlayground(options: PlaygroundOptions = {}): () => PlaygroundTest {
  const parts = new AsyncDisposableStack();
  let playground: Playground | undefined;
  let browser: Browser | undefined;
  let wrong: string[] = [];

  beforeAll(async () => {
    if (chromium === undefined) return;
    playground = parts.use(await startPlayground({ acknowledgementMs: PATIENCE_MS, ...options }));
    playground.endpoint.settings.latencyMs = 0;
    const started = await startBrowser(chromium);
    parts.defer(() => started.close());
    browser = started;
    await playground.discord.untilCommand('age');
  });
  beforeEach(() => {
    wrong = [];
    onTestFailed(() => {
      process.stderr.write(`${playground?.discord.transcript()}\n${playground?.bot.log.join('\n')}\n`);
    });
  });
  afterEach(async () => {
    await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
    expect(wrong).toEqual([]);
    expect(playground?.discord.problems).toEqual([]);
  });
  afterAll(() => parts.disposeAsync());

  return () => {
    if (!playground || !browser) throw new Error('the playground has not started');
    const [running, { url }] = [browser, playground];
    const open = async (options: BrowserContextOptions = {}): Promise<PlaygroundPage> => {
      const context = await running.newContext({
        viewport: { width: 1280, height: 800 },
        colorScheme: 'dark',
        ...options,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      page.on('pageerror', (error) => wrong.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('400 (Bad Request)')) wrong.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(url) && !/^(?:blob|data):/.test(request.url()))
          wrong.push(`a request to ${request.url()}`);
      });
      await page.goto(url);
      await page.getByRole('heading', { level: 1 }).filter({ hasText: 'photos' }).waitFor();
      return new PlaygroundPage(page);
    };
    return { playground, open };
  };
}
