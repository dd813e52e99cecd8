import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Demand } from '../../src/answer/demand.ts';
import type { Evidence } from '../../src/answer/evidence.ts';
import { extract } from '../../src/answer/extract.ts';

const DEMAND: Demand = {
  names: [],
  known: [],
  figures: [],
  codes: [],
  tokens: new Map(),
  words: [],
  kind: null,
  list: false,
  items: false,
  extreme: null,
  instruction: false,
};

/** A sentence weighed: the `index`th of a chunk of an item. */
function weighed(text: string, score: number, more: Partial<Evidence> & { readonly item?: string } = {}): Evidence {
  const { item = 'b/1', index = 0, ...signs } = more;
  const sentence = {
    text,
    lines: [1, 1] as const,
    kind: 'bullet' as const,
    under: [],
    lead: null,
    columns: [],
    cells: [],
  };
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
    vectorWeight: 0,
    gate: 0,
    bm25: 0,
    coverage: 0,
    similarity: null,
    wordRank: null,
    vectorRank: null,
    bonus: 0,
    interaction: null,
    lost: 0,
  };
  const passage = { chunk, score: 1, explanation };
  const plain = {
    own: 0,
    similarity: null,
    named: 1,
    otherYear: false,
    figured: true,
    asked: null,
    foreign: false,
    extreme: false,
    near: null,
  };
  return { ...plain, sentence, passage, index, score, ...signs };
}

function texts(evidence: readonly Evidence[], demand: Demand = DEMAND): readonly string[] {
  return extract(evidence, demand).map(({ sentence }) => sentence.text);
}

