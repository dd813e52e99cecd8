import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by `npm run fit` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = {
  hybrid: {
    bias: -0.36,
    weights: {
      sentence: 1.97,
      passage: 1,
      item: 1.44,
      missingName: -4.21,
      missingFigure: -1.76,
      otherYear: -1.15,
      missingKind: -3.77,
      instruction: -2.22,
      foreign: 1.27,
    },
  },
  lexical: {
    bias: 0.71,
    weights: {
      sentence: 0,
      passage: 0,
      item: 1.44,
      missingName: -2.29,
      missingFigure: -1.31,
      otherYear: -1.17,
      missingKind: -2.57,
      instruction: -2.33,
      foreign: 1.62,
    },
  },
};

/** From which support on there is an answer. */
export const ANSWERED: Readonly<Record<Answer['retrieval'], number>> = {
  hybrid: 0.79,
  lexical: 0.44,
};
