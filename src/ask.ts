import { otherWordings } from './answer/alias-book.ts';
import type { Answer, AnswerSentence, Citation } from './answer/answer.ts';
import { bulletinRef, itemRef, linksOf } from './answer/citation.ts';
import type { Demand } from './answer/demand.ts';
import { demandOf, isOpen } from './answer/demand.ts';
import type { Evidence, Weights } from './answer/evidence.ts';
import { weigh } from './answer/evidence.ts';
import type { AnswerExplanation } from './answer/explanation.ts';
import { explain } from './answer/explanation.ts';
import { extract } from './answer/extract.ts';
import type { UnderstoodPeriod } from './answer/period.ts';
import { periodOf } from './answer/period.ts';
import type { Reading } from './answer/reading.ts';
import type { SameNews } from './answer/same-news.ts';
import { otherCarriers, sameNews, withoutEarlier } from './answer/same-news.ts';
import type { Signals } from './answer/support.ts';
import { judge, signals } from './answer/support.ts';
import type { Language } from './bulletin/bulletin.ts';
import { languageOf } from './bulletin/language.ts';
import { placeOf } from './bulletin/places.ts';
import type { Catalog, CatalogItem } from './catalog.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { LexicalIndex } from './retrieval/lexical-index.ts';
import type { Found, Passage, Query } from './retrieval/passage.ts';
import { understand } from './retrieval/understand.ts';
import type { Store } from './store/store.ts';

const PASSAGES = 12; // whose sentences are weighed
const PERIOD_BONUS = 0.15; // for an item of a period that was named softly; scores run from 0 to 1
const RELATED = 3; // nearest items shown where there is no answer

export type AskOptions = {
  readonly catalog: Catalog;
  readonly store: Store;
  /** Null when the model is unavailable: then only words are searched. */
  readonly embedder: Embedder | null;
  readonly now: Date;
  readonly timeZone: string;
  /** The asker's language where it is known; else that of the question. */
  readonly language?: Language;
  /** Whether to tell how the answer came about. */
  readonly explain?: boolean;
};

/** Answers a question from the bulletins, in verbatim sentences with citations; or names related items; or nothing. */
export async function ask(question: string, options: AskOptions): Promise<Answer> {
  const started = performance.now();
  const considered = await consider(question, options);
  const { query, time, open, evidence, quotable, same, signs, embedding } = considered;
  const retrieval: Answer['retrieval'] = query.vector === null ? 'lexical' : 'hybrid';
  const judged = judge(signs, retrieval);
  const outcome = open ? (evidence.length > 0 ? 'related' : 'none') : judged.outcome;
  const shown = outcome === 'answered' ? quotable : outcome === 'related' ? nearestItems(evidence, same, RELATED) : [];
  const citations = cite(shown, considered);

  const total = performance.now() - started;
  const common = {
    question,
    language: options.language ?? query.language,
    citations: citations.map(({ citation }) => citation),
    period: time?.period ?? null,
    support: judged.support,
    retrieval,
    milliseconds: { embed: embedding, search: total - embedding, total },
    ...(options.explain === true && { explanation: explanationOf(considered, retrieval) }),
  };
  if (outcome === 'answered') return { ...common, outcome, sentences: quote(quotable, citations) };
  return { ...common, outcome, sentences: [] };
}

/** The nearest items to a question whether or not they answer it, each with the passage that is nearest; best first, at most twelve. */
export async function near(question: string, options: AskOptions): Promise<readonly Citation[]> {
  const considered = await consider(question, options);
  return cite(nearestItems(considered.evidence, considered.same, PASSAGES), considered).map(({ citation }) => citation);
}

/** What is known of a question before its outcome is decided: the passages, best first, their sentences weighed, those that would be
 *  quoted, and the signs of support. `items` are those of the passages, by id; `same` those of them that several issues carry, of which the
 *  evidence is left to the newest. `open` when it asks for whatever there is of a period;
 *  `embedding` are the milliseconds of the model pass. */
