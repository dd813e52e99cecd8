import type { Answer, AnswerSentence, Citation } from './answer/answer.ts';
import { bulletinRef, itemRef, linksOf } from './answer/citation.ts';
import type { Evidence } from './answer/evidence.ts';
import type { AnswerExplanation } from './answer/explanation.ts';
import { explain } from './answer/explanation.ts';
import type { SameNews } from './answer/same-news.ts';
import { otherCarriers } from './answer/same-news.ts';
import { judge } from './answer/support.ts';
import { placeOf } from './bulletin/places.ts';
import type { AskOptions, Considered } from './consider.ts';
import { consider, retrievalOf } from './consider.ts';

const RELATED = 3; // nearest items shown where there is no answer

/** Answers a question from the bulletins, in verbatim sentences with citations; or names related items; or nothing. */
export async function ask(question: string, options: AskOptions): Promise<Answer> {
  const started = performance.now();
  const considered = await consider(question, options);
  const { query, time, open, evidence, quotable, same, signs, embedding } = considered;
  const retrieval = retrievalOf(query);
  const judged = judge(signs, retrieval);
  const outcome = open ? (evidence.length > 0 ? 'related' : 'none') : judged.outcome;
  const shown =
    outcome === 'answered' ? quotable : outcome === 'related' ? nearestItems(evidence, same).slice(0, RELATED) : [];
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
  return cite(nearestItems(considered.evidence, considered.same), considered).map(({ citation }) => citation);
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
function nearestItems(evidence: readonly Evidence[], same: SameNews): Evidence[] {
  const best = new Map<string, Evidence>();
  for (const one of evidence) {
    const { itemId } = one.passage.chunk;
    const lead = same.get(itemId)?.lead ?? itemId;
    const held = best.get(lead);
    if (held === undefined || (itemId === lead && held.passage.chunk.itemId !== lead)) best.set(lead, one);
  }
  return [...best.values()];
}

function quote(chosen: readonly Evidence[], cited: readonly Cited[]): AnswerSentence[] {
  return chosen.map(({ sentence, passage }) => ({
    text: sentence.text,
    lines: sentence.lines,
    under: sentence.lead === null ? sentence.under : [...sentence.under, sentence.lead],
    columns: sentence.columns,
    cells: sentence.cells,
    citations: cited.filter(({ chunkId }) => chunkId === passage.chunk.id).map(({ citation }) => citation.n),
  }));
}
