import { beforeEach, describe, expect, test } from 'vitest';
import { referenceOf } from '../../../../src/aging/request/reference.ts';
import { createReferences } from '../../../../src/aging/records/references.ts';
import {
  createReports,
  type FurtherReports,
  type Report,
  type TellFurther,
  type TellReport,
} from '../../../../src/aging/records/reports.ts';
import { createReportTable, describeReports } from '../../../../src/aging/records/report-table.ts';
import { createBlocks } from '../../../../src/limits/blocks.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';
import { manualClock, type ManualClock } from '../../storage/contract/manual-clock.ts';
import { anyRequest } from '../../../support/fakes/any-request.ts';

const DAY_MS = 86_400_000;
const vault = createVault([Buffer.alloc(32, 1)]);
const reference = referenceOf('1');
const report = (more: Partial<Report> = {}): Report => ({ reference, reporterId: 'bob', reason: 'It is me.', ...more });

let clock: ManualClock;
let storage: ReturnType<typeof openMemoryStorage>;
let heard: (Report & { record: unknown })[];
let further: FurtherReports[];
let deaf: boolean;

const tell: TellReport = async (told, record) => {
  if (deaf) throw new Error('nobody is there');
  heard.push({ ...told, record });
};

const tellFurther: TellFurther = async (told) => {
  if (deaf) throw new Error('nobody is there');
  further.push(told);
};

function reportsOf() {
  const references = createReferences(storage, vault, clock);
  const blocks = createBlocks(storage);
  return createReports({ storage, vault, references, blocks, tell, tellFurther, onReport: () => undefined, clock });
}

beforeEach(async () => {
  clock = manualClock(Date.UTC(2026, 0, 1));
  storage = openMemoryStorage({ clock });
  heard = [];
  further = [];
  deaf = false;
  const venue = { context: 'guild', guildId: '33333' } as const;
  await createReferences(storage, vault, clock).remember(anyRequest({ venue, channelIds: ['44444'] }));
});

describe('reports', () => {
  test('the operator learns who reports what, and everything known about the picture', async () => {
    const reports = reportsOf();
    const messageUrl = 'https://discord.com/channels/1/2/3';
    await reports.submit(report({ messageUrl }));
    await reports.passOn();
    const record = { userId: '2', guildId: '33333', channelId: '44444', at: clock.now(), ages: [60], source: 'upload' };
    expect(heard).toMatchObject([{ ...report({ messageUrl }), record }]);
    expect(heard[0]?.record).toEqual(record);
  });

  test('a report waits until the operator can be told, also over a restart', async () => {
    deaf = true;
    const reports = reportsOf();
    await reports.submit(report());
    await expect(reports.passOn()).rejects.toThrow('nobody is there');
    deaf = false;
    const afterwards = reportsOf();
    await afterwards.passOn();
    await afterwards.passOn();
    expect(heard).toHaveLength(1);
  });

  test("a person's second report of a picture within a day is refused with a sentence", async () => {
    const reports = reportsOf();
    const again = async () =>
      await expect(reports.submit(report({ reason: 'Really.' }))).rejects.toMatchObject({ reason: 'reported_already' });
    await reports.submit(report());
    await again();
    await reports.passOn();
    await again();
    clock.forward(DAY_MS);
    await reports.submit(report());
    await reports.passOn();
    expect([heard.length, further.length]).toEqual([1, 1]);
  });

  test('a report of a blocked person is refused', async () => {
    await createBlocks(storage).block('user', 'bob');
    await expect(reportsOf().submit(report())).rejects.toMatchObject({ reason: 'blocked' });
  });

  test('a report is sent once, however many processes try at the same time', async () => {
    const several = [reportsOf(), reportsOf(), reportsOf()];
    await several[0]?.submit(report());
    await Promise.all(several.flatMap((reports) => [reports.passOn(), reports.passOn()]));
    expect(heard).toHaveLength(1);
  });

  test('a report of an unknown picture is refused, and so are too many reports', async () => {
    const reports = reportsOf();
    await expect(reports.submit(report({ reference: 'AAAAA-AAAAA' }))).rejects.toMatchObject({
      reason: 'reference_unknown',
    });
    const outcomes = [];
    for (let count = 0; count < 21; count += 1) {
      const request = anyRequest({ id: `other ${count}` });
      await createReferences(storage, vault, clock).remember(request);
      const outcome = reports.submit(report({ reference: referenceOf(request.id) }));
      outcomes.push(
        await outcome.then(
          () => 'taken',
          (error: unknown) => Reflect.get(Object(error), 'reason') as unknown,
        ),
      );
    }
    expect(outcomes).toEqual([...Array.from({ length: 20 }, () => 'taken'), 'too_many_reports']);
  });
});