export type Considered = {
  readonly query: Query;
  readonly time: UnderstoodPeriod | null;
  readonly demand: Demand;
  readonly open: boolean;
  readonly passages: readonly Passage[];
  readonly evidence: readonly Evidence[];
  readonly quotable: readonly Evidence[];
  readonly items: ReadonlyMap<string, CatalogItem>;
  readonly same: SameNews;
  readonly signs: Signals;
  readonly embedding: number;
};

/** Searches passages for a question and weighs their sentences. */
export async function consider(question: string, options: AskOptions): Promise<Considered> {
  const { catalog } = options;
  const language = languageOf(question, options.language ?? 'ko');
  const time = periodOf(question, { now: options.now, timeZone: options.timeZone });
  const text = time?.rest ?? question;
  const known = catalog.aliases.in(text);
  const { query, milliseconds } = await understand(text, language, options.embedder, otherWordings(text, known));
  const demand = demandOf(question, { text, language, known });
  const open = time !== null && isOpen(demand);
  const { revision } = catalog;
  const passages = await catalog.passages(search(query, catalog, time, open));
  const vectors = await vectorsOf(passages, options.store);
  const items = new Map(passages.flatMap(({ chunk: { itemId } }) => itemOf(itemId, catalog)));
  const same = sameNewsAmong(items, catalog, time);
  const evidence = withoutEarlier(weigh(demand, passages, vectors, weightsOf(query, catalog)), same);
  const quotable = extract(evidence, demand);
  const best = evidence.find((one) => quotable.includes(one));
  const item = await catalog.itemReading(best?.passage.chunk.itemId ?? '');
  // Bulletins were exchanged meanwhile: what was searched, what was read and what is named have to fit together.
  if (catalog.revision !== revision) return consider(question, options);
  const signs = signals({ demand, language, best, chosen: quotable, item });
  return { query, time, demand, open, passages, evidence, quotable, items, same, signs, embedding: milliseconds };
}

/** Chunks for the query. An outright date keeps only what is dated in it or names it, and so does any period when nothing else is
 *  asked for; a softer period only prefers. */
function search(query: Query, catalog: Catalog, time: UnderstoodPeriod | null, open: boolean): Found[] {
  if (time === null) return catalog.retriever.search(query, { limit: PASSAGES });
  const { period, exact } = time;
  if (exact || open) return catalog.retriever.search(query, { limit: PASSAGES, only: catalog.chunksIn(period) });
  return catalog.retriever
    .search(query, { limit: 4 * PASSAGES })
    .map((found) => (catalog.isIn(found.chunk.itemId, period) ? withBonus(found) : found))
    .sort((a, b) => b.score - a.score)
    .slice(0, PASSAGES);
}

function withBonus(found: Found): Found {
  return {
    ...found,
    score: found.score + PERIOD_BONUS,
    explanation: { ...found.explanation, bonus: PERIOD_BONUS },
  };
}

/** The sentence vectors of each passage; null where the store holds other sentences by now than the catalog does. */
async function vectorsOf(
  passages: readonly Passage[],
  store: Store,
): Promise<readonly (readonly Float32Array[] | null)[]> {
  const vectors = await store.sentenceVectors(passages.map((passage) => passage.chunk.id));
  return passages.map(({ chunk }, i) => (vectors[i]?.length === chunk.sentences.length ? (vectors[i] ?? null) : null));
}

function itemOf(itemId: string, catalog: Catalog): [string, CatalogItem][] {
  const item = catalog.item(itemId);
  return item === undefined ? [] : [[itemId, item]];
}

function sameNewsAmong(items: Considered['items'], catalog: Catalog, time: UnderstoodPeriod | null): SameNews {
  const refs = [...items.values()].map(({ item, bulletin }) => ({
    item: itemRef(item),
    bulletin: bulletinRef(bulletin),
    preferred: time !== null && catalog.isIn(item.id, time.period),
  }));
  return sameNews(refs, (one, other) => catalog.shareOf(one, other));
}

