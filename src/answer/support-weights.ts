import type { Answer } from './answer.ts';
import type { SupportModel } from './support.ts';

// Written by `npm run fit` from the development questions of data/eval/questions: change the script, not the figures.

/** The model of support for each way of searching. */
export const MODELS: Readonly<Record<Answer['retrieval'], SupportModel>> = {
  hybrid: {
    bias: -0.38,
    weights: {
      sentence: 3.21,
      passage: 1.28,
      item: 0.36,
      missingName: -2.58,
      missingFigure: -2.55,
      otherYear: -0.69,
      missingKind: -3.26,
      instruction: -2.09,
      foreign: 0.24,
    },
  },
  lexical: {
    bias: 1.08,
    weights: {
      sentence: 0,
      passage: 0,
      item: 0.88,
      missingName: -1.05,
      missingFigure: -2.61,
      otherYear: -0.93,
      missingKind: -1.94,
      instruction: -1.49,
      foreign: 0.4,
    },
  },
};

/** From which support on there is an answer. */
export const ANSWERED: Readonly<Record<Answer['retrieval'], number>> = {
  hybrid: 0.74,
  lexical: 0.78,
};