const submitMany = async (from: number, count: number) => {
  const reports = reportsOf();
  for (let index = from; index < from + count; index += 1) {
    await reports.submit(report({ reporterId: `reporter ${index}`, reason: `Reason ${index}` }));
    await reports.passOn();
  }
};
const told = () => further.map(({ total, further: more, latest }) => [total, more, latest.reason]);

const lines = async () => await describeReports(createReportTable(storage, vault), reference);

describe('reports of one picture by a crowd', () => {
  test('the first is told at once, and further ones at ten, a hundred, or after an hour', async () => {
    await submitMany(0, 60);
    expect(heard.map(({ reason }) => reason)).toEqual(['Reason 0']);
    expect(told()).toEqual([[10, 9, 'Reason 9']]);
    clock.forward(3_600_000 - 1);
    await reportsOf().passOn();
    expect(told()).toHaveLength(1);
    clock.forward(1);
    await reportsOf().passOn();
    expect(told().slice(1)).toEqual([[60, 50, 'Reason 59']]);
    await submitMany(60, 60);
    expect(told().slice(2)).toEqual([[100, 40, 'Reason 99']]);
    clock.forward(3_600_000);
    await reportsOf().passOn();
    expect(told().slice(3)).toEqual([[120, 20, 'Reason 119']]);
    clock.forward(24 * 3_600_000);
    await reportsOf().passOn();
    expect([heard.length, further.length]).toEqual([1, 4]);
  });

  test('a clock that is set back keeps no reports from the operator', async () => {
    await submitMany(0, 2);
    await reportsOf().passOn();
    clock.setBack(DAY_MS);
    await reportsOf().passOn();
    expect(told()).toEqual([[2, 1, 'Reason 1']]);
  });

  test('reports that waited for the operator are told in two messages', async () => {
    deaf = true;
    const reports = reportsOf();
    for (let index = 0; index < 60; index += 1) await reports.submit(report({ reporterId: `reporter ${index}` }));
    await expect(reports.passOn()).rejects.toThrow('nobody is there');
    deaf = false;
    await reports.passOn();
    expect([heard.length, told().map(([total]) => total)]).toEqual([1, [60]]);
  });

  test('another picture is told at once', async () => {
    await submitMany(0, 3);
    const other = anyRequest({ id: 'other' });
    await createReferences(storage, vault, clock).remember(other);
    const reports = reportsOf();
    await reports.submit(report({ reference: referenceOf('other') }));
    await reports.passOn();
    expect(heard.map((each) => each.reference)).toEqual([reference, referenceOf('other')]);
  });

  test('all of them stay for the operator to read, for 30 days', async () => {
    await submitMany(0, 12);
    expect(await lines()).toHaveLength(13);
    expect(await lines()).toContain('- user reporter 11, 2026-01-01T00:00:00.000Z: Reason 11');
    clock.forward(30 * DAY_MS);
    expect(await lines()).toEqual([]);
  });

  test('each of them is refused a second time, told or not', async () => {
    await submitMany(0, 3);
    for (const reporterId of ['reporter 0', 'reporter 2']) {
      await expect(reportsOf().submit(report({ reporterId }))).rejects.toMatchObject({ reason: 'reported_already' });
    }
  });
});

describe('references', () => {
  test('a reference contains no picture and no link, and expires after 30 days', async () => {
    const references = createReferences(storage, vault, clock);
    const messageUrl = 'https://discord.com/channels/1/2/3';
    await references.remember(anyRequest({ id: '5', subject: { userId: '6', messageUrl }, timeline: [20, 40] }));
    const record = await references.find(referenceOf('5'));
    expect(record).toEqual({ userId: '2', guildId: '3', at: clock.now(), ages: [20, 40], source: 'message' });
    clock.forward(30 * DAY_MS - 1);
    expect(await references.find(referenceOf('5'))).toBeDefined();
    clock.forward(1);
    expect(await references.find(referenceOf('5'))).toBeUndefined();
  });

  test.each([
    [{ subject: { userId: '6' } }, 'avatar'],
    [{ picture: { ...anyRequest().picture, origin: { channelId: '1', messageId: '2', index: 0 } } }, 'direct message'],
    [{}, 'upload'],
  ] as const)('the record %o says what it was made from: %s', async (request, source) => {
    const references = createReferences(storage, vault, clock);
    await references.remember(anyRequest(request));
    expect(await references.find(reference)).toMatchObject({ source });
  });
});
