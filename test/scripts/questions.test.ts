import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { holdsAll, readDigestExpectations, readQuestions } from '../../scripts/questions.ts';

const data = (path: string) => fileURLToPath(new URL(`../../data/${path}`, import.meta.url));
const bulletin = await readFile(data('bulletins/kostec-2024-08-02.md'), 'utf8');
const questions = await readQuestions(data('eval/questions/kostec-2024-08-02.jsonl'));
const digest = await readDigestExpectations(data('eval/questions/digest.jsonl'));
const texts = textsOfItems('kostec-2024-08-02', bulletin);

test('readQuestions finds enough questions of either sort, in three languages', () => {
  const count = (keep: (question: (typeof questions)[number]) => boolean) => questions.filter(keep).length;
  expect(count(({ answerable }) => answerable)).toBeGreaterThanOrEqual(140);
  expect(count(({ answerable }) => !answerable)).toBeGreaterThanOrEqual(70);
  expect(count(({ kind }) => kind === 'nearmiss')).toBeGreaterThanOrEqual(45);
  for (const language of ['ko', 'en', 'zh']) {
    expect(count((question) => question.answerable && question.language === language)).toBeGreaterThanOrEqual(25);
    expect(count((question) => !question.answerable && question.language === language)).toBeGreaterThanOrEqual(10);
  }
});

test('questions and their ids are unique', () => {
  expect(repeated(questions.map(({ id }) => id))).toEqual([]);
  expect(repeated(questions.map(({ question }) => lettersOf(question)))).toEqual([]);
});

test('questions ask about every item of the bulletin in both splits', () => {
  for (const split of ['dev', 'test']) {
    const asked = questions.filter((question) => question.answerable && question.split === split);
    expect(new Set(asked.flatMap(({ items }) => items))).toEqual(new Set(texts.keys()));
  }
});

test('questions of the two splits ask for different facts', () => {
  const splitOfFact = new Map<string, string>();
  const splitOfAnswer = new Map<string, string>();
  for (const { id, fact, split, items, answer } of questions) {
    expect(split, `${id}: fact ${fact}`).toBe(splitOfFact.get(fact) ?? split);
    splitOfFact.set(fact, split);
    if (answer.length === 0) continue;
    for (const item of items) {
      const expected = `${item} ${[...answer].sort().join(' ')}`;
      expect(split, `${id}: ${expected}`).toBe(splitOfAnswer.get(expected) ?? split);
      splitOfAnswer.set(expected, split);
    }
  }
});

test('questions of every kind and language stand half in either split', () => {
  for (const key of ['kind', 'language'] as const) {
    for (const value of new Set(questions.map((question) => question[key]))) {
      const inDev = questions
        .filter((question) => question[key] === value)
        .map(({ split }) => (split === 'dev' ? 1 : -1));
      expect(Math.abs(inDev.reduce<number>((sum, one) => sum + one, 0)), value).toBeLessThanOrEqual(2);
    }
  }
});

test.each(questions.filter(({ answerable }) => answerable))(
  'question $id is answered by the lines of its items: $question',
  ({ items, answer }) => {
    expect(answer.filter((pattern) => !items.some((item) => holdsAll([pattern], textOf(item))))).toEqual([]);
    expect(items.filter((item) => !answer.some((pattern) => holdsAll([pattern], textOf(item))))).toEqual([]);
  },
);

test.each(questions.flatMap((question) => (question.kind === 'nearmiss' ? [question] : [])))(
  'question $id asks for what its nearest items do not hold: $question',
  ({ items, absent }) => {
    expect(items.flatMap((item) => absent.filter((pattern) => holdsAll([pattern], textOf(item))))).toEqual([]);
  },
);

test('digest expectations name every item once and hold in its lines', () => {
  expect(digest.map(({ item }) => item)).toEqual([...texts.keys()]);
  for (const { item, patterns } of digest) expect(holdsAll(patterns, textOf(item)), item).toBe(true);
});

test('holdsAll asks for every pattern, across line breaks and whatever the case', () => {
  expect(holdsAll(['nature\\s?astronomy', '41\\s?%'], '논문은 Nature\n  Astronomy지에, 비율은 41%')).toBe(true);
  expect(holdsAll(['nature\\s?astronomy', '42\\s?%'], '논문은 Nature\n  Astronomy지에, 비율은 41%')).toBe(false);
});

test.each([
  ['no JSON', '{'],
  ['an answer that is missing', sample({ answer: [] })],
  ['an answer that is no regular expression', sample({ answer: ['('] })],
  ['an answer to what has none', sample({ answerable: false, kind: 'nearmiss', absent: ['2035'] })],
  ['a near miss that does not say what is absent', sample({ answerable: false, kind: 'nearmiss', answer: [] })],
  ['an unknown field', sample({ anwser: ['50'] })],
])('readQuestions refuses %s and names the line', async (_, line) => {
  const folder = await mkdtemp(join(tmpdir(), 'questions-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'questions.jsonl');
  await writeFile(path, `${sample({})}\n${line}\n`);
  await expect(readQuestions(path)).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining(`${path}:2 `),
  });
});

test('readQuestions refuses a file that is not there', async () => {
  await expect(readQuestions(join(tmpdir(), 'no-such', 'questions.jsonl'))).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
});

function sample(changes: object): string {
  const question = {
    id: 'q001',
    question: '얼마나 줄인대?',
    language: 'ko',
    kind: 'number',
    fact: 'target',
    split: 'dev',
  };
  return JSON.stringify({ ...question, answerable: true, items: ['a/I-01'], answer: ['50'], ...changes });
}

/** The text of each item by its id, read off the printed numbers alone, with the marks of Markdown and HTML undone. */
function textsOfItems(bulletinId: string, markdown: string): Map<string, string> {
  const found = new Map<string, string>();
  let section = '';
  let item = '';
  for (const line of markdown.split('\n')) {
    const heading = /^## (?<section>I+)$|^## (?<number>\d\d)(?: |$)/u.exec(line)?.groups;
    if (heading?.section !== undefined) {
      section = heading.section;
      item = '';
    } else if (heading?.number !== undefined) {
      item = `${bulletinId}/${section}-${heading.number}`;
    }
    const text = line.replace(/<\/?(?:ul|li|b)[^>]*>/gu, ' ').replaceAll('**', '');
    if (item !== '') found.set(item, `${found.get(item) ?? ''}${text}\n`);
  }
  return found;
}

function textOf(item: string): string {
  const text = texts.get(item);
  if (text === undefined) throw new Error(`The bulletin has no item ${item}`);
  return text;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}
