import { expect, test } from 'vitest';
import type { ResultFault } from '../simulator/endpoint/script.ts';
import { countCalls, expectNothingLeft, expectPicture, expectSentence, expectTakenBack } from './expectations.ts';
import { useWorld } from './world.ts';

const world = useWorld();

test.each<[string, ResultFault]>([
  ['a text', 'text'],
  ['a picture that was cut short', 'truncated'],
  ['nothing', 'missing'],
  ['an address of a private network', 'private'],
  ['a redirect to another place of this machine', 'redirect'],
  ['a file of 30 MiB', 'heavy'],
  ['a picture of 400 megapixels', 'huge'],
  ['a connection that breaks every time', 'cut'],
])('a link to %s is told, and not paid a second time', async (_what, result) => {
  const { ask, endpoint, newChannel } = world();
  const channel = newChannel();
  const counted = countCalls(world());
  endpoint.script(() => ({ result }));
  const asked = await ask({ channel });
  await expectSentence(asked, 'result_unavailable');
  expectTakenBack(asked);
  expectNothingLeft(channel);
  expect(counted()).toEqual({ calls: 1, charged: 1 });
  expect(endpoint.trapHits).toBe(0);
});

test.each([
  ['is no link', 'not a link'],
  ['is of another kind', 'ftp://example.com/picture.jpg'],
  ['is a file of this machine', 'file:///etc/passwd'],
  ['leads to this machine', 'https://127.0.0.1/picture.jpg'],
  ['leads to this machine by IPv6', 'https://[::1]/picture.jpg'],
  ['leads to this machine by an IPv4 address inside IPv6', 'https://[::ffff:127.0.0.1]/picture.jpg'],
  ['leads to this machine by NAT64', 'https://[64:ff9b::7f00:1]/picture.jpg'],
  ['leads to this machine by name', 'https://localhost/picture.jpg'],
  ['leads to where clouds keep their keys', 'http://169.254.169.254/latest/meta-data'],
])('a link that %s is not followed', async (_what, url) => {
  const { ask, endpoint, newChannel } = world();
  endpoint.script(() => ({ answer: { status: 200, body: { image_url: url } } }));
  await expectSentence(
    await ask({ channel: newChannel() }),
    /^The (aged picture could not be fetched|picture service)/,
  );
});

test('the next picture comes as if nothing had been', async () => {
  await expectPicture(await world().ask());
});
