import { otherWordings } from './answer/alias-book.ts';
import type { Answer, Period } from './answer/answer.ts';
import { bulletinRef, itemRef } from './answer/citation.ts';
import { closest } from './answer/closest.ts';
import type { Demand } from './answer/demand.ts';
import { demandOf, figuresDemanded, isOpen } from './answer/demand.ts';
import type { Evidence, Weights } from './answer/evidence.ts';
import { weigh } from './answer/evidence.ts';
import { extract, MOST } from './answer/extract.ts';
import { formsIn } from './answer/names.ts';
import { yearSought } from './answer/other-year.ts';
import { waysApart } from './answer/parts.ts';
import type { UnderstoodPeriod } from './answer/period.ts';
import { periodOf } from './answer/period.ts';
import type { Reading } from './answer/reading.ts';
import type { SameNews } from './answer/same-news.ts';
import { sameNews, withoutEarlier } from './answer/same-news.ts';
import type { Signals } from './answer/support.ts';
import { judge, signals } from './answer/support.ts';
import type { Language } from './bulletin/bulletin.ts';
import { languageOf } from './bulletin/language.ts';
import type { Catalog, CatalogItem } from './catalog.ts';
import type { Alikes } from './retrieval/alikes.ts';
import { holdsAlike } from './retrieval/alikes.ts';
import { searchText } from './retrieval/chunk.ts';
import type { Embedder } from './retrieval/embedder.ts';
import type { LexicalIndex } from './retrieval/lexical-index.ts';
import type { Found, Passage, Query } from './retrieval/passage.ts';
import { rerankPassages } from './retrieval/rerank.ts';
import { understand } from './retrieval/understand.ts';
import type { Store } from './store/store.ts';

const PASSAGES = 12; // whose sentences are weighed
const APART = 1; // how much more a part's best sentence scores than one of another part's item: e times as likely the answer
const PERIOD_BONUS = 0.15; // for an item of a period that was named softly; scores run from 0 to 1

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

/** What is known of a question before its outcome is decided: the passages, best first, their sentences weighed, those that would be
 *  quoted, and the signs of support. `items` are those of the passages, by id; `same` those of them that several issues carry, of which the
 *  evidence is left to the newest. `open` when it asks for whatever there is of a period;
 *  `embedding` are the milliseconds of the model passes. */
