import type { Answer } from './answer.ts';
import type { Features } from './evidence.ts';

// Written by `npm run fit:sentences` from the development questions of data/eval/questions: change the script, not the figures.

/** How much each feature of a sentence counts, for each way of searching. */
export const EVIDENCE: Readonly<Record<Answer['retrieval'], Features>> = {
  hybrid: {
    own: 4.06,
    passage: 6.36,
    similarity: 8.05,
    squared: 7.75,
    foreign: 1.47,
    foreignSimilarity: 7.55,
    asked: 2.94,
    named: 1.39,
    figured: 0.48,
    otherYear: -1.75,
    caption: -0.73,
    origin: -1,
    extreme: 2.99,
  },
  lexical: {
    own: 7.36,
    passage: 4.55,
    similarity: 0,
    squared: 0,
    foreign: 1.4,
    foreignSimilarity: 0,
    asked: 4.07,
    named: 3.69,
    figured: 0.33,
    otherYear: -0.98,
    caption: -1.41,
    origin: -1.03,
    extreme: 2.96,
  },
};
