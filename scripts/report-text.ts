import type { Asked } from './evaluate-answers.ts';
import type { Quality } from './evaluate-search.ts';
import type { SummaryFigures } from './evaluate-summaries.ts';
import { summaryTable } from './evaluate-summaries.ts';
import type { Question } from './questions.ts';
import { answerTables, qualityTable, searchTable, withInterval } from './report.ts';

type Results = Readonly<Record<string, ReadonlyMap<string, Quality>>>;

/** All that was measured. */
export type Measured = {
  readonly answers: Partial<Record<Question['split'], readonly Asked[]>>;
  readonly own: { readonly peers: Results; readonly rules: Results };
  readonly search: Results;
  readonly peers: Results;
  readonly rules: Results;
  readonly summaries: readonly SummaryFigures[];
};

/** The report as a Markdown file. */
export function reportOf({ answers, own, search, peers, rules, summaries }: Measured): string {
  const compared = { ...peers, ...own.peers };
  return `# Evaluation

Written by \`npm run evaluate\`. All figures are of one configuration, the one that the bot has. Shares are in %; in brackets the middle 95 % of 1,000
bootstrap samples, in which questions on one fact, one paragraph or one news article are drawn together.

## Answers

The questions of [data/eval/questions](../data/eval/questions/README.md), asked of all bulletins of their collection on the Monday behind the newest. Rules, weights and
thresholds are chosen on the development split alone.

- **right item cited first**: of the answerable questions, the first citation is of an item that answers.
- **R@k**, **MRR@10**, **nDCG@10**: the items of the 12 passages whose sentences are weighed, in their order. A question may have several right
  items, and R@k is the share of them that is there.
- **answered right**: of the answerable questions, answered, and the sentences shown hold all that the answer must hold.
- **refused**: of the answerable questions, those that got no answer. **held back**: of the unanswerable ones, those that got none, as it should be.
- **wrong among answers**: of all answers given, those that do not hold what they must, answers to unanswerable questions among them.
- **citation precision**: of the sentences shown, those that stand in an item that answers.
- **risk and coverage**: what another threshold of support would bring.
- **calibration**: whether of the questions with a support of so much, as many have an answer.

${answerTables(answers)}

## Summaries

The summaries of daily digests, one to three sentences of an item: whether they hold its main figure or event, by patterns written from the text
(\`digest.jsonl\` and \`digest-mixed.jsonl\`), beside the item's first sentences; *letters* is the mean length. The rules were written with an eye on both sets, so
that the figures tell what the rules reach rather than what other bulletins will get. The four others have items of two to four sentences, where the first
ones are most of the text. \`npm run summaries\` prints this table alone.

${summaryTable(summaries)}

## Search

Public sets through the bot's own chunking, indexes and fusion (the code of \`bulletin evaluate --beir\`); a text's best chunk counts.

- **KorQuAD v1 dev**: all questions over all paragraphs. How much a question's tokens count, 128 numbers, is fitted on which of their sentences
  answers: DESIGN.md tells what halves held out give. Typing errors: in a fifth of the words with Hangul one syllable is left out, loses its
  final consonant or gets another vowel.
- **NTREX**: find the translation of a sentence among those of all 1,997, news of 2019. The model's language means come from the same
  sentences: with means from one half and questions from the other the gain was the same, says the model's README. The space that tokens are
  compared in comes from the first 400: on the others it brings as much (DESIGN.md).

${qualityTable(search, 'bulletin-bot')}

## Other engines on the same chunks

Each with its own settings. SQLite FTS5 gets the trigrams of the question's words, any of which may match, in the order of its bm25(). Passages not
compared token by token is the bot without its last step; words and vectors alone and their reciprocal rank fusion are of its own lists. In the mixed collection the items that answer the questions are searched for.

${searchTable(compared, 'R@1', withInterval)}

${searchTable(compared, 'nDCG@10')}

## What each rule brings

The bot with one rule changed at a time, R@1. KorQuAD and NTREX are what the weights were chosen on.

${searchTable({ ...own.rules, ...rules }, 'R@1')}
`;
}
