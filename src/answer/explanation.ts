import type { Language, Lines } from '../bulletin/bulletin.ts';
import type { Place } from '../bulletin/places.ts';
import type { Passage, Query } from '../retrieval/passage.ts';
import type { Answer, BulletinRef, ItemRef, Period } from './answer.ts';
import type { Demand } from './demand.ts';
import { aliasesIn } from './names.ts';
import type { UnderstoodPeriod } from './period.ts';
import type { Signals, SupportExplanation } from './support.ts';
import { explainSupport } from './support.ts';

/** How an answer came about, to be read by whoever wonders why. */
export type AnswerExplanation = {
  readonly query: QueryExplanation;
  /** The passages whose sentences were weighed, best first. */
  readonly passages: readonly PassageExplanation[];
  readonly support: SupportExplanation;
};

/** The question as it was understood. `text` and `tokens` are what is searched: without the words for a period, which `exact` makes a filter
 *  and else a preference. `names` are the well-known names as they are written and as they are compared in all languages; `kind` is the
 *  kind of value asked for, or null; `list` whether several things are asked for; `instruction` whether it tells the program what to do. */
export type QueryExplanation = {
  readonly text: string;
  /** The questions that it was taken apart into; empty when it was searched as a whole. */
  readonly parts: readonly string[];
  readonly language: Language;
  readonly period: (Period & { readonly exact: boolean }) | null;
  readonly tokens: readonly string[];
  readonly names: readonly { readonly written: string; readonly name: string }[];
  /** Tokens with what they may be in other scripts, by sound or meaning: tokens that have to be there together. */
  readonly alikes: readonly { readonly token: string; readonly alikes: readonly (readonly string[])[] }[];
  readonly figures: readonly string[];
  readonly codes: readonly string[];
  readonly words: readonly string[];
  readonly kind: string | null;
  readonly list: boolean;
  readonly instruction: boolean;
};

/** Why a passage was found: score = words.weight * words.scaled + vectors.weight * vectors.scaled + bonus - interaction.lost. Ranks count from 1 and are null
 *  where a list does not have the passage; `words.score` is BM25, `words.coverage` the share of the question that it holds (0..1, by
 *  rarity), `vectors.cosine` after subtracting language means. `gate` tells how far words count for this question (0..1), `bonus` what a
 *  period that was named softly adds, `interaction.cosine` how near the passage comes to the question token by token, or null where it was not
 *  compared so, and `lost` what that took from the score. */
export type PassageExplanation = {
  readonly chunk: string;
  readonly item: ItemRef;
  readonly bulletin: BulletinRef;
  readonly lines: Lines;
  readonly place: Place | null;
  readonly score: number;
  readonly words: {
    readonly rank: number | null;
    readonly score: number;
    readonly coverage: number;
    readonly scaled: number;
    readonly weight: number;
  };
  readonly vectors: {
    readonly rank: number | null;
    readonly cosine: number | null;
    readonly scaled: number;
    readonly weight: number;
  };
  readonly gate: number;
  readonly bonus: number;
  readonly interaction: { readonly cosine: number | null; readonly lost: number };
};

/** What an answer was found by. */
export type Found = {
  readonly query: Query;
  readonly parts: readonly string[];
  readonly time: UnderstoodPeriod | null;
  readonly demand: Demand;
  readonly passages: readonly {
    readonly passage: Passage;
    readonly item: ItemRef;
    readonly bulletin: BulletinRef;
    readonly place: Place | null;
  }[];
  readonly signs: Signals;
  readonly retrieval: Answer['retrieval'];
};

/** Explains an answer. */
export function explain({ query, parts, time, demand, passages, signs, retrieval }: Found): AnswerExplanation {
  return {
    query: { ...explainQuery(query, time, demand), parts },
    passages: passages.map(explainPassage),
    support: explainSupport(signs, retrieval),
  };
}

function explainQuery(
  { text, language, tokens, alikes = new Map() }: Query,
  time: UnderstoodPeriod | null,
  demand: Demand,
) {
  const { figures, codes, kind, list, instruction } = demand;
  const period = time === null ? null : { ...time.period, exact: time.exact };
  const words = demand.words.map(wordOf);
  const others = [...alikes].map(([token, alikes]) => ({ token, alikes }));
  return {
    text,
    language,
    period,
    tokens,
    names: aliasesIn(text),
    alikes: others,
    figures,
    codes,
    words,
    kind,
    list,
    instruction,
  };
}

/** A word from the tokens that it is searched by: ['연구', '구원'] is 연구원. */
function wordOf(tokens: readonly string[]): string {
  return tokens.map((token, i) => (i === 0 ? token : ([...token].at(-1) ?? ''))).join('');
}

function explainPassage({ passage, item, bulletin, place }: Found['passages'][number]): PassageExplanation {
  const { chunk, score, explanation } = passage;
  const { wordWeight, vectorWeight, gate, bonus, interaction, lost } = explanation;
  return {
    chunk: chunk.id,
    item,
    bulletin,
    lines: chunk.lines,
    place,
    score,
    words: {
      rank: explanation.wordRank,
      score: explanation.bm25,
      coverage: explanation.coverage,
      scaled: explanation.words,
      weight: wordWeight,
    },
    vectors: {
      rank: explanation.vectorRank,
      cosine: explanation.similarity,
      scaled: explanation.vector,
      weight: vectorWeight,
    },
    gate,
    bonus,
    interaction: { cosine: interaction, lost },
  };
}
