import type { Answer } from './answer.ts';
import type { Features } from './evidence.ts';

// Written by `npm run fit:sentences` from the development questions of data/eval/questions: change the script, not the figures.

/** How much each feature of a sentence counts, for each way of searching. */
export const EVIDENCE: Readonly<Record<Answer['retrieval'], Features>> = {
  hybrid: {
    own: 3.81,
    passage: 6.28,
    similarity: 8.18,
    squared: 7.87,
    foreign: 1.4,
    foreignSimilarity: 7.64,
    asked: 2.58,
    named: 1.23,
    figured: 0.67,
    otherYear: -1.72,
    caption: -0.92,
    origin: -1.06,
  },
  lexical: {
    own: 7.39,
    passage: 4.65,
    similarity: 0,
    squared: 0,
    foreign: 1.66,
    foreignSimilarity: 0,
    asked: 3.36,
    named: 3.55,
    figured: 0.14,
    otherYear: -1.01,
    caption: -1.5,
    origin: -1.05,
  },
};
