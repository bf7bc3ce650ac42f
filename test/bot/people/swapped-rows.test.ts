import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createVault } from '../../../src/storage/sealing/vault.ts';
import { eventually } from '../../support/eventually.ts';
import { expectPicture, expectSentence } from '../../support/expectations.ts';
import { formerSeal } from '../../support/former/former-store.ts';
import { startWorld, type World } from '../../support/world.ts';

interface Row {
  readonly namespace: string;
  readonly key: string;
  readonly value: string;
}

const databaseOf = ({ folder }: World) => join(folder, 'data/face-age-bot.db');

function sealedRows(db: DatabaseSync): Row[] {
  const rows = db.prepare(`SELECT namespace, key, value FROM entries WHERE value GLOB '"v[0-9].*'`).all();
  return rows as unknown as Row[];
}

function putRow(db: DatabaseSync, { namespace, key, value }: Row) {
  db.prepare('UPDATE entries SET value = ? WHERE namespace = ? AND key = ?').run(value, namespace, key);
}

test('answers that were swapped in the database are nobody’s, and the log says so once without naming anybody', async () => {
  await using world = await startWorld();
  const { alice, ask, discord, newChannel, bot } = world;
  const bob = discord.addUser({ name: 'Bob' });
  const [hers, his] = [
    await expectPicture(await ask()),
    await expectPicture(await ask({ person: bob, channel: newChannel() })),
  ];
  {
    using db = new DatabaseSync(databaseOf(world));
    // They are stored beside the uploads.
    const [one, two] = await eventually(() => {
      const rows = sealedRows(db).filter(({ namespace }) => namespace === 'answers');
      expect(rows).toHaveLength(2);
      return rows as [Row, Row];
    });
    putRow(db, { ...one, value: two.value });
    putRow(db, { ...two, value: one.value });
  }
  await expectSentence(await alice.press(hers, '10 years older'), 'answer_forgotten');
  await expectSentence(await bob.press(his, '10 years older'), 'answer_forgotten');
  const lines = bot.output.split('\n').filter((line) => line.includes('A stored value cannot be read'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', table: 'answers' });
  expect(lines[0]).not.toMatch(new RegExp(`${alice.id}|${bob.id}|${hers.id}|${his.id}`));
});

test('after an upgrade, buttons under answers of the version before work, and its format is gone', async () => {
  await using world = await startWorld();
  const answer = await expectPicture(await world.ask());
  await world.bot.stop();
  const path = databaseOf(world);
  const key = Buffer.from((await readFile(`${path}.key`, 'utf8')).trim(), 'base64');
  {
    using db = new DatabaseSync(path);
    const vault = createVault([key]);
    for (const row of sealedRows(db)) {
      const text = vault.open(JSON.parse(row.value) as string, row) ?? '';
      putRow(db, { ...row, value: JSON.stringify(formerSeal(key, text)) });
    }
    db.prepare("UPDATE facts SET value = ? WHERE name = 'keyCheck'").run(formerSeal(key, 'face-age-bot'));
    db.exec('PRAGMA user_version = 2');
  }
  // The version before noted nothing of it in the data folder.
  const last = join(world.folder, 'data/last-store.json');
  const { isBound, ...noted } = JSON.parse(await readFile(last, 'utf8')) as Record<string, unknown>;
  expect(isBound).toBe(true);
  await writeFile(last, JSON.stringify(noted));

  const next = await world.start();
  expect(next.output).toMatch(/encrypted values from an earlier version were converted/);
  {
    using db = new DatabaseSync(path);
    expect(sealedRows(db).map(({ value }) => value.slice(1, 4))).not.toContain('v1.');
  }
  await expectPicture(await world.alice.press(answer, '10 years older'), 70);
});
