import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LexicalIndex } from '../../src/retrieval/lexical-index.ts';

function indexOf(documents: Readonly<Record<string, readonly string[]>>): LexicalIndex {
  const index = new LexicalIndex();
  for (const [id, tokens] of Object.entries(documents)) index.add(id, tokens);
  return index;
}

/** BM25 written down a second time, document by document, to compare with. */
function bm25(documents: Readonly<Record<string, readonly string[]>>, query: readonly string[], id: string): number {
  const all = Object.values(documents);
  const mean = all.reduce((sum, tokens) => sum + tokens.length, 0) / all.length || 1;
  const tokens = documents[id] ?? [];
  return [...new Set(query)].reduce((sum, token) => {
    const count = tokens.filter((other) => other === token).length;
    if (count === 0) return sum;
    const holders = all.filter((other) => other.includes(token)).length;
    const rarity = Math.log(1 + (all.length - holders + 0.5) / (holders + 0.5));
    return sum + (rarity * count * 1.4) / (count + 0.4 * (0.25 + (0.75 * tokens.length) / mean));
  }, 0);
}

const token = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const documents = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), fc.array(token, { maxLength: 12 }));

describe('LexicalIndex', () => {
  test('puts the chunk with the rarer word first', () => {
    const index = indexOf({ x: ['coal', 'power'], y: ['power', 'grid'], z: ['power', 'moon'] });
    expect(index.search([['moon', 'power']], { limit: 3 }).map((hit) => hit.id)).toEqual(['z', 'x', 'y']);
  });

  test('lets a repeated word count more with a higher k1', () => {
    const lead = (k1: number) => {
      const index = new LexicalIndex(k1);
      index.add('twice', ['coal', 'coal']);
      index.add('once', ['coal', 'moon']);
      const [twice, once] = index.search([['coal']], { limit: 2 });
      return (twice?.score ?? 0) / (once?.score ?? 1);
    };
    // equally long, so (2 (k1 + 1) / (2 + k1)) / ((k1 + 1) / (1 + k1))
    expect(lead(1)).toBeCloseTo(4 / 3, 12);
    expect(lead(0.5)).toBeCloseTo(1.2, 12);
  });

  test('covers the share of the query that a chunk holds, by rarity', () => {
    const index = indexOf({ x: ['coal', 'power'], y: ['power'] });
    expect(index.coverage(['coal', 'power'], 'x')).toBe(1);
    expect(index.coverage(['coal', 'power'], 'y')).toBeLessThan(0.5);
    expect(index.coverage(['coal'], 'unknown')).toBe(0);
  });

  test('puts the chunk first in which words stand side by side as in the query', () => {
    const index = indexOf({ x: ['coal', 'plant', 'power'], y: ['power', 'coal', 'plant'], z: ['moon'] });
    const query = ['power', 'coal'];
    const hits = index.search([query], { limit: 3 });
    expect(hits.map(({ id }) => id)).toEqual(['x', 'y']);
    const [first, second] = index.withNeighbours(hits, [query]);
    expect([first?.id, second?.id]).toEqual(['y', 'x']);
    expect(second?.score).toBe(hits[0]?.score);
    expect(first?.score).toBeCloseTo((hits[1]?.score ?? 0) + 0.6 * index.rarity('coal'), 12);
  });

  test('takes bigrams of one word for no neighbours, and a pair once', () => {
    const index = indexOf({ x: ['가나', '나다', '라마', '나다', '라마'] });
    const scores = (query: readonly string[]) => {
      const hits = index.search([query], { limit: 1 });
      return [index.withNeighbours(hits, [query])[0]?.score ?? 0, hits[0]?.score ?? 0] as const;
    };
    const [within, plain] = scores(['가나', '나다']);
    expect(within).toBe(plain);
    const [across, without] = scores(['나다', '라마', '나다', '라마']);
    expect(across - without).toBeCloseTo(0.6 * index.rarity('라마') * 2, 12); // 나다 라마, 라마 나다
  });

  test('tells what a chunk holds, until it is removed', () => {
    const index = indexOf({ x: ['coal'], y: ['moon'] });
    expect(index.holds('x', 'coal')).toBe(true);
    expect(index.holds('x', 'moon')).toBe(false);
    expect(index.holds('unknown', 'coal')).toBe(false);
    index.remove('x');
    expect(index.holds('x', 'coal')).toBe(false);
  });

  test('finds only what is among the ids named', () => {
    const index = indexOf({ x: ['coal'], y: ['coal'] });
    expect(index.search([['coal']], { limit: 5, only: ['y', 'unknown', 'y'] }).map((hit) => hit.id)).toEqual(['y']);
  });

  test('scores as BM25 is defined, whatever was added and removed before', () => {
    fc.assert(
      fc.property(documents, documents, fc.array(token), (gone, kept, query) => {
        const index = indexOf(gone);
        for (const [id, tokens] of Object.entries(kept)) index.add(id, tokens);
        for (const id of Object.keys(gone)) if (!(id in kept)) index.remove(id);
        const hits = index.search([query], { limit: 10 });
        expect(index.size).toBe(Object.keys(kept).length);
        for (const hit of hits) expect(hit.score).toBeCloseTo(bm25(kept, query, hit.id), 9);
        const holders = Object.keys(kept).filter((id) => bm25(kept, query, id) > 0);
        expect(hits.map((hit) => hit.id).sort()).toEqual(holders.sort());
      }),
    );
  });

  test('of several wordings of a query the best for a chunk counts, as if each were searched', () => {
    fc.assert(
      fc.property(documents, fc.array(fc.array(token), { minLength: 1, maxLength: 4 }), (kept, wordings) => {
        const index = indexOf(kept);
        const best = (id: string) => Math.max(...wordings.map((tokens) => bm25(kept, tokens, id)));
        const hits = index.search(wordings, { limit: 10 });
        for (const hit of hits) expect(hit.score).toBeCloseTo(best(hit.id), 9);
        expect(hits.map(({ id }) => id).sort()).toEqual(
          Object.keys(kept)
            .filter((id) => best(id) > 0)
            .sort(),
        );
      }),
    );
  });

  test('leaves no score behind for the next search', () => {
    const index = indexOf({ x: ['coal'], y: ['moon'] });
    const first = index.search([['coal']], { limit: 5 });
    index.search([['moon', 'coal']], { limit: 5 });
    expect(index.search([['coal']], { limit: 5 })).toEqual(first);
  });

  test('finds a text in another script by the sound of its words, as rare as all that sounds so together', () => {
    const index = indexOf({
      chinese: ['舟山', '建成', '储能'],
      other: ['北京', '建成', '储能'],
      homophones: ['投资', '透字'],
      korean: ['저우', '우산'],
    });
    const query = ['저우', '우산'];
    const alikes = index.alikes('저우산');
    expect(index.search([query], { limit: 5, alikes }).map((hit) => hit.id)).toEqual(['korean', 'chinese']);
    expect(index.search([query], { limit: 5 }).map((hit) => hit.id)).toEqual(['korean']);
    expect(index.coverage(query, 'chinese', alikes)).toBe(1);
    expect(index.coverage(query, 'other', alikes)).toBe(0);
    index.remove('chinese');
    expect(index.alikes('저우산')).toEqual(new Map());
  });

  test('hears a text that came after a question on it', () => {
    const index = indexOf({ x: ['北京'] });
    expect(index.alikes('舟山').size + index.alikes('저우산').size).toBe(0);
    index.add('y', ['舟山']);
    expect(index.alikes('저우산').get('저우')).toEqual([['舟山']]);
  });

  test('counts a word once where it stands in two scripts', () => {
    const index = indexOf({ both: ['저우', '우산', '舟山', '港'], once: ['저우', '우산', '항구', '북쪽'] });
    const alikes = index.alikes('저우산');
    const [first, second] = index.search([['저우', '우산']], { limit: 2, alikes });
    expect(alikes.get('저우')).toEqual([['舟山']]);
    expect(first?.score).toBe(second?.score);
  });
});
