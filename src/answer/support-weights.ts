import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by `npm run fit` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = {
  hybrid: {
    bias: -0.3,
    weights: {
      sentence: 1.9,
      passage: 0.72,
      item: 1.41,
      words: 0,
      missingName: -4.17,
      missingFigure: -1.72,
      otherYear: -1.11,
      missingKind: -3.53,
      instruction: -2.22,
      foreign: 1.32,
    },
  },
  lexical: {
    bias: 0.7,
    weights: {
      sentence: 0,
      passage: 0,
      item: 1.36,
      words: 0,
      missingName: -2.25,
      missingFigure: -1.28,
      otherYear: -1.14,
      missingKind: -2.37,
      instruction: -2.31,
      foreign: 1.58,
    },
  },
};

/** From which support on there is an answer. */
export const ANSWERED: Readonly<Record<Answer['retrieval'], number>> = {
  hybrid: 0.77,
  lexical: 0.44,
};
