import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { heicFinding } from '../../../../src/doctor/checks/heic.ts';
import { decodeHeic } from '../../../../src/picture/codecs/heic/decode-heic.ts';
import { isOlder, libheifVersion, SAFE_LIBHEIF } from '../../../../src/picture/codecs/heic/libheif-version.ts';
import { createPictureWorkshop } from '../../../../src/picture/picture-workshop.ts';

test.each([
  ['1.23.2', '1.23.5', true],
  ['1.9.9', '1.23.5', true],
  ['1.23.5', '1.23.5', false],
  ['1.23.10', '1.23.5', false],
  ['2.0.0', '1.23.5', false],
])('whether %s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});

test('libheif says which version it is', async () => {
  expect(await libheifVersion()).toMatch(/^\d+\.\d+\.\d+$/);
});

test('the doctor warns of a libheif with known vulnerabilities, and of no other', () => {
  expect(heicFinding('1.23.2')).toMatchObject({ state: 'warning', says: expect.stringContaining('1.23.2') as string });
  expect(heicFinding(SAFE_LIBHEIF)).toMatchObject({ state: 'ok' });
});

test.each(['iovl', 'iden', 'unci', 'av01'])('a HEIC whose picture is of the type %s is refused', async (type) => {
  const file = await readFile(new URL('../fixtures/nine-tiles.heic', import.meta.url));
  file.write(type, file.indexOf('grid', file.indexOf('infe')));
  await expect(decodeHeic(file, 50_000_000)).rejects.toMatchObject({ reason: 'picture_damaged' });
});

test('without HEIC, no process is started for one', async () => {
  const limits = { maxSide: 4096, minSide: 64, maxBytes: 5_000_000 };
  const module = new URL('file:///nothing-here.ts');
  await using workshop = createPictureWorkshop({ limits, module, heic: false });
  const file = await readFile(new URL('../fixtures/grace-hopper.heic', import.meta.url));
  const refused = { reason: 'picture_format_unsupported', params: { format: 'HEIC' } };
  await expect(workshop.prepare(file)).rejects.toMatchObject(refused);
  await expect(workshop.compare(file, { age: 60, bytes: file })).rejects.toMatchObject(refused);
  await expect(workshop.finish(file)).rejects.toMatchObject({ reason: 'result_unavailable' });
});
