const MAX_LENGTH = 200;

/**
 * Makes a text from outside safe for the log: one line, at most 200 characters, without addresses, links or anything
 * that looks like a key. Words such as `InvalidParameterValue.FaceRectInvalidFirst` stay. The time is linear in the text:
 * each pattern begins at the start of a word only.
 * @param secrets texts that must not appear
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text.slice(0, 10_000);
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '[secret]');
  clean = clean
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/(?<![a-z\d+.-])[a-z\d+.-]+:\/\/\S+/gi, '[link]')
    .replace(/\bbearer\s+\S+/gi, '[secret]')
    .replace(/(?<!\S)\S+?@\S+/g, '[address]')
    .replace(/[\w+/=-]{20,}/g, (run) => (/\d/.test(run) || run.length >= 40 ? '[secret]' : run))
    .trim();
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH - 1)}…` : clean;
}
