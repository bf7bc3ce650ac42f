import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_AGE } from '../../../../src/bounds.ts';
import { createControlSignatures } from '../../../../src/discord/commands/custom-ids/control-signatures.ts';
import { controlId, readControlId, readSentControlId } from '../../../../src/discord/commands/custom-ids/custom-id.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';

const part = fc.stringMatching(/^[\w-]{1,20}$/);
const id = fc.tuple(part, fc.array(part, { maxLength: 2 }));
const vaultOf = (...bytes: number[]) => createVault(bytes.map((byte) => Buffer.alloc(32, byte)));
const signatures = createControlSignatures(vaultOf(1));
const signed = (customId: string, by = signatures) => by.sign({ custom_id: customId }).custom_id;

describe('the id of a button', () => {
  test('a signed custom id is read as it was written, and its owner can be read without the key', () => {
    fc.assert(
      fc.property(id, ([action, ids]) => {
        const sent = signed(controlId(action, ...ids));
        expect(signatures.read(sent)).toEqual({ action, ids });
        expect(readSentControlId(sent)).toEqual({ action, ids });
      }),
    );
  });

  test('no other custom id is taken for one of ours, whatever is changed in it', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void expect(signatures.read(text)).toBeUndefined()));
    fc.assert(
      fc.property(id, fc.nat(), fc.constantFrom('0', 'a', 'Z', '-', '_', '.'), ([action, ids], at, char) => {
        const sent = signed(controlId(action, ...ids));
        const place = at % sent.length;
        const changed = sent.slice(0, place) + char + sent.slice(place + 1);
        expect(changed === sent || signatures.read(changed) === undefined).toBe(true);
      }),
    );
    for (const foreign of ['', '1', '2.older.5', '1.older.5', '2.', '2.older..5', `2.${'x'.repeat(120)}`]) {
      expect(signatures.read(foreign)).toBeUndefined();
      expect(readControlId(foreign) === undefined || foreign === '2.older.5').toBe(true);
    }
  });

  test('a signature holds after a restart, and while keys are rotated, and not under another key', () => {
    const sent = signed(controlId('older', '5'));
    expect(createControlSignatures(vaultOf(1)).read(sent)).toEqual({ action: 'older', ids: ['5'] });
    expect(createControlSignatures(vaultOf(2, 1)).read(sent)).toEqual({ action: 'older', ids: ['5'] });
    expect(createControlSignatures(vaultOf(2)).read(sent)).toBeUndefined();
  });

  test('every control of a message or form is signed, and nothing else in it is changed', () => {
    const message = {
      content: controlId('older', '5'),
      components: [{ type: 1, components: [{ type: 2, custom_id: controlId('older', '5'), label: '2.x' }] }],
    };
    const response = { type: 9, data: { ...message, custom_id: controlId('report', 'a') } };
    const [row] = signatures.sign(message).components;
    expect(row?.components[0]).toEqual({ ...message.components[0]?.components[0], custom_id: signed('2.older.5') });
    expect(signatures.sign(message).content).toBe(message.content);
    expect(signatures.sign(response).data.custom_id).toBe(signed('2.report.a'));
    expect(signatures.sign({ components: [{ component: { custom_id: 'reason' } }] })).toEqual({
      components: [{ component: { custom_id: 'reason' } }],
    });
  });

  test('the longest custom id is within 100 characters, which is the limit of Discord', () => {
    const snowflake = '9'.repeat(20);
    const ages = Array.from({ length: 5 }, () => MAX_AGE).join('-');
    const longest = [
      controlId('delete', snowflake, snowflake),
      controlId('dm-photo', snowflake, '9', ages),
      controlId('dm-another-age', snowflake, '9'),
    ];
    for (const each of longest) expect(signed(each).length).toBeLessThanOrEqual(100);
  });

  test('a button of the version before signatures still says whose picture is above it', () => {
    expect(readSentControlId('1.delete.5.6')).toEqual({ action: 'delete', ids: ['5', '6'] });
    expect(signatures.read('1.delete.5.6')).toBeUndefined();
  });
});
