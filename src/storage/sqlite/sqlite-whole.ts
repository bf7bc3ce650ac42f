import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock.ts';
import { type FactName, factsSchema } from '../upkeep/facts.ts';
import type { StoredRecord, WholeStore } from '../upkeep/whole/whole-store.ts';
import { lockDatabase } from './sqlite-lock.ts';
import { transaction } from './transaction.ts';

const LIVE = "ends_at > ? AND typeof(value) = 'text'";

/** An open database as a whole. */
export function sqliteWhole(db: DatabaseSync, path: string, clock: Clock): WholeStore {
  const statements = prepare(db);
  const setFact = (name: FactName, value: string | number | undefined) => {
    if (value === undefined) statements.removeFact.run(name);
    else statements.putFact.run(name, String(value));
  };
  const readOne = (record: StoredRecord): StoredRecord | undefined => {
    const found =
      record.kind === 'row'
        ? statements.getRow.get(record.namespace, record.key, clock.now())
        : statements.getCell.get(record.key, clock.now());
    return found as StoredRecord | undefined;
  };
  const facts = async () => {
    const rows = statements.facts.all() as { name: string; value: string }[];
    return factsSchema.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
  };

  return {
    place: `The database ${path}`,
    isFile: true,
    facts,
    setFacts: async (changes) =>
      transaction(db, () => {
        for (const [name, value] of Object.entries(changes)) setFact(name as FactName, value);
      }),
    async claim(name, value) {
      statements.addFact.run(name, value);
      return String((await facts())[name] ?? value);
    },
    async *records() {
      // A connection of its own: its transaction holds on to one state, while others write.
      using snapshot = new DatabaseSync(path);
      snapshot.exec('BEGIN');
      const { allRows, allCells } = prepare(snapshot);
      const now = clock.now();
      yield* allRows.iterate(now) as Iterable<unknown> as Iterable<StoredRecord>;
      yield* allCells.iterate(now) as Iterable<unknown> as Iterable<StoredRecord>;
    },
    read: async (records) => records.map(readOne),
    write: async (records) =>
      transaction(db, () => {
        for (const record of records) {
          if (record.kind === 'row') {
            statements.putRow.run(record.namespace, record.key, record.text, record.endsAt);
          } else statements.putCell.run(record.key, record.value, record.endsAt);
        }
      }),
    rewrite: async (rows) =>
      transaction(db, () => {
        for (const { row, next } of rows) statements.replaceText.run(next, row.namespace, row.key, row.text);
      }),
    delete: async (records) =>
      transaction(db, () => {
        for (const record of records) {
          if (record.kind === 'row') statements.removeRow.run(record.namespace, record.key);
          else statements.removeCell.run(record.key);
        }
      }),
    unfinishedJobs: async () => 0,
    async hold() {
      const lock = await lockDatabase(path, 0);
      return { ensure: async () => undefined, [Symbol.asyncDispose]: async () => lock[Symbol.dispose]() };
    },
  };
}

function prepare(db: DatabaseSync) {
  const row = "'row' AS kind, namespace, key, value AS text, ends_at AS endsAt";
  const cell = "'cell' AS kind, key, value, ends_at AS endsAt";
  return {
    facts: db.prepare('SELECT name, value FROM facts'),
    putFact: db.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)'),
    addFact: db.prepare('INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)'),
    removeFact: db.prepare('DELETE FROM facts WHERE name = ?'),
    allRows: db.prepare(`SELECT ${row} FROM entries WHERE ${LIVE}`),
    allCells: db.prepare(`SELECT ${cell} FROM cells WHERE ends_at > ?`),
    getRow: db.prepare(`SELECT ${row} FROM entries WHERE namespace = ? AND key = ? AND ${LIVE}`),
    getCell: db.prepare(`SELECT ${cell} FROM cells WHERE key = ? AND ends_at > ?`),
    // Replaced, so that words of another value go with it.
    putRow: db.prepare('INSERT OR REPLACE INTO entries (namespace, key, value, ends_at) VALUES (?, ?, ?, ?)'),
    replaceText: db.prepare('UPDATE entries SET value = ? WHERE namespace = ? AND key = ? AND value = ?'),
    putCell: db.prepare('INSERT OR REPLACE INTO cells (key, value, ends_at) VALUES (?, ?, ?)'),
    removeRow: db.prepare('DELETE FROM entries WHERE namespace = ? AND key = ?'),
    removeCell: db.prepare('DELETE FROM cells WHERE key = ?'),
  };
}