describe('extract', () => {
  test('takes the note along that a star points to', () => {
    const best = weighed('five ministries* announced it', 9, { index: 0 });
    const note = {
      ...weighed('', 1, { passage: best.passage, index: 1 }),
      sentence: { ...best.sentence, text: 'A, B, C, D and E', kind: 'note' as const },
    };
    expect(texts([best, note])).toEqual(['five ministries* announced it', 'A, B, C, D and E']);
    expect(texts([{ ...best, sentence: { ...best.sentence, text: 'five ministries' } }, note])).toEqual([
      'five ministries',
    ]);
    expect(texts([best, { ...note, index: 2 }])).toEqual(['five ministries* announced it']);
  });

  test('gives a list in whole where one is asked for and most of what is near are its entries', () => {
    const entry = (text: string, score: number, index: number, under = ['Support']) => {
      const one = weighed(text, score, { index });
      return { ...one, sentence: { ...one.sentence, under } };
    };
    const entries = [entry('one', 9, 1), entry('two', 8, 2), entry('three', 1, 3)];
    const list = { ...DEMAND, list: true };
    expect(texts([...entries, weighed('prose', 8, { index: 0 })], list)).toEqual(['one', 'two', 'three']);
    expect(texts([...entries, weighed('prose', 8, { index: 0 })])).toEqual(['prose', 'one', 'two']);
    const tooMany = [...entries, entry('four', 1, 4), entry('five', 1, 5)];
    expect(texts(tooMany, list)).toEqual(['one', 'two']);
    expect(texts([entry('one', 9, 1), entry('other', 8, 2, ['Aims']), entry('three', 1, 3)], list)).toEqual([
      'one',
      'other',
    ]);
  });

  test('gives in place of a sentence that leads into a list the list', () => {
    const lead = weighed('Doctors must:', 9, { index: 0 });
    const entry = (text: string, score: number, index: number) => {
      const one = weighed(text, score, { index, passage: lead.passage });
      return { ...one, sentence: { ...one.sentence, lead: 'Doctors must:' } };
    };
    const entries = [5, 4, 3, 2, 1].map((score, i) => entry(`${i}`, score, i + 1));
    const prose = weighed('prose', 8, { index: 9, passage: lead.passage });
    expect(texts([lead, prose, ...entries])).toEqual(['0', '1', '2', '3', '4']);
    expect(texts([{ ...prose, score: 10 }, lead, ...entries])).toEqual(['prose']);
    expect(texts([{ ...prose, score: 10 }, lead, ...entries], { ...DEMAND, list: true })).toEqual([
      ...['0', '1', '2', '3', '4'],
      'prose',
    ]);
    expect(texts([lead])).toEqual(['Doctors must:']);
    const mostly = [7, 6.9, 6.8, 1].map((score, i) => entry(`${i}`, score, i + 1));
    expect(texts([{ ...prose, score: 10 }, ...mostly])).toEqual(['0', '1', '2', '3', 'prose']);
    expect(texts([{ ...prose, score: 10 }, ...mostly.slice(2)])).toEqual(['2', 'prose']);
    const many = Array.from({ length: 9 }, (_, i) => entry(`${i}`, 1, i + 1));
    expect(texts([lead, prose, ...many])).toEqual(['prose']);
  });

  test('of each item that is asked for it takes the sentence that its passage begins with, where that is near as well', () => {
    const best = weighed('a detail', 9, { item: 'b/2', index: 2 });
    const { passage, sentence } = best;
    const title = weighed('a subtitle', 8, {
      passage,
      sentence: { ...sentence, text: 'a subtitle', kind: 'subtitle' },
    });
    const lead = weighed('what it is about', 5.2, { passage, index: 1 });
    const items = { ...DEMAND, items: true };
    expect(texts([best, title, lead])).not.toContain('what it is about');
    expect(texts([best, title, lead], items)).toContain('what it is about');
    expect(texts([best, title, { ...lead, score: 4 }], items)).not.toContain('what it is about');
  });

  test('takes the best and what scores nearly as well, in the order of the bulletin', () => {
    const evidence = [weighed('best', 9, { index: 2 }), weighed('near', 7, { index: 0 }), weighed('far', 5)];
    expect(texts(evidence)).toEqual(['near', 'best']);
  });

  test('takes more of the item where a list is asked for', () => {
    const evidence = [weighed('one', 9, { index: 0 }), weighed('two', 5.2, { index: 1 })];
    expect(texts(evidence)).toEqual(['one']);
    expect(texts(evidence, { ...DEMAND, list: true })).toEqual(['one', 'two']);
  });

  test('takes the row at the end of the scale that is asked for, even where prose is nearer', () => {
    const evidence = [
      weighed('the mean is 34', 9, { index: 0 }),
      weighed('the most is 38', 5.2, { index: 1, extreme: true }),
    ];
    expect(texts(evidence)).toEqual(['the mean is 34', 'the most is 38']);
  });

  test('takes less of another item, and puts the item of the best sentence first', () => {
    const best = weighed('best', 9, { item: 'b/2' });
    expect(texts([best, weighed('other', 8.5, { item: 'b/1' })])).toEqual(['best', 'other']);
    expect(texts([best, weighed('other', 7, { item: 'b/1' })])).toEqual(['best']);
  });

  test('takes the best sentence of each item first where items are asked for', () => {
    const first = [9, 8.9, 8.8, 8.7].map((score, index) => weighed(`a${index}`, score, { item: 'b/1', index }));
    const evidence = [...first, weighed('b', 6, { item: 'b/2' }), weighed('c', 4, { item: 'b/3' })];
    expect(texts(evidence, { ...DEMAND, items: true })).toEqual(['a0', 'a1', 'a2', 'b']);
  });

  test('takes the sentence before one that points back, as long as there is room', () => {
    const { passage } = weighed('', 0);
    const back = weighed('이는 세계 최초이다.', 9, { index: 1, passage });
    const before = weighed('그린란드에서 시험했다.', 2, { index: 0, passage });
    const far = weighed('먼 문장이다.', 1, { index: 2, passage });
    expect(texts([back, before, far])).toEqual(['그린란드에서 시험했다.', '이는 세계 최초이다.']);
    expect(texts([{ ...before, score: 9 }, far])).toEqual(['그린란드에서 시험했다.']);
    const full = [8.9, 8.8, 8.7].map((score, i) => weighed(`near ${i}`, score, { index: 5 + i, passage }));
    expect(texts([...full, { ...back, score: 8 }, before])).toEqual([
      '이는 세계 최초이다.',
      'near 0',
      'near 1',
      'near 2',
    ]);
  });

  test.each(['이를 통해', '해당 사업', '동 방안은', 'This is', 'Its range', '该项目', '其中'])(
    'takes %s for pointing back',
    (text) => {
      const { passage } = weighed('', 0);
      const evidence = [weighed(`${text} …`, 9, { index: 1, passage }), weighed('before', 2, { index: 0, passage })];
      expect(texts(evidence)).toHaveLength(2);
    },
  );

  test('shows a sentence of the same wording once', () => {
    expect(texts([weighed('same', 1, { item: 'b/1' }), weighed('same', 1, { item: 'b/2' })])).toEqual(['same']);
  });

  test('gives the best even when its score is below 0', () => {
    expect(texts([weighed('best', -1), weighed('worse', -5)])).toEqual(['best']);
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
