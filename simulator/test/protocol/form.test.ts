import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readForm } from '../../src/rest/form.ts';

/** As `fetch` writes a form. */
async function written(form: FormData): Promise<{ body: Buffer; type: string }> {
  const response = new Response(form);
  return { body: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' };
}

test('reads the forms that fetch writes, whatever is in their files and names', async () => {
  const contents = [randomBytes(70_000), Buffer.alloc(0), Buffer.from('\r\n--\r\n\r\n--x--\r\n')];
  const form = new FormData();
  contents.forEach((bytes, index) =>
    form.append(`files[${index}]`, new Blob([bytes]), `a "b"\r\nc; name="d" ${index}.png`),
  );
  form.append('payload_json', '{"content":"Grüße"}');
  const { body, type } = await written(form);
  const parts = readForm(body, type);
  expect(parts.map(({ name }) => name)).toEqual(['files[0]', 'files[1]', 'files[2]', 'payload_json']);
  contents.forEach((bytes, index) => {
    expect(parts[index]?.filename).toBe(`a "b"\r\nc; name="d" ${index}.png`);
    expect(parts[index]?.bytes.equals(bytes)).toBe(true);
  });
  expect([parts[3]?.filename, parts[3]?.bytes.toString()]).toEqual([undefined, '{"content":"Grüße"}']);
});

test('refuses a form that is cut off anywhere, or is none', async () => {
  const form = new FormData();
  form.append('files[0]', new Blob(['bytes']), 'a.png');
  const { body, type } = await written(form);
  const end = body.lastIndexOf('--') + 2;
  for (let length = 0; length < end; length += 1)
    expect(() => readForm(body.subarray(0, length), type)).toThrow('the body is no form');
  expect(readForm(body.subarray(0, end), type)).toHaveLength(1);
  expect(() => readForm(body, 'multipart/form-data')).toThrow('no boundary');
  expect(() => readForm(body, `${type}x`)).toThrow('does not begin with the boundary');
  const nameless = Buffer.from(body.toString().replace('; name="files[0]"', ''));
  expect(() => readForm(nameless, type)).toThrow('no name');
});
