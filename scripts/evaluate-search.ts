import type { BeirText } from '../src/beir.ts';
import type { RetrievableChunk } from '../src/evaluate.ts';
import { embedQuestion, embedTexts } from '../src/evaluate.ts';
import type { Relevant } from '../src/measures.ts';
import { ndcg, recall, reciprocalRank } from '../src/measures.ts';
import type { Query } from '../src/retrieval/passage.ts';
import type { Estimate, Observation } from './metrics.ts';
import { estimate } from './metrics.ts';
import type { PublicSet } from './public-sets.ts';
import type { Collection, Model } from './question-run.ts';
import type { Question } from './questions.ts';
import type { System } from './search-systems.ts';

/** What is searched, and what for. */
export type SearchSet = {
  readonly chunks: readonly RetrievableChunk[];
  readonly queries: readonly { readonly query: Query; readonly relevant: Relevant; readonly unit: string }[];
};

/** Quality of a system on a set, each 0..1, higher is better. */
export type Quality = Readonly<Record<'R@1' | 'R@5' | 'MRR@10' | 'nDCG@10', Estimate>>;

/** Cuts and embeds a set as the bot does with bulletins and questions. */
export async function embedSet({ texts, queries }: PublicSet, model: Model): Promise<SearchSet> {
  const chunks = await embedChunks(texts, model);
  return { chunks, queries: await embedQueries(queries, model) };
}

/** The chunks of texts with their vectors. */
export function embedChunks(texts: readonly BeirText[], { embedder }: Model): Promise<RetrievableChunk[]> {
  return embedTexts(texts, embedder);
}

/** The queries of a set in the form that is searched. */
export async function embedQueries(queries: PublicSet['queries'], { embedder }: Model): Promise<SearchSet['queries']> {
  const embedded: SearchSet['queries'][number][] = [];
  for (const { text, relevant, unit } of queries) {
    embedded.push({ query: await embedQuestion(text, embedder), relevant, unit });
  }
  return embedded;
}

/** The answerable questions of a collection as a search for their items. */
export async function ownSet(
  { questions, chunks }: Collection,
  split: Question['split'],
  model: Model,
): Promise<SearchSet> {
  const asked = questions.filter((one) => one.answerable && one.split === split);
  const queries = asked.map(({ id, question, items, fact }) => ({
    id,
    text: question,
    relevant: new Map(items.map((item) => [item, 1])),
    unit: fact,
  }));
  return { chunks, queries: await embedQueries(queries, model) };
}

/** How well each system searches a set, by its name. */
export async function qualityOf(
  systems: readonly System[],
  { queries }: SearchSet,
): Promise<ReadonlyMap<string, Quality>> {
  const rankings = systems.map(() => [] as (readonly string[])[]);
  for (const { query } of queries) {
    for (const [i, system] of systems.entries()) rankings[i]?.push(await system.rank(query));
  }
  return new Map(systems.map(({ name }, i) => [name, measured(queries, rankings[i] ?? [])]));
}

function measured(queries: SearchSet['queries'], rankings: readonly (readonly string[])[]): Quality {
  const of = (measure: (relevant: Relevant, ids: readonly string[]) => number): Estimate => {
    const observations: Observation[] = queries.map(({ relevant, unit }, i) => ({
      unit,
      value: measure(relevant, rankings[i] ?? []),
    }));
    return estimate(observations) ?? { mean: 0, low: 0, high: 0, count: 0 };
  };
  return {
    'R@1': of((relevant, ids) => recall(relevant, ids, 1)),
    'R@5': of((relevant, ids) => recall(relevant, ids, 5)),
    'MRR@10': of((relevant, ids) => reciprocalRank(relevant, ids, 10)),
    'nDCG@10': of((relevant, ids) => ndcg(relevant, ids, 10)),
  };
}