function weightsOf(query: Query, catalog: Catalog): Weights {
  const { lexical, vectors } = catalog.retriever;
  const variants = [query.tokens, ...(query.variants ?? [])].map((tokens) => raritiesOf(tokens, lexical));
  const vector = query.vector === null ? null : vectors.query(query.vector, query.language);
  return {
    language: query.language,
    coverage: (readings) => Math.max(...variants.map((rarities) => coverageOf(rarities, readings))),
    similarity: (of, passage) => (vector === null ? null : vectors.similarityTo(vector, of, passage.chunk.language)),
  };
}

type Rarities = {
  readonly tokens: readonly { readonly token: string; readonly rarity: number }[];
  readonly all: number;
};

function raritiesOf(tokens: readonly string[], lexical: LexicalIndex): Rarities {
  const rarities = [...new Set(tokens)].map((token) => ({ token, rarity: lexical.rarity(token) }));
  return { tokens: rarities, all: rarities.reduce((sum, { rarity }) => sum + rarity, 0) };
}

function coverageOf({ tokens, all }: Rarities, readings: readonly Reading[]): number {
  let held = 0;
  for (const { token, rarity } of tokens) if (readings.some((one) => one.tokens.has(token))) held += rarity;
  return all === 0 ? 0 : held / all;
}

function explanationOf({ passages, items, ...rest }: Considered, retrieval: Answer['retrieval']): AnswerExplanation {
  const named = passages.flatMap((passage) => {
    const found = items.get(passage.chunk.itemId);
    if (found === undefined) return [];
    const place = placeOf(found.places, passage.chunk.lines);
    return [{ passage, item: itemRef(found.item), bulletin: bulletinRef(found.bulletin), place }];
  });
  return explain({ ...rest, passages: named, retrieval });
}

type Cited = { readonly citation: Citation; readonly chunkId: string };

/** One citation for each passage that the evidence stands in, in its order. */
function cite(evidence: readonly Evidence[], { items, same }: Considered): Cited[] {
  const chunks = new Map(evidence.map(({ passage }) => [passage.chunk.id, passage.chunk]));
  const found = [...chunks.values()].flatMap((chunk) => {
    const found = items.get(chunk.itemId);
    return found === undefined ? [] : [{ chunk, ...found }];
  });
  return found.map(({ chunk, item, bulletin, places }, i) => ({
    chunkId: chunk.id,
    citation: {
      n: i + 1,
      bulletin: bulletinRef(bulletin),
      item: itemRef(item),
      quote: chunk.text,
      lines: chunk.lines,
      place: placeOf(places, chunk.lines),
      links: linksOf(item),
      alsoIn: otherCarriers(item.id, same),
    },
  }));
}

/** The best evidence of each of the nearest items; of one that several issues carry, that of the newest. */
function nearestItems(evidence: readonly Evidence[], same: SameNews, most: number): Evidence[] {
  const best = new Map<string, Evidence>();
  for (const one of evidence) {
    const { itemId } = one.passage.chunk;
    const lead = same.get(itemId)?.lead ?? itemId;
    const held = best.get(lead);
    if (held === undefined || (itemId === lead && held.passage.chunk.itemId !== lead)) best.set(lead, one);
  }
  return [...best.values()].slice(0, most);
}

function quote(chosen: readonly Evidence[], cited: readonly Cited[]): AnswerSentence[] {
  return chosen.map(({ sentence, passage }) => ({
    text: sentence.text,
    lines: sentence.lines,
    under: sentence.under,
    columns: sentence.columns,
    cells: sentence.cells,
    citations: cited.filter(({ chunkId }) => chunkId === passage.chunk.id).map(({ citation }) => citation.n),
  }));
}
