import type { Demand } from './demand.ts';
import type { Evidence } from './evidence.ts';

/** Sentences that an answer quotes at most: what a reader takes in at once. */
export const MOST = 4;

/** Entries of a list that are quoted in whole. */
const MOST_ENTRIES = 8;

/** How much less than the best a sentence may score and still be shown: of the best one's item, e^3.5 = 33 times less often the answer; of
 *  a list, whose members differ more in their words, and the row at the end of a scale that is asked for; of another item, and of one that
 *  may hold members of a list (which cities …); the best sentence of an item where items are asked for; the one its passage begins with; and
 *  an entry whose list is then shown in whole, where a list is asked for.
 *  Of 831 development questions, with scores cross-validated by fact, the 2.7 sentences shown hold the answer for 84.4 %, and 87 % of them
 *  are of the right items; with 2.5 instead of 3.5 for 1.0 % less and 0.3 sentences fewer, with 5 for 0.3 % more and 0.4 more; with other
 *  items from 1.5 on for 0.6 % more, but 1.3 % less are of the right ones. */
const NEAR = { sameItem: 3.5, list: 4, otherItem: 1, otherOfList: 2, items: 4, introduction: 4, entry: 1.5 } as const;

/** Openings that point back to what was said before. */
const POINTS_BACK =
  /^(?:이는|이를|이에|이로|이와|이런|이러한|이\s?중|이들|그는|그녀|그들|그\s|해당|동\s|위\s|당시|同[年月日期]|该|此|其|这|它|他|她|it|its|this|these|those|they|their|he|she|his|her)(?![\p{Script=Latin}])/iu;

/** Behind a word: a note further down. */
const STAR = /[^\s*]\*(?!\*)/u;

/** The sentences to quote, at most four unless they are a list: the best, and others that score nearly as well, of its item first, in the
 *  order of the bulletin; where items are asked for, the best sentence of each first. Before one that points back ("이는 …") comes what it
 *  points to; a sentence of the same wording is shown once. Expects the evidence best first; empty when there is none. */
export function extract(evidence: readonly Evidence[], demand: Demand): Evidence[] {
  const distinct = evidence.filter((one, i) => evidence.findIndex((other) => isSame(one, other)) === i);
  const chosen: Evidence[] = [];
  for (const candidate of [...(demand.items ? bestOfItems(distinct) : []), ...near(distinct, demand)]) {
    const along = [pointedTo(candidate, distinct), candidate, noteOf(candidate, distinct)].filter(
      (one) => one !== undefined,
    );
    for (const one of chosen.length + along.length <= MOST ? along : [candidate]) {
      if (chosen.length < MOST && !chosen.includes(one)) chosen.push(one);
    }
  }
  return inReadingOrder(demand.items ? chosen : wholeList(chosen, distinct, demand));
}

function isSame(one: Evidence, other: Evidence): boolean {
  return one.sentence.text === other.sentence.text;
}

/** One sentence of each item, by the order of the items' best ones. */
function bestOfItems(evidence: readonly Evidence[]): Evidence[] {
  const items = new Set<string>();
  const best = evidence.filter(({ passage, score }) => {
    const { itemId } = passage.chunk;
    const isFirst = !items.has(itemId);
    items.add(itemId);
    return isFirst && score >= (evidence[0]?.score ?? 0) - NEAR.items;
  });
  return best.map((one) => introduction(one, evidence));
}

/** The sentence that says what the passage is about: news begin with it. Where it is much less near to the question, the one that is near. */
function introduction(best: Evidence, evidence: readonly Evidence[]): Evidence {
  const body = evidence
    .filter(({ passage, sentence: { kind } }) => passage === best.passage && (kind === 'sentence' || kind === 'bullet'))
    .sort((a, b) => a.index - b.index);
  const [first] = body;
  return first !== undefined && first.score >= best.score - NEAR.introduction ? first : best;
}

