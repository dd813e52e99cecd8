import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeKorean } from '../../src/documents/korean.ts';

const SYLLABLES = 0xd7a3 - 0xac00 + 1;

test('decodeKorean knows syllables of EUC-KR and those that CP949 added', () => {
  expect(decodeKorean(Uint8Array.of(0xb0, 0xa1, 0xc8, 0xfe))).toBe('가힝');
  expect(decodeKorean(Uint8Array.of(0x8c, 0x63, 0xb9, 0xe6, 0xb0, 0xa2, 0xc7, 0xcf))).toBe('똠방각하');
  expect(decodeKorean(Uint8Array.of(0x94, 0xee, 0x81, 0x41, 0xc6, 0x52))).toBe('뷁갂힣');
  expect(decodeKorean(Uint8Array.of(0xa2, 0xe6, 0x31, 0xf9, 0xd3, 0xa1, 0xa9))).toBe('€1漢\u00ad');
});

test('decodeKorean gives each of the 11,172 syllables for exactly one pair of bytes', () => {
  // First bytes whose second byte may be anything: a table of all pairs, a row at a time to keep the answer null or whole.
  const pairs = Array.from({ length: 0xfe - 0x81 + 1 }, (_, i) => 0x81 + i).flatMap((lead) => rowOf(lead));
  const text = decodeKorean(Uint8Array.from(pairs.flat())) ?? '';
  const syllables = text.match(/[\uAC00-\uD7A3]/g) ?? [];
  expect(syllables).toHaveLength(SYLLABLES);
  expect(new Set(syllables).size).toBe(SYLLABLES);
});

/** The pairs after a first byte where CP949 has syllables: the added ones, and rows 0xB0 to 0xC8 of EUC-KR. */
function rowOf(lead: number): number[][] {
  const added = (trail: number) =>
    (trail <= 0x5a && trail >= 0x41) || (trail <= 0x7a && trail >= 0x61) || trail >= 0x81;
  const lastAdded = lead <= 0xa0 ? 0xfe : 0xa0;
  const hasAdded = (trail: number) => lead < 0xc6 || (lead === 0xc6 && trail <= 0x52);
  const isCommon = (trail: number) => lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1 && trail <= 0xfe;
  return Array.from({ length: 0x100 }, (_, trail) => [lead, trail]).filter(
    ([, trail = 0]) => (added(trail) && trail <= lastAdded && hasAdded(trail)) || isCommon(trail),
  );
}

test('decodeKorean keeps ASCII as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => decodeKorean(Buffer.from(text, 'latin1')) === text),
  );
});

test.each([
  ['a byte that begins nothing', [0x80]],
  ['half a letter at the end', [0xb0, 0xa1, 0xb0]],
  ['a pair for private use', [0xc9, 0xa1]],
  ['a letter followed by a space', [0xe9, 0x20]],
])('decodeKorean refuses %s', (_, bytes) => {
  expect(decodeKorean(Uint8Array.from(bytes))).toBeNull();
});
