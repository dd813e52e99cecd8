import fc from 'fast-check';
import type { Item } from '../../src/bulletin/bulletin.ts';
import type { Sentence } from '../../src/retrieval/chunk.ts';
import type { BulletinFile, BulletinRecord, EmbeddedChunk } from '../../src/store/store.ts';

/** What may be chosen of a made-up record; the rest follows from it. */
export type RecordOptions = {
  readonly id?: string;
  readonly publishedOn?: string | null;
  readonly items?: readonly string[];
  readonly chunksPerItem?: number;
  readonly sentencesPerChunk?: number;
  readonly dimension?: number;
  /** The text that every sentence is made of. */
  readonly text?: string;
  /** False for a record that was made without a model. */
  readonly vectors?: boolean;
};

/** A made-up record in which everything that must agree does. The same options give the same record. */
export function recordOf(options: RecordOptions = {}): BulletinRecord {
  const {
    id = 'weekly-2024-08-02',
    publishedOn = '2024-08-02',
    items = ['I-01', 'I-02'],
    text = '과제를 공고했다.',
  } = options;
  const made = items.map((name) => itemOf(`${id}/${name}`, text));
  return {
    bulletin: {
      id,
      title: `주간동향 ${id}`,
      publisher: null,
      publishedOn,
      language: 'ko',
      lineCount: 10,
      contents: [],
      summary: [{ kind: 'bullet', text, depth: 0, lines: [2, 2] }],
      sections: [],
      items: made,
      parts: [{ kind: 'unplaced', lines: [1, 10], ref: null }],
      warnings: [{ code: 'UNPLACED', lines: [1, 10], message: text }],
    },
    file: fileOf({ path: `${id}.md` }),
    source: `# ${id}\n${text}\n`,
    fingerprint: 'one',
    chunks: made.flatMap((item) => chunksOf(id, item, text, options)),
  };
}

/** A made-up file of a bulletin, a PDF of three pages unless told otherwise. */
export function fileOf(of: Partial<BulletinFile> = {}): BulletinFile {
  return {
    path: 'weekly.md',
    hash: 'ab'.repeat(32),
    format: 'pdf',
    places: { unit: 'page', starts: [1, 4, 9] },
    warnings: [{ code: 'PAGE_EMPTY', lines: [4, 4], message: 'Page 2 has no text.' }],
    ...of,
  };
}

/** Records as the store may get them: any text, with and without vectors, without items, chunks or sentences. */
export function anyRecord(id: fc.Arbitrary<string> = anyId): fc.Arbitrary<BulletinRecord> {
  return fc
    .record({
      id,
      publishedOn: fc.constantFrom('2024-08-02', '2023-12-31', null),
      items: fc.uniqueArray(anyId, { maxLength: 3 }),
      chunksPerItem: fc.nat(2),
      sentencesPerChunk: fc.nat(3),
      dimension: fc.integer({ min: 1, max: 5 }),
      text: fc.string({ unit: 'binary' }),
      vectors: fc.boolean(),
    })
    .map(recordOf);
}

const anyId = fc.stringMatching(/^[\p{Script=Hangul}a-z0-9._-]{1,8}$/u);

function itemOf(id: string, text: string): Item {
  return {
    id,
    number: null,
    title: text,
    subtitle: null,
    section: null,
    subsection: null,
    date: null,
    lines: [1, 10],
    titleLines: [1, 1],
    subtitleLines: null,
    blocks: [
      { kind: 'table', header: ['분야', text], rows: [{ cells: ['로봇', text], lines: [4, 4] }], lines: [3, 4] },
    ],
    sources: [{ url: 'https://example.org/', title: null, publisher: text, date: '2024-07-11', lines: [9, 9] }],
  };
}

function chunksOf(bulletinId: string, item: Item, text: string, options: RecordOptions): EmbeddedChunk[] {
  const { chunksPerItem = 2, sentencesPerChunk = 3, dimension = 4, vectors = true } = options;
  return Array.from({ length: chunksPerItem }, (_, ordinal) => {
    const sentences = Array.from({ length: sentencesPerChunk }, (_, i) => sentenceOf(`${text}${i}`));
    const chunk = {
      id: `${item.id}#${ordinal}`,
      bulletinId,
      itemId: item.id,
      ordinal,
      context: item.title,
      text: sentences.map((sentence) => sentence.text).join('\n'),
      lines: [2, 8] as const,
      language: 'ko' as const,
      sentences,
    };
    if (!vectors) return { chunk, vector: null, sentenceVectors: null };
    return {
      chunk,
      vector: unitVector(dimension, ordinal),
      sentenceVectors: sentences.map((_, i) => unitVector(dimension, ordinal + i + 1)),
    };
  });
}

function sentenceOf(text: string): Sentence {
  return { text, lines: [2, 2], kind: 'row', under: ['개요'], lead: null, columns: ['분야'], cells: [text] };
}

/** A vector of length 1 that differs with `seed`. */
function unitVector(dimension: number, seed: number): Float32Array {
  const vector = Float32Array.from({ length: dimension }, (_, i) => Math.sin(seed * 31 + i + 1));
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
