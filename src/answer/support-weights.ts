import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by `npm run fit` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = {
  hybrid: {
    bias: -0.85,
    weights: {
      sentence: 3.37,
      passage: 1.34,
      item: 0.82,
      missingName: -2.06,
      missingFigure: -2.22,
      otherYear: -0.79,
      missingKind: -2.75,
      instruction: -2.12,
      foreign: 0.74,
    },
  },
  lexical: {
    bias: 0.94,
    weights: {
      sentence: 0,
      passage: 0,
      item: 1.07,
      missingName: -0.78,
      missingFigure: -2.21,
      otherYear: -1.11,
      missingKind: -1.74,
      instruction: -1.5,
      foreign: 0.47,
    },
  },
};

/** From which support on there is an answer. */
export const ANSWERED: Readonly<Record<Answer['retrieval'], number>> = {
  hybrid: 0.75,
  lexical: 0.77,
};