function near(evidence: readonly Evidence[], { list }: Demand): Evidence[] {
  const [best] = evidence;
  if (best === undefined) return [];
  return evidence.filter(({ passage, score, extreme }) => {
    const sameItem = list || extreme ? NEAR.list : NEAR.sameItem;
    const otherItem = list ? NEAR.otherOfList : NEAR.otherItem;
    const margin = passage.chunk.itemId === best.passage.chunk.itemId ? sameItem : otherItem;
    return score >= best.score - margin;
  });
}

/** The sentence before one that points back, in the same passage. */
function pointedTo(one: Evidence, evidence: readonly Evidence[]): Evidence | undefined {
  return POINTS_BACK.test(one.sentence.text.normalize('NFKC')) ? neighbour(one, -1, evidence) : undefined;
}

/** The note that a star in a sentence points to: what follows it. */
function noteOf(one: Evidence, evidence: readonly Evidence[]): Evidence | undefined {
  const next = STAR.test(one.sentence.text) ? neighbour(one, 1, evidence) : undefined;
  return next?.sentence.kind === 'note' ? next : undefined;
}

/** The sentence so many places further on in the same passage. */
function neighbour({ passage, index }: Evidence, by: number, evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.find((other) => other.passage === passage && other.index === index + by);
}

/** What was chosen with the list that it is mostly of, or that a sentence leads into, in whole. A sentence that leads into a list says
 *  nothing without it: what stands below it does. */
function wholeList(chosen: readonly Evidence[], evidence: readonly Evidence[], { list }: Demand): readonly Evidence[] {
  const ranked = chosen.toSorted((a, b) => b.score - a.score);
  const isClose = ({ score }: Evidence) => score >= (ranked[0]?.score ?? 0) - NEAR.entry;
  for (const [i, one] of ranked.entries()) {
    const behind = entriesBehind(one, evidence);
    const entries = behind.length > 0 ? behind : fellowsOf(one, evidence);
    const shown = entries.filter((entry) => chosen.includes(entry)).length;
    const leads = one.sentence.lead !== null;
    const isHalf = 2 * shown > chosen.length;
    const isMostly = list ? isHalf || (leads && isClose(one)) : leads && (i === 0 ? shown > 1 : isHalf);
    const leadsIn = behind.length > 0 && (list || i === 0);
    const most = behind.length > 0 || leads ? MOST_ENTRIES : MOST;
    if (!(leadsIn || isMostly) || entries.length > most) continue;
    const before = ranked.slice(0, i).filter((other) => !entries.includes(other));
    return [...before.slice(0, Math.max(1, MOST - entries.length)), ...entries];
  }
  const rest = chosen.filter((one) => entriesBehind(one, evidence).length === 0);
  return rest.length > 0 ? rest : chosen;
}

/** The entries of the list that a sentence leads into. */
function entriesBehind({ sentence: { text }, passage }: Evidence, evidence: readonly Evidence[]): Evidence[] {
  const { itemId } = passage.chunk;
  return evidence.filter((other) => other.sentence.lead === text && other.passage.chunk.itemId === itemId);
}

/** The entries of the list that a sentence is an entry of. */
function fellowsOf(one: Evidence, evidence: readonly Evidence[]): Evidence[] {
  const list = listOf(one);
  return list === null ? [] : evidence.filter((other) => listOf(other) === list);
}

/** What tells the lists of an item apart: the table of a row, what leads into an entry and the headings above it; null for what is in no
 *  list. */
function listOf({ sentence: { kind, columns, under, lead }, passage }: Evidence): string | null {
  const above = kind === 'row' ? columns : kind === 'bullet' ? [...under, ...(lead === null ? [] : [lead])] : [];
  return above.length === 0 ? null : [passage.chunk.itemId, kind, ...above].join('\n');
}

/** Items in the order of their best sentence; within an item by place. */
function inReadingOrder(chosen: readonly Evidence[]): Evidence[] {
  const items = [...new Set(chosen.toSorted((a, b) => b.score - a.score).map((one) => one.passage.chunk.itemId))];
  return chosen.toSorted(
    (a, b) =>
      items.indexOf(a.passage.chunk.itemId) - items.indexOf(b.passage.chunk.itemId) ||
      a.passage.chunk.ordinal - b.passage.chunk.ordinal ||
      a.index - b.index,
  );
}
