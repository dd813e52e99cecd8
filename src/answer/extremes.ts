import type { Sentence } from '../retrieval/chunk.ts';

/** Which end of a scale a question asks for. */
export type Extreme = 'most' | 'least';

const MOST =
  /(?:가장|제일|젤)\s?(?:많|높|크|큰|길|긴|빠|비싼|비싸|오래|늦|깊|무거)|최고|최대|최다|최장|\b(?:most|highest|largest|biggest|longest|fastest|greatest|latest)\b|最(?:多|高|大|长|快|贵|晚|深|重)/iu;
const LEAST =
  /(?:가장|제일|젤)\s?(?:적|낮|작|짧|느|싼|싸|빨리|이른|얕|가벼)|최저|최소(?!한)|최단|\b(?:least|lowest|smallest|fewest|shortest|slowest|earliest|cheapest)\b|最(?:少|低|小|短|慢|便宜|早|浅|轻)/iu;

const PART = /(\d[\d,]*(?:\.\d+)?)\s?(조|억|만|천|万亿|亿|万|trillion|billion|million|thousand)?/giu;
const SCALES: Readonly<Record<string, number>> = {
  조: 1e12,
  万亿: 1e12,
  trillion: 1e12,
  billion: 1e9,
  억: 1e8,
  亿: 1e8,
  million: 1e6,
  만: 1e4,
  万: 1e4,
  천: 1e3,
  thousand: 1e3,
};

/** The end of a scale that a question asks for, or null when it asks for none.
 *  @example asksExtreme('비율이 제일 높은 지역은?') // => 'most' */
export function asksExtreme(question: string): Extreme | null {
  const written = question.normalize('NFKC');
  if (MOST.test(written)) return 'most';
  return LEAST.test(written) ? 'least' : null;
}

/** The rows at the end of the scale, by their places among the sentences, in two columns of figures: the first, which tables are mostly
 *  about, and the one whose name `matches` the question best (0..1). A row alone is at no end; rows with other columns are of another table. */
export function extremeRows(
  sentences: readonly Sentence[],
  extreme: Extreme,
  matches: (columnName: string) => number,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const rows of tablesIn(sentences)) {
    const [first] = rows;
    if (first === undefined || rows.length < 2) continue;
    const columns = first.sentence.columns
      .map((name, column) => ({
        match: matches(name),
        values: rows.map(({ sentence }) => numberIn(sentence.cells[column])),
      }))
      .filter(({ values }, column) => column > 0 && values.every((value) => value !== null));
    const best = columns.toSorted((a, b) => b.match - a.match)[0];
    for (const { values } of new Set(columns.slice(0, 1).concat(best ?? []))) {
      const end = Math[extreme === 'most' ? 'max' : 'min'](...values.map(Number));
      for (const [i, { place }] of rows.entries()) if (values[i] === end) found.add(place);
    }
  }
  return found;
}

type Row = { readonly sentence: Sentence; readonly place: number };

function tablesIn(sentences: readonly Sentence[]): Row[][] {
  const tables = new Map<string, Row[]>();
  for (const [place, sentence] of sentences.entries()) {
    if (sentence.kind !== 'row') continue;
    const key = JSON.stringify(sentence.columns);
    tables.set(key, [...(tables.get(key) ?? []), { sentence, place }]);
  }
  return [...tables.values()];
}

/** The number that a cell begins with, its parts together (1억 5,000만); null when it begins with none. */
function numberIn(cell: string | undefined): number | null {
  const written = (cell ?? '').normalize('NFKC').trim();
  if (!/^[-−+]?\d/.test(written)) return null;
  let value = 0;
  let end = /^[-−+]?/.exec(written)?.[0].length ?? 0;
  for (const { 0: whole, 1: digits = '', 2: scale, index } of written.matchAll(PART)) {
    if (index > end + 1) break;
    value += Number(digits.replaceAll(',', '')) * (SCALES[scale?.toLowerCase() ?? ''] ?? 1);
    end = index + whole.length;
    if (scale === undefined) break;
  }
  return /^[-−]/.test(written) ? -value : value;
}
