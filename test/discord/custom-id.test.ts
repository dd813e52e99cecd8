import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { customId, readCustomId } from '../../src/discord/custom-id.ts';

const passages = customId('passages', { keys: z.string(), page: z.coerce.number().int().nonnegative() });

describe('customId', () => {
  test('says what it was told, on the way back too', () => {
    const keys = fc.stringMatching(/^[\w.,~-]{0,70}$/);
    fc.assert(
      fc.property(keys, fc.nat(99_999), (keys, page) => {
        const id = passages.encode({ keys, page });
        expect(id.length).toBeLessThanOrEqual(100);
        const read = readCustomId(id);
        expect(read?.kind).toBe('passages');
        expect(passages.decode(read?.fields ?? [])).toEqual({ keys, page });
      }),
    );
  });

  test('refuses to say what does not fit', () => {
    expect(() => passages.encode({ keys: 'a'.repeat(90), page: 1 })).toThrow(/does not fit/);
    expect(() => passages.encode({ keys: 'a:b', page: 1 })).toThrow(/does not fit/);
  });
});

describe('readCustomId', () => {
  test('finds nothing in an id of another version or make', () => {
    for (const id of ['', 'passages', '0:passages:a:1', '2:passages:a:1', '1']) expect(readCustomId(id)).toBeNull();
  });

  test('and decode find nothing that was not encoded, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => passages.decode(readCustomId(`1:passages:${text}`)?.fields ?? [])).not.toThrow();
      }),
    );
    for (const fields of [[], ['a'], ['a', 'x'], ['a', '-1'], ['a', '1.5'], ['a', '1', '2']]) {
      expect(passages.decode(fields)).toBeNull();
    }
  });
});
