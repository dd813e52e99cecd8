import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by `npm run fit` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = {
  hybrid: {
    bias: -0.2,
    weights: {
      sentence: 1.8,
      passage: 0.71,
      item: 1.21,
      words: 0.14,
      missingName: -4.16,
      missingFigure: -1.7,
      otherYear: -1.09,
      missingKind: -3.54,
      instruction: -2.24,
      foreign: 1.26,
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
