import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutSpaces, withTypos } from '../../scripts/corrupt.ts';

const word = fc
  .array(fc.constantFrom('석', '탄', '발', '전', '소', '의', 'a', '7'), { minLength: 1, maxLength: 6 })
  .map((letters) => letters.join(''));
const text = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));

describe('withTypos', () => {
  test('changes a fifth of the words with Hangul, at least one, by one syllable each', () => {
    fc.assert(
      fc.property(text, fc.nat(), (original, seed) => {
        const before = original.split(' ');
        const after = withTypos(original, seed).split(' ');
        const hangul = before.filter((one) => /\p{Script=Hangul}/u.test(one));
        const changed = before.flatMap((one, i) => (one === after[i] ? [] : [[one, after[i] ?? '']]));
        expect(after).toHaveLength(before.length);
        expect(changed).toHaveLength(hangul.length === 0 ? 0 : Math.max(1, Math.round(hangul.length / 5)));
        for (const [one = '', other = ''] of changed)
          expect(isOneSyllableAway(one, other), `${one} ${other}`).toBe(true);
      }),
    );
  });

  test('is the same for the same text and seed, and another for another seed', () => {
    const original = '석탄발전소의 탄소 배출량은 2027년까지 얼마나 줄어드는가';
    expect(withTypos(original, 7)).toBe(withTypos(original, 7));
    const variants = new Set(Array.from({ length: 20 }, (_, seed) => withTypos(original, seed)));
    expect(variants.size).toBeGreaterThan(10);
    expect(variants.has(original)).toBe(false);
  });

  test('replaces a syllable by one with another vowel or without its final consonant', () => {
    const found = new Set(Array.from({ length: 300 }, (_, seed) => withTypos('산', seed)));
    expect(found).toContain('사');
    expect(found).toContain('선');
    const vowels = [...'산샌샨섄선센션셴손솬쇈쇤숀순숸쉔쉰슌슨싄신'];
    for (const one of found) expect([...vowels.slice(1), '사']).toContain(one);
  });

  test('leaves a text without Hangul as it is', () => {
    expect(withTypos('AI 2027 中国', 1)).toBe('AI 2027 中国');
  });
});

describe('withoutSpaces', () => {
  test('takes all white space out', () => {
    expect(withoutSpaces(' 석탄 발전소\n배출량 ')).toBe('석탄발전소배출량');
  });
});

/** One letter less, or the same number with one other. */
function isOneSyllableAway(before: string, after: string): boolean {
  const [a, b] = [[...before], [...after]];
  const from = a.findIndex((letter, i) => letter !== b[i]);
  const rest = (letters: readonly string[], at: number) => letters.slice(at).join('');
  return rest(a, from + 1) === rest(b, b.length === a.length ? from + 1 : from);
}
