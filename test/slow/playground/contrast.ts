import type { Page } from 'playwright-core';

/** The least contrast of a text with its background by WCAG 2.2, level AA. */
const LEAST = 4.5;

/** Visible texts of the page that have too little contrast with what is behind them. */
export async function contrastProblems(page: Page): Promise<string[]> {
  return await page.evaluate((least) => {
    type Colour = readonly [number, number, number, number];
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const parse = (text: string): Colour => {
      if (!canvas) throw new Error('no canvas');
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (index: 0 | 1 | 2) => top[index] * top[3] + below[index] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    // Everything here runs in the page.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const linear = (value: number) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]: Colour) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const behind = (element: Element | null): Colour => {
      if (!element) return [255, 255, 255, 1];
      const own = parse(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own : over(own, behind(element.parentElement));
    };
    const texts = [...document.querySelectorAll('body *')].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    );
    return texts.flatMap((element) => {
      if (
        !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
        element.closest(':disabled, .spoiler')
      )
        return [];
      const [front, back] = [
        light(over(parse(getComputedStyle(element).color), behind(element))),
        light(behind(element)),
      ];
      const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      return contrast < least ? [`${element.textContent?.trim().slice(0, 40)}: ${contrast.toFixed(2)}`] : [];
    });
  }, LEAST);
}
