import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by `npm run fit` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = {
  hybrid: {
    bias: -0.61,
    weights: {
      sentence: 3.2,
      passage: 1.01,
      item: 0.46,
      missingName: -2.21,
      missingFigure: -2.77,
      otherYear: -1.14,
      missingKind: -2.25,
      instruction: -2.08,
      foreign: 0.59,
    },
  },
  lexical: {
    bias: 0.92,
    weights: {
      sentence: 0,
      passage: 0,
      item: 1.12,
      missingName: -0.86,
      missingFigure: -1.89,
      otherYear: -1.26,
      missingKind: -1.81,
      instruction: -1.5,
      foreign: 0.39,
    },
  },
};

/** From which support on there is an answer. */
export const ANSWERED: Readonly<Record<Answer['retrieval'], number>> = {
  hybrid: 0.76,
  lexical: 0.77,
};
