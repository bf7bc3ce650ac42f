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
  /**
   * Opens the page as somebody sees it who has never been there. Pages with options, and further ones in a test, have a
   * browser profile of their own.
   */
  open(options?: BrowserContextOptions): Promise<PlaygroundPage>;
}

/** A browser for all tests of a file: its start costs more than most of them. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (chromium !== undefined) browser = await startBrowser(chromium);
  });
  afterAll(async () => await browser?.close());
  return () => {
    if (!browser) throw new Error('the browser has not started');
    return browser;
  };
}

/**
 * A playground for tests that share it. After each test, no page may have had an error, or asked anything of another
 * server, and the bot may have done nothing that Discord would refuse.
 */
export function usePlayground(browser: () => Browser, options: PlaygroundOptions = {}): () => PlaygroundTest {
  const parts = new AsyncDisposableStack();
  let playground: Playground | undefined;
  let wrong: string[] = [];
  // A new one takes longer than most tests.
  let first: Page | undefined;
  let isFirstFree = true;

  beforeAll(async () => {
    playground = parts.use(await startPlayground({ acknowledgementMs: PATIENCE_MS, ...options }));
    playground.endpoint.settings.latencyMs = 0;
    await playground.discord.untilCommand('age');
  });
  beforeEach(() => {
    wrong = [];
    isFirstFree = true;
    onTestFailed(() => {
      process.stderr.write(`${playground?.discord.transcript()}\n${playground?.bot.log.join('\n')}\n`);
    });
  });
  afterEach(async () => {
    const others = browser()
      .contexts()
      .filter((context) => context !== first?.context());
    await Promise.all(others.map((context) => context.close()));
    expect(wrong).toEqual([]);
    expect(playground?.discord.problems).toEqual([]);
  });
  afterAll(async () => {
    await first?.context().close();
    await parts.disposeAsync();
  });

  return () => {
    if (!playground) throw new Error('the playground has not started');
    const { url } = playground;
    const newPage = async (options: BrowserContextOptions): Promise<Page> => {
      const context = await browser().newContext({
        viewport: { width: 1280, height: 800 },
        colorScheme: 'dark',
        reducedMotion: 'reduce',
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
      return page;
    };
    const firstPage = async (): Promise<Page> => {
      isFirstFree = false;
      if (!first) return (first = await newPage({}));
      await first.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
      return first;
    };
    const open = async (options?: BrowserContextOptions): Promise<PlaygroundPage> => {
      const page = options === undefined && isFirstFree ? await firstPage() : await newPage(options ?? {});
      await page.goto(url);
      await page.getByRole('heading', { level: 1 }).filter({ hasText: 'photos' }).waitFor();
      return new PlaygroundPage(page);
    };
    return { playground, open };
  };
}
