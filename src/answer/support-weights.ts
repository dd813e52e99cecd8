import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by `npm run fit` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = {
  hybrid: {
    bias: -0.48,
    weights: {
      sentence: 2.99,
      passage: 1.32,
      item: 0.23,
      missingName: -3.2,
      missingFigure: -3.79,
      otherYear: -0.77,
      missingKind: -2.61,
      instruction: -2.04,
      foreign: 0.39,
    },
  },
  lexical: {
    bias: 1.04,
    weights: {
      sentence: 0,
      passage: 0,
      item: 0.95,
      missingName: -1.16,
      missingFigure: -2.58,
      otherYear: -0.96,
      missingKind: -2.13,
      instruction: -1.42,
      foreign: 0.27,
    },
  },
};

/** From which support on there is an answer. */
export const ANSWERED: Readonly<Record<Answer['retrieval'], number>> = {
  hybrid: 0.75,
  lexical: 0.77,
};
