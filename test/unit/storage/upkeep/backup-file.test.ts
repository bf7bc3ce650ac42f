import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../../src/clock.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';
import { openBackup, writeBackup } from '../../../../src/storage/upkeep/whole/backup-file.ts';
import { HOUR, lastStoreIn, newSeals, notesOf, startOn, urlOf, useFolder, whole } from './folder.ts';

const folder = useFolder();
const url = () => urlOf(join(folder(), 'bot.db'));
const file = () => join(folder(), 'backup');
const back = async () => await Array.fromAsync((await openBackup(file())).records());

/** A store with a few values, backed up. */
async function makeBackup(): Promise<string[]> {
  const seals = newSeals();
  await using storage = await startOn(url(), { seals, lastStore: lastStoreIn(folder()) });
  await notesOf(storage).set('a', 'x', HOUR);
  await notesOf(storage).set('b', 'two lines\nand\u2028others\u2029of\r\nkinds', HOUR);
  await storage.atomic.reserve([{ kind: 'quota', key: 'level', amount: 3, limit: 9, ttlMs: HOUR }]);
  await storage.atomic.lease('turn', 'me', HOUR);
  await whole(url(), (store) => writeBackup(store, file()));
  return (await readFile(file(), 'utf8')).split('\n').slice(0, -1);
}

test('a backup holds every value, no lease, and only a pseudonym of the key', async () => {
  const lines = await makeBackup();
  expect(await back()).toEqual([
    { kind: 'row', namespace: 'notes', key: 'a', text: '"x"', endsAt: expect.any(Number) as number },
    expect.objectContaining({ text: JSON.stringify('two lines\nand\u2028others\u2029of\r\nkinds') }),
    { kind: 'cell', key: 'quota:level', value: 3, endsAt: expect.any(Number) as number },
  ]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    format: 'face-age-bot backup',
    version: 1,
    keyFingerprint: expect.stringMatching(/^.{16}$/) as string,
  });
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect((await readdir(folder())).filter((name) => name.includes('part'))).toEqual([]);
});

test('a damaged backup is refused before anything of it is used', async () => {
  const lines = await makeBackup();
  const changed = lines.map((line) => line.replace('"value":3', '"value":4'));
  const [header = ''] = lines;
  const cases: [string[], RegExp][] = [
    [[], /not complete/],
    [['{}'], /not a backup of this bot/],
    [lines.slice(0, -1), /not complete/],
    [[...lines.slice(0, 2), ...lines.slice(3)], /changed or damaged/],
    [changed, /changed or damaged/],
    [[...lines.slice(0, 2), lines[2]?.slice(0, -9) ?? '', ...lines.slice(3)], /line 3 is damaged/],
    [[...lines, lines[1] ?? ''], /data after its end/],
    [[header.replace('"version":1', '"version":2'), ...lines.slice(1)], /newer version/],
    [[header.replace(/"schema":\d+/, '"schema":99'), ...lines.slice(1)], /newer version/],
  ];
  for (const [content, sentence] of cases) {
    await writeFile(file(), content.map((line) => `${line}\n`).join(''));
    await expect(openBackup(file())).rejects.toThrow(sentence);
  }
  await expect(openBackup(join(folder(), 'missing'))).rejects.toThrow(/cannot be read \(ENOENT/);
});

test('a backup is of one instant, while others write', async () => {
  await using storage = await openStorage(url(), { clock: systemClock, exclusive: true });
  const notes = notesOf(storage);
  for (let number = 0; number < 2_000; number += 1) await notes.set(String(number), 'before', HOUR);
  await whole(url(), async (store) => {
    const records = store.records()[Symbol.asyncIterator]();
    await records.next();
    for (let number = 0; number < 2_000; number += 1) await notes.set(String(number), 'after', HOUR);
    await notes.set('new', 'after', HOUR);
    const texts = new Set<unknown>();
    for (let step = await records.next(); !step.done; step = await records.next()) {
      if (step.value.kind === 'row' && step.value.namespace === 'notes') texts.add(step.value.text);
    }
    expect([...texts]).toEqual(['"before"']);
    expect(await notes.get('1999')).toBe('after');
  });
});

test('a backup that cannot be written says so, and leaves nothing', async () => {
  await makeBackup();
  const nowhere = join(folder(), 'missing', 'backup');
  await expect(whole(url(), (store) => writeBackup(store, nowhere))).rejects.toThrow(/cannot be written \(ENOENT/);
});
