import type { Language } from '../../src/bulletin/bulletin.ts';
import type { Sentence } from '../../src/retrieval/chunk.ts';
import type { Passage } from '../../src/retrieval/passage.ts';

/** A sentence by its text, or a table row by its columns and cells. */
type Written = string | { readonly columns: readonly string[]; readonly cells: readonly string[] };

/** What may be chosen of a passage; the rest follows. */
type Choice = {
  readonly score?: number;
  readonly language?: Language;
  readonly similarity?: number | null;
  readonly kind?: Sentence['kind'];
};

/** A passage of one chunk whose sentences stand below `context`. */
export function passageOf(context: string, written: readonly Written[], choice: Choice = {}): Passage {
  const { score = 1, language = 'ko', similarity = null, kind = 'sentence' } = choice;
  const sentences = written.map((one) => sentenceOf(one, kind));
  return {
    chunk: {
      id: 'b/1#0',
      bulletinId: 'b',
      itemId: 'b/1',
      ordinal: 0,
      context,
      text: sentences.map(({ text }) => text).join('\n'),
      lines: [1, 1],
      language,
      sentences,
    },
    score,
    explanation: {
      words: 0,
      vector: 0,
      wordWeight: 0,
      vectorWeight: 0,
      gate: 0,
      bm25: 0,
      coverage: 0,
      similarity,
      wordRank: null,
      vectorRank: null,
      bonus: 0,
      interaction: null,
      lost: 0,
    },
  };
}

function sentenceOf(written: Written, kind: Sentence['kind']): Sentence {
  const place = { lines: [1, 1] as const, under: [], lead: null };
  if (typeof written === 'string') return { ...place, text: written, kind, columns: [], cells: [] };
  return { ...place, ...written, text: written.cells.join(' '), kind: 'row' };
}