export type Considered = {
  readonly query: Query;
  /** The questions that it was taken apart into; empty when it was considered as a whole. */
  readonly parts: readonly string[];
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

/** Searches passages for a question and weighs their sentences. A question that asks for several things which different items answer is
 *  considered part by part. */
export async function consider(question: string, options: AskOptions): Promise<Considered> {
  const whole = await considerAlone(question, options);
  if (whole.time?.exact || whole.open || whole.demand.instruction) return whole; // a part would lose it
  const language = options.language ?? whole.query.language;
  const known = new Map<string, Considered>(); // ways may have parts in common
  for (const parts of waysApart(question)) {
    const considered: Considered[] = [];
    for (const part of parts) {
      const one = known.get(part) ?? (await considerAlone(part, { ...options, language }));
      known.set(part, one);
      if (judgementOf(one).outcome !== 'answered') break; // the others need not be asked
      considered.push(one);
    }
    if (considered.length === parts.length && areApart(considered)) return together(whole, considered);
  }
  return whole;
}

/** Whether each part is answered by an item of its own: one that suits the others less. */
function areApart(parts: readonly Considered[]): boolean {
  const bests = parts.map(({ evidence, quotable }) => bestOf(evidence, quotable));
  const ids = bests.map((best) => best?.passage.chunk.itemId);
  if (new Set(ids).size < parts.length) return false;
  return parts.every((part, i) => {
    const elsewhere = part.evidence.find(
      ({ passage }) => passage.chunk.itemId !== ids[i] && ids.includes(passage.chunk.itemId),
    );
    const apart = (bests[i]?.score ?? 0) - (elsewhere?.score ?? Number.NEGATIVE_INFINITY);
    return apart >= APART;
  });
}

/** The parts of a question as one: the best sentences of each, as sure as of the part that is least sure. */
function together(whole: Considered, parts: readonly Considered[]): Considered {
  const room = Math.floor(MOST / parts.length);
  const quotable = parts.flatMap((part) => {
    const best = part.quotable.toSorted((a, b) => b.score - a.score).slice(0, room);
    return part.quotable.filter((one) => best.includes(one));
  });
  const passages = [...quotable.map(({ passage }) => passage), ...whole.passages];
  const all = [whole, ...parts];
  const { signs } = parts.toSorted((a, b) => judgementOf(a).support - judgementOf(b).support)[0] ?? whole;
  return {
    ...whole,
    parts: parts.map(({ query }) => query.text),
    passages: passages.filter(({ chunk }, i) => passages.findIndex((other) => other.chunk.id === chunk.id) === i),
    quotable,
    items: new Map(all.flatMap(({ items }) => [...items])),
    same: new Map(all.flatMap(({ same }) => [...same])),
    signs,
    embedding: all.reduce((sum, { embedding }) => sum + embedding, 0),
  };
}

function judgementOf({ query, signs }: Considered) {
  return judge(signs, retrievalOf(query));
}

/** The best of the sentences that would be quoted. */
function bestOf(evidence: readonly Evidence[], quotable: readonly Evidence[]): Evidence | undefined {
  return evidence.find((one) => quotable.includes(one));
}

/** How a query was searched. */
export function retrievalOf({ vector }: Query): Answer['retrieval'] {
  return vector === null ? 'lexical' : 'hybrid';
}

async function considerAlone(question: string, options: AskOptions): Promise<Considered> {
  const { catalog, embedder } = options;
  const language = languageOf(question, options.language ?? 'ko');
  const time = periodOf(question, { now: options.now, timeZone: options.timeZone });
  const text = time?.rest ?? question;
  const known = catalog.aliases.in(text);
  const understood = await understand(text, language, embedder, otherWordings(text, [...known, ...formsIn(text)]));
  const demand = demandOf(question, { text, language, known });
  const open = time !== null && isOpen(demand);
  const { revision } = catalog;
  const query = catalog.retriever.withAlikes(understood.query);
  const found = await catalog.passages(search(query, catalog, time, open));
  const reranked = await timed(rerankPassages(found, query, embedder, ({ chunk }) => searchText(chunk)));
  const passages = reranked.value;
  const vectors = await vectorsOf(passages, options.store);
  const items = new Map(passages.flatMap(({ chunk: { itemId } }) => itemOf(itemId, catalog)));
  const same = sameNewsAmong(items, catalog, time);
  const weighed = weigh(demand, passages, vectors, weightsOf(query, catalog));
  const ordered = await timed(closest(weighed, query, embedder));
  const evidence = withoutEarlier(ordered.value, same);
  const quotable = extract(evidence, demand);
  const best = bestOf(evidence, quotable);
  const bestId = best?.passage.chunk.itemId ?? '';
  const item = await catalog.itemReading(bestId);
  // Bulletins were exchanged meanwhile: what was searched, what was read and what is named have to fit together.
  if (catalog.revision !== revision) return considerAlone(question, options);
  const isElsewhen = time !== null && !catalog.isIn(bestId, time.period);
  const publishedOn = items.get(bestId)?.bulletin.publishedOn ?? null;
  const figures = isElsewhen ? figuresElsewhen(question, time.period, { item, publishedOn }) : demand.figures;
  const signs = signals({
    demand: { ...demand, figures },
    language,
    best,
    chosen: quotable,
    item,
    alikes: query.alikes,
  });
  return {
    query,
    parts: [],
    time,
    demand,
    open,
    passages,
    evidence,
    quotable,
    items,
    same,
    signs,
    embedding: understood.milliseconds + reranked.milliseconds + ordered.milliseconds,
  };
}

/** The figures that an item of another time has to hold: those of the question with the years that its period names, be it as last year. */
function figuresElsewhen(question: string, period: Period, from: Parameters<typeof yearSought>[1]): readonly string[] {
  const year = yearSought(period, from);
  return [...new Set([...figuresDemanded(question), ...(year === null ? [] : [year])])];
}

/** What a wait brought, and how long it was. */
async function timed<T>(waiting: Promise<T>): Promise<{ readonly value: T; readonly milliseconds: number }> {
  const started = performance.now();
  const value = await waiting;
  return { value, milliseconds: performance.now() - started };
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
    coverage: (readings) => Math.max(...variants.map((rarities) => coverageOf(rarities, query.alikes, readings))),
    section: ({ chunk }) => catalog.sectionOf(chunk.itemId),
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

function coverageOf({ tokens, all }: Rarities, alikes: Alikes | undefined, readings: readonly Reading[]): number {
  const holds = ({ tokens }: Reading, token: string) => holdsAlike(tokens, token, alikes);
  let held = 0;
  for (const { token, rarity } of tokens) if (readings.some((one) => holds(one, token))) held += rarity;
  return all === 0 ? 0 : held / all;
}
