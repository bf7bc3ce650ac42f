import { parseEnv } from 'node:util';
import { assert, property, stringMatching } from 'fast-check';
import { expect, test } from 'vitest';
import { setVariables } from '../../../src/setup/env-text.ts';

test.each([
  ['an empty file', '', 'TOKEN=new\n'],
  ['a variable that is set', '# why\nTOKEN=old\nPORT=0\n', '# why\nTOKEN=new\nPORT=0\n'],
  ['a variable that is commented out', '# why\n# TOKEN=\n# PORT=0\n', '# why\nTOKEN=new\n# PORT=0\n'],
  ['a variable that is set and commented out', '# TOKEN=\nTOKEN=old\n', '# TOKEN=\nTOKEN=new\n'],
  ['a variable that is set twice', 'TOKEN=one\nPORT=0\nTOKEN=two\n', 'PORT=0\nTOKEN=new\n'],
  ['a variable that is exported', 'export TOKEN=old', 'TOKEN=new\n'],
  ['another one with a longer name', 'TOKEN_OLD=x\nOLD_TOKEN=y', 'TOKEN_OLD=x\nOLD_TOKEN=y\nTOKEN=new\n'],
  ["a file with Windows' line ends", '# a\r\nTOKEN=old\r\n', '# a\r\nTOKEN=new\r\n'],
  ['no line end at the end', 'PORT=0', 'PORT=0\nTOKEN=new\n'],
])('in %s, the variable is set in its place', (_what, text, expected) => {
  expect(setVariables(text, { TOKEN: 'new' })).toBe(expected);
});

test('whatever secret is set is what is read, and the rest is as before', () => {
  const secret = stringMatching(/^[!-~]{1,60}$/).filter((value) => !/['"`]/.test(value) || !/'.*"|".*'/.test(value));
  assert(
    property(secret, (value) => {
      const text = setVariables('# a comment\nPORT=0\n', { TOKEN: value });
      expect(parseEnv(text)).toEqual({ PORT: '0', TOKEN: value });
      expect(text.startsWith('# a comment\nPORT=0\n')).toBe(true);
    }),
  );
});

test('a value that no quotes can hold is refused, rather than cut off', () => {
  expect(() => setVariables('', { TOKEN: `a'b"c\`d#` })).toThrow("TOKEN has characters that a .env file can't hold");
});
