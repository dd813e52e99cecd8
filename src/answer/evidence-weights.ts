import type { Answer } from './answer.ts';
import type { Features } from './evidence.ts';

// Written by `npm run fit:sentences` from the development questions of data/eval/questions: change the script, not the figures.

/** How much each feature of a sentence counts, for each way of searching. */
export const EVIDENCE: Readonly<Record<Answer['retrieval'], Features>> = {
  hybrid: {
    own: 3.88,
    passage: 6.31,
    similarity: 8.19,
    squared: 7.9,
    foreign: 1.37,
    foreignSimilarity: 7.58,
    asked: 2.59,
    named: 1.23,
    figured: 0.69,
    otherYear: -1.71,
    caption: -0.92,
    origin: -1.06,
    extreme: 3.55,
  },
  lexical: {
    own: 7.4,
    passage: 4.66,
    similarity: 0,
    squared: 0,
    foreign: 1.66,
    foreignSimilarity: 0,
    asked: 3.4,
    named: 3.54,
    figured: 0.2,
    otherYear: -0.99,
    caption: -1.5,
    origin: -1.05,
    extreme: 4.35,
  },
};
