import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Demand } from '../../src/answer/demand.ts';
import type { Evidence } from '../../src/answer/evidence.ts';
import { extract } from '../../src/answer/extract.ts';

const DEMAND: Demand = { names: [], figures: [], codes: [], words: [], kind: null, list: false, instruction: false };

/** A sentence weighed: the `index`th of a chunk of an item. */
function weighed(text: string, score: number, more: Partial<Evidence> & { readonly item?: string } = {}): Evidence {
  const { item = 'b/1', index = 0, ...signs } = more;
  const sentence = { text, lines: [1, 1] as const, kind: 'bullet' as const, under: [], columns: [], cells: [] };
  const chunk = {
    id: `${item}#0`,
    bulletinId: 'b',
    itemId: item,
    ordinal: 0,
    context: '',
    text,
    lines: [1, 1] as const,
    language: 'ko' as const,
    sentences: [sentence],
  };
  const explanation = {
    words: 0,
    vector: 0,
    wordWeight: 0,
    gate: 0,
    bm25: 0,
    coverage: 0,
    similarity: null,
    wordRank: null,
    vectorRank: null,
    bonus: 0,
  };
  const passage = { chunk, score: 1, explanation };
  const plain = { own: 0, context: 0, similarity: null, named: 1, otherYear: false, figured: true, asked: null };
  return { ...plain, sentence, passage, index, score, ...signs };
}

function texts(evidence: readonly Evidence[], demand: Demand = DEMAND): readonly string[] {
  return extract(evidence, demand).map(({ sentence }) => sentence.text);
}

describe('extract', () => {
  test('takes the best and what scores nearly as well, in the order of the bulletin', () => {
    const evidence = [weighed('best', 1, { index: 2 }), weighed('near', 0.9, { index: 0 }), weighed('far', 0.5)];
    expect(texts(evidence)).toEqual(['near', 'best']);
  });

  test('puts the item of the best sentence first', () => {
    const evidence = [weighed('best', 1, { item: 'b/2' }), weighed('other', 0.95, { item: 'b/1' })];
    expect(texts(evidence)).toEqual(['best', 'other']);
  });

  test('prefers sentences that hold the kind of value asked for', () => {
    const evidence = [weighed('no figure', 1, { asked: false }), weighed('50 %', 0.8, { asked: true })];
    expect(texts(evidence)).toEqual(['50 %']);
  });

  test('keeps the best all the same when those that hold it are far off', () => {
    const evidence = [weighed('no figure', 1, { asked: false }), weighed('50 %', 0.3, { asked: true })];
    expect(texts(evidence)).toEqual(['no figure']);
  });

  test('leaves out other years, and sentences without the figure unless a list is asked for', () => {
    const evidence = [
      weighed('2025', 1, { otherYear: true, figured: false }),
      weighed('2027', 0.95),
      weighed('in general', 0.9, { figured: false }),
    ];
    expect(texts(evidence)).toEqual(['2027']);
    expect(texts(evidence, { ...DEMAND, list: true })).toEqual(['2027', 'in general']);
  });

  test('shows a sentence of the same wording once', () => {
    expect(texts([weighed('same', 1, { item: 'b/1' }), weighed('same', 1, { item: 'b/2' })])).toEqual(['same']);
  });

  test('gives the best even when its score is below 0', () => {
    expect(texts([weighed('best', -0.1), weighed('worse', -0.2)])).toEqual(['best']);
  });

  test('gives at most four, all of the evidence, the best among them; none for none', () => {
    const one = fc.record({ text: fc.string(), score: fc.double({ min: -3, max: 3, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(one), (list) => {
        const evidence = list.map(({ text, score }) => weighed(text, score)).toSorted((a, b) => b.score - a.score);
        const chosen = extract(evidence, DEMAND);
        expect(chosen.length).toBeLessThanOrEqual(4);
        expect(chosen.every((each) => evidence.includes(each))).toBe(true);
        expect(chosen.length === 0).toBe(evidence.length === 0);
        const texts = chosen.map(({ sentence }) => sentence.text);
        expect(new Set(texts).size).toBe(texts.length);
        if (evidence[0] !== undefined) expect(chosen.map(({ score }) => score)).toContain(evidence[0].score);
      }),
    );
  });
});
