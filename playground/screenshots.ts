// `npm run playground:screenshots`: makes the pictures of the playground in docs/images/ again. It needs Chromium.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATIENCE_MS } from 'discord-simulator';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { findChromium, startBrowser } from './browser.ts';
import { startPlayground } from './playground.ts';

const FOLDER = join(import.meta.dirname, '../docs/images');
const PHOTOS = join(import.meta.dirname, '../test/photos');
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 400, height: 800 };
const QUALITY = 80;

async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) {
    process.stdout.write('Chromium is not installed. Install it, for example with: apt install chromium\n');
    process.exitCode = 1;
    return;
  }
  await using playground = await startPlayground({ acknowledgementMs: PATIENCE_MS });
  await playground.discord.untilCommand('age');
  const browser = await startBrowser(chromium);
  try {
    const dark = await open(browser, playground.url, { viewport: WIDE, colorScheme: 'dark' });
    await age(dark, 'grace-hopper.jpg', '30');
    await dark.getByText('About 30 years old').waitFor();
    await save(dark, 'playground');

    const light = await open(browser, playground.url, { viewport: WIDE, colorScheme: 'light' });
    await age(light, 'four-faces.jpg', '60');
    await light.getByRole('button', { name: 'Choose faces' }).click();
    for (const face of [1, 4]) await light.getByRole('menuitemcheckbox', { name: `${face}:` }).click();
    await save(light, 'playground-faces');

    await light.keyboard.press('Escape');
    await light.getByRole('button', { name: 'Dismiss message' }).click();
    const narrow = await open(browser, playground.url, { viewport: NARROW, colorScheme: 'dark', hasTouch: true });
    await narrow.getByText('About 30 years old').waitFor();
    await save(narrow, 'playground-narrow');
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage({ deviceScaleFactor: 1.5, ...options });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.getByText('Who is she?').waitFor();
  return page;
}

async function age(page: Page, photo: string, years: string): Promise<void> {
  const composer = page.getByRole('combobox', { name: /^Message/ });
  await composer.fill('/age');
  await composer.press('Enter');
  const form = page.getByRole('form', { name: '/age' });
  await form.locator('input[type=file]').setInputFiles(join(PHOTOS, photo));
  await form.getByLabel('age', { exact: true }).fill(years);
  await form.getByLabel('age', { exact: true }).press('Enter');
}

/** Saves what the page shows, once all of its pictures are there. */
async function save(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await writeFile(join(FOLDER, `${name}.webp`), await sharp(png).webp({ quality: QUALITY }).toBuffer());
}

await main();
