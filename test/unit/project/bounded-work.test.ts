import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { redact } from '../../../src/endpoint/acedata/redact.ts';
import { identifyPicture } from '../../../src/picture/codecs/check/identify-picture.ts';
import { readSize } from '../../../src/picture/codecs/check/read-size.ts';
import { withoutText } from '../../../src/picture/codecs/without-text.ts';

// What strangers send is looked at in the bot's own process, where everybody waits for it.

/** Processor time of some work, in milliseconds: other processes on the machine don't count. */
function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A TIFF with as many pages and subdirectories as it can have, each full. */
function fullTiff(): Buffer {
  const [pages, entries, children] = [64, 1000, 16];
  const directory = 2 + 12 * entries + 4;
  const places = 8 + directory * pages;
  const bytes = Buffer.alloc(places + 4 * children);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  for (let child = 0; child < children; child += 1) bytes.writeUInt32LE(8 + child * directory, places + 4 * child);
  for (let page = 0; page < pages; page += 1) {
    const at = 8 + page * directory;
    bytes.writeUInt16LE(entries, at);
    for (let entry = 0; entry < entries; entry += 1) {
      const isChildren = entry === 0;
      bytes.writeUInt16LE(isChildren ? 330 : 1000 + entry, at + 2 + 12 * entry);
      bytes.writeUInt16LE(4, at + 4 + 12 * entry);
      bytes.writeUInt32LE(isChildren ? children : 1, at + 6 + 12 * entry);
      bytes.writeUInt32LE(isChildren ? places : 1, at + 10 + 12 * entry);
    }
    if (page + 1 < pages) bytes.writeUInt32LE(at + directory, at + directory - 4);
  }
  return bytes;
}

/** As many profiles as fit into a PNG, each of which inflates to the largest that is read. */
function manyProfiles(): Buffer {
  const bomb = deflateSync(Buffer.alloc(4 * 1024 * 1024));
  const data = Buffer.concat([Buffer.from('x\0\0'), bomb]);
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write('iCCP', 4);
  data.copy(chunk, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, ...Array.from({ length: 500 }, () => chunk)]);
}

test('the header of a picture is read in little time, whatever is in it', () => {
  const tiff = fullTiff();
  const spent = processorMs(() => {
    for (let time = 0; time < 20; time += 1) {
      identifyPicture(tiff);
      readSize(tiff, 'tiff');
    }
  });
  // 4.4 s without a limit for all directories together.
  expect(spent).toBeLessThan(2000);
});

test('a file of nothing but sizes counts as the largest picture, without looking at all of them', () => {
  const bytes = Buffer.alloc(25_000_000, 'ispe');
  const spent = processorMs(() => {
    for (let time = 0; time < 5; time += 1) expect(readSize(bytes, 'avif')?.width).toBe(0xffff_ffff);
  });
  // 3.7 s if all of them are looked at.
  expect(spent).toBeLessThan(1500);
});

test('only the first profile of a PNG is kept and inflated', () => {
  const bytes = manyProfiles();
  const spent = processorMs(() => {
    const kept = withoutText(bytes, 'png');
    expect(kept.toString('latin1').split('iCCP')).toHaveLength(2);
  });
  expect(spent).toBeLessThan(1500);
});

test.each(['x', 'a.', 'x:', '@', 'a@'])(
  'a text of the endpoint that repeats "%s" is made safe in little time',
  (part) => {
    const text = part.repeat(10_000);
    const spent = processorMs(() => {
      for (let time = 0; time < 50; time += 1) expect(redact(text).length).toBeLessThanOrEqual(200);
    });
    // 4 to 6 s with patterns that begin anywhere in a word.
    expect(spent).toBeLessThan(1500);
  },
);
