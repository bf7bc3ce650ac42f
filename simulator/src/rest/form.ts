/** A part of a form: a file if it has a file name. */
export interface FormPart {
  name: string;
  filename: string | undefined;
  /** A piece of the body, not a copy. */
  bytes: Buffer;
}

const LINE_END = '\r\n';

/**
 * Reads a body of `multipart/form-data` (RFC 7578) where it is. `Response.formData` copies each file several times, which
 * took more time than the rest of a request.
 *
 * @throws {Error} if the body isn't such a form.
 */
export function readForm(body: Buffer, contentType: string): FormPart[] {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  const delimiter = `--${boundary?.[1] ?? boundary?.[2] ?? fail('no boundary')}`;
  if (body.indexOf(delimiter) !== 0) fail('the body does not begin with the boundary');
  const parts: FormPart[] = [];
  let at = delimiter.length;
  while (body.toString('latin1', at, at + 2) !== '--') {
    if (body.toString('latin1', at, at + 2) !== LINE_END) fail('a boundary is not at the end of its line');
    const headEnd = body.indexOf(LINE_END + LINE_END, at);
    const start = headEnd + 2 * LINE_END.length;
    const end = headEnd < 0 ? -1 : body.indexOf(LINE_END + delimiter, start);
    if (end < 0) fail('a part does not end');
    parts.push({ ...described(body.toString('utf8', at, headEnd)), bytes: body.subarray(start, end) });
    at = end + LINE_END.length + delimiter.length;
  }
  return parts;
}

function described(head: string): Pick<FormPart, 'name' | 'filename'> {
  const disposition = /^content-disposition:\s*form-data(;.*)$/im.exec(head)?.[1] ?? fail('a part says not what it is');
  const value = (key: string) => new RegExp(`;\\s*${key}="([^"]*)"`, 'i').exec(disposition)?.[1];
  const name = value('name') ?? fail('a part has no name');
  const filename = value('filename');
  return { name: unescaped(name), filename: filename === undefined ? undefined : unescaped(filename) };
}

/** As browsers escape (https://html.spec.whatwg.org/#multipart-form-data). */
function unescaped(value: string): string {
  return value.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

function fail(why: string): never {
  throw new Error(`the body is no form: ${why}`);
}
