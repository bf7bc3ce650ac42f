import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { fit, parseJson } from '../../fit.ts';
import { syncFolder } from '../../sealing/load-keys.ts';
import { StorageOpenError } from '../../storage-open-error.ts';
import { refuseNewer, versionBy } from '../facts.ts';
import { inBatches, isCarried, type StoredRecord, type WholeStore } from './whole-store.ts';

/**
 * A backup is a text: a line about it, one for each record, and one at the end that shows that it is complete. It is the
 * same for every kind of store, so that one can be restored into another.
 */
const FORMAT = 'face-age-bot backup';
const FORMAT_VERSION = 1;
const BATCH = 500;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  /** The version of what is stored. */
  schema: z.number(),
  /** ISO 8601. */
  created: z.iso.datetime(),
  /** The id of the store. */
  store: z.string().optional(),
  /** A pseudonym of the key that the store is encrypted with, and a text that was encrypted with it. */
  keyFingerprint: z.string().optional(),
  keyCheck: z.string().optional(),
});

export type BackupHeader = z.infer<typeof headerSchema>;

const recordSchema: z.ZodType<StoredRecord> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('row'), namespace: z.string(), key: z.string(), text: z.string(), endsAt: z.number() }),
  z.object({ kind: z.literal('cell'), key: z.string(), value: z.union([z.number(), z.string()]), endsAt: z.number() }),
]);

const endSchema = z.object({ kind: z.literal('end'), records: z.number(), sha256: z.string() });

export interface BackupFile {
  readonly header: BackupHeader;
  records(): AsyncIterable<StoredRecord>;
}

/**
 * Writes a store into a file that is whole or not there, for its owner alone.
 * @returns how many records there are
 * @throws {StorageOpenError} when it cannot be written
 */
export async function writeBackup(store: WholeStore, path: string): Promise<number> {
  const draft = `${path}.part`;
  try {
    await rm(draft, { force: true });
    const records = await writeDraft(store, draft);
    await rename(draft, path);
    await syncFolder(dirname(path));
    return records;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw unusable(path, `it cannot be written (${error.message})`);
    throw error;
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function writeDraft(store: WholeStore, draft: string): Promise<number> {
  await using file = await open(draft, 'wx', 0o600);
  const hash = createHash('sha256');
  const write = async (values: readonly unknown[]) => {
    const lines = values.map(toLine).join('');
    hash.update(lines);
    await file.write(lines);
  };
  const { id, keyFingerprint, keyCheck } = await store.facts();
  const header: BackupHeader = {
    format: FORMAT,
    version: FORMAT_VERSION,
    schema: versionBy({ keyCheck }),
    created: new Date().toISOString(),
    ...(id !== undefined && { store: id }),
    ...(keyFingerprint !== undefined && { keyFingerprint }),
    ...(keyCheck !== undefined && { keyCheck }),
  };
  await write([header]);
  let records = 0;
  for await (const batch of inBatches(store.records(), BATCH)) {
    const carried = batch.filter(isCarried);
    await write(carried);
    records += carried.length;
  }
  await file.write(`${JSON.stringify({ kind: 'end', records, sha256: hash.digest('hex') })}\n`);
  await file.sync();
  return records;
}

/**
 * Reads a backup, after all of it was checked.
 * @throws {StorageOpenError} when it is none, is not complete, or was changed
 */
export async function openBackup(path: string): Promise<BackupFile> {
  const hash = createHash('sha256');
  let header: BackupHeader | undefined;
  let records = 0;
  let isComplete = false;
  for await (const line of linesOf(path)) {
    const value = parseJson(line);
    const end = fit(endSchema, value);
    if (isComplete) throw unusable(path, 'there is data after its end');
    if (header === undefined) header = readHeader(path, value);
    else if (end !== undefined) {
      isComplete = end.records === records && end.sha256 === hash.digest('hex');
      if (!isComplete) throw unusable(path, 'it was changed or damaged');
    } else if (fit(recordSchema, value) === undefined) throw unusable(path, `its line ${records + 2} is damaged`);
    else records += 1;
    if (!isComplete) hash.update(`${line}\n`);
  }
  if (header === undefined || !isComplete) throw unusable(path, 'it is not complete');
  return {
    header,
    async *records() {
      for await (const line of linesOf(path)) {
        const record = fit(recordSchema, parseJson(line));
        if (record !== undefined) yield record;
      }
    },
  };
}

/** In one line also for readers that take these two characters for ends of lines, as Node does. */
function toLine(value: unknown): string {
  return `${JSON.stringify(value)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)}\n`;
}

function readHeader(path: string, value: unknown): BackupHeader {
  const header = fit(headerSchema, value);
  if (header === undefined) throw unusable(path, 'it is not a backup of this bot');
  if (header.version > FORMAT_VERSION) throw unusable(path, 'it was made by a newer version of this bot');
  refuseNewer(`The backup ${path}`, header.schema);
  return header;
}

async function* linesOf(path: string): AsyncGenerator<string, void> {
  try {
    await using file = await open(path);
    yield* file.readLines();
  } catch (error) {
    if (error instanceof StorageOpenError) throw error;
    throw unusable(path, `it cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

function unusable(path: string, why: string): StorageOpenError {
  return new StorageOpenError(`The backup ${path} cannot be used: ${why}`);
}
