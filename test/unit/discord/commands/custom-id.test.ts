import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlId, readControlId } from '../../../../src/discord/commands/custom-id.ts';

const part = fc.stringMatching(/^[\w-]{1,20}$/);

describe('the id of a button', () => {
  test('a custom id is read as it was written', () => {
    fc.assert(
      fc.property(part, fc.array(part, { maxLength: 3 }), (action, ids) => {
        expect(readControlId(controlId(action, ...ids))).toEqual({ action, ids });
      }),
    );
  });

  test('any other custom id is not ours, and no error', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (id) => void readControlId(id)));
    for (const foreign of ['', '1', '2.older.5', '1.', '1.older..5', `1.${'x'.repeat(120)}`]) {
      expect(readControlId(foreign)).toBeUndefined();
    }
  });
});
