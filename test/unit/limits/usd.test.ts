import { expect, test } from 'vitest';
import { usd } from '../../../src/limits/usd.ts';

test.each([
  [0, '$0.00'],
  [0.005, '$0.005'],
  [0.0125, '$0.0125'],
  [2.5, '$2.50'],
  [1234.5, '$1,234.50'],
])('%d US dollars are shown as %s', (amount, shown) => {
  expect(usd(amount)).toBe(shown);
});
