import { expect, test } from 'vitest';
import { realEndpoint } from '../../../playground/server/trouble/real-endpoint.ts';

const KEY = { ACEDATACLOUD_API_TOKEN: 'a-key' };

test('without a key the page says which variables are missing', () => {
  expect(realEndpoint({})).toEqual({ unavailable: expect.stringContaining('ACEDATACLOUD_API_TOKEN and PUBLIC_URL') });
});

test('with a key alone the page asks for an address, since the endpoint fetches photos from the internet', () => {
  expect(realEndpoint(KEY)).toEqual({ unavailable: expect.stringContaining('port 8080') });
  expect(realEndpoint({ ...KEY, PORT: '9000' })).toEqual({ unavailable: expect.stringContaining('port 9000') });
});

test('with both, the bot gets them, and may make a few paid calls a day', () => {
  expect(realEndpoint({ ...KEY, PUBLIC_URL: 'https://bot.example' })).toEqual({
    variables: { ...KEY, PUBLIC_URL: 'https://bot.example', PORT: '8080', DAILY_BUDGET_CALLS: '20' },
  });
});

test('a budget and an address of the endpoint are passed on', () => {
  const given = { ...KEY, PUBLIC_URL: 'https://bot.example', DAILY_BUDGET_CALLS: '3' };
  expect(realEndpoint({ ...given, ACEDATACLOUD_API_BASE_URL: 'https://api.example' })).toMatchObject({
    variables: { DAILY_BUDGET_CALLS: '3', ACEDATACLOUD_API_BASE_URL: 'https://api.example' },
  });
});
