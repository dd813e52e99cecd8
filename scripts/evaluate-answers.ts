import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../src/answer/answer.ts';
import { ask } from '../src/ask.ts';
import { withQuestions } from './question-run.ts';
import type { Question } from './questions.ts';
import { holdsAll } from './questions.ts';

// Asks all questions on the bundled bulletin, prints how the answers are, and writes docs/EVALUATION.md. Usage: npm run evaluate
// While tuning: npm run evaluate -- --dev   (the development split alone, with what went wrong; writes nothing)

const REPORT = fileURLToPath(new URL('../docs/EVALUATION.md', import.meta.url));

type Asked = { readonly question: Question; readonly answer: Answer };
type Group = { readonly name: string; readonly of: (question: Question) => boolean };

const groups: readonly Group[] = [
  { name: 'all', of: () => true },
  ...(['ko', 'en', 'zh'] as const).map((language) => ({
    name: language,
    of: (one: Question) => one.language === language,
  })),
  ...['lookup', 'paraphrase', 'number', 'date', 'name', 'list', 'table', 'comparison', 'several'].map((kind) => ({
    name: kind,
    of: (one: Question) => one.kind === kind,
  })),
  ...['nearmiss', 'offtopic', 'smalltalk', 'injection'].map((kind) => ({
    name: kind,
    of: (one: Question) => one.kind === kind,
  })),
];

await withQuestions(async (questions, options) => {
  const tuning = process.argv.includes('--dev');
  const asked: Asked[] = [];
  for (const question of questions.filter(({ split }) => split === 'dev' || !tuning))
    asked.push({ question, answer: await ask(question.question, options) });
  const splits = tuning ? (['dev'] as const) : (['dev', 'test'] as const);
  const sections = splits.map((split) =>
    table(
      split,
      asked.filter(({ question }) => question.split === split),
    ),
  );
  console.log(sections.join('\n'));
  if (tuning) return failures(asked);
  const text = `# Answers on the bundled bulletin

Written by \`npm run evaluate\` with the questions of [data/eval/questions](../data/eval/questions/README.md). Rules, weights and thresholds
are chosen on the development split alone.

- **right item**: the first citation is of an item that answers, or of the nearest one.
- **right**: answered, and the sentences shown hold all that the answer must hold.
- **refused**: an answerable question that got no answer. **held back**: an unanswerable one that got none, as it should.
- **wrong**: share of the answers given that do not hold what they must.
- **precision**: share of the sentences shown that stand in an item that answers.

${sections.join('\n')}`;
  await mkdir(dirname(REPORT), { recursive: true });
  await writeFile(REPORT, text);
});

function table(split: string, asked: readonly Asked[]): string {
  const rows = groups.flatMap((group) => {
    const own = asked.filter(({ question }) => group.of(question));
    return own.length === 0 ? [] : [`| ${[group.name, own.length, ...figures(own)].join(' | ')} |`];
  });
  const head =
    '| questions | number | right item | right | refused | held back | wrong | precision |\n|---|---|---|---|---|---|---|---|';
  return `## ${split === 'dev' ? 'Development' : 'Test'} split\n\n${head}\n${rows.join('\n')}\n`;
}

function figures(asked: readonly Asked[]): string[] {
  const answerable = asked.filter(({ question }) => question.answerable);
  const unanswerable = asked.filter(({ question }) => !question.answerable);
  const answered = asked.filter(({ answer }) => answer.outcome === 'answered');
  const sentences = answered.flatMap(({ question, answer }) =>
    answer.sentences.map((one) => ({ question, answer, one })),
  );
  const isGood = ({ question, answer, one }: (typeof sentences)[number]) =>
    question.answerable &&
    answer.citations.some(({ n, item }) => one.citations.includes(n) && question.items.some((id) => id === item.id));
  return [
    share(answerable, ({ question, answer }) => question.items.some((id) => id === answer.citations[0]?.item.id)),
    share(answerable, isRight),
    share(answerable, ({ answer }) => answer.outcome !== 'answered'),
    share(unanswerable, ({ answer }) => answer.outcome !== 'answered'),
    share(answered, (one) => !isRight(one)),
    share(sentences, isGood),
  ];
}

function isRight({ question, answer }: Asked): boolean {
  if (!question.answerable || answer.outcome !== 'answered') return false;
  return holdsAll(question.answer, answer.sentences.map((sentence) => sentence.text).join(' '));
}

function share<T>(all: readonly T[], test: (one: T) => boolean): string {
  return all.length === 0 ? '' : `${((100 * all.filter(test).length) / all.length).toFixed(0)} %`;
}

/** What to look at when tuning: development questions alone. */
function failures(asked: readonly Asked[]): void {
  for (const one of asked) {
    const { question, answer } = one;
    const isFine = question.answerable ? isRight(one) : answer.outcome !== 'answered';
    if (isFine) continue;
    console.log(
      `\n${question.id} ${question.kind} ${answer.outcome} ${answer.support.toFixed(2)} ${question.question}`,
    );
    for (const sentence of answer.sentences) console.log(`    ${sentence.text}`);
  }
}
