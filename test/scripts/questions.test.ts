import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import {
  DEFAULT_COLLECTION,
  holdsAll,
  type Question,
  readCollections,
  readDigestExpectations,
  readQuestions,
  shownOf,
} from '../../scripts/questions.ts';
import { parse } from '../../src/bulletin/parse.ts';

const KOSTEC = 'kostec-2024-08-02';
const ownPath = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const data = (path: string) => ownPath(`data/${path}`);
const onKostec = await readQuestions(data('eval/questions/kostec-2024-08-02.jsonl'));
const onOthers = [
  ...(await readQuestions(data('eval/questions/mixed.jsonl'))),
  ...(await readQuestions(data('eval/questions/fixtures.jsonl'))),
];
const onDevelopment = [
  ...(await readQuestions(data('eval/questions/development-bundled.jsonl'))),
  ...(await readQuestions(data('eval/questions/development-korean.jsonl'))),
  ...(await readQuestions(data('eval/questions/development-world.jsonl'))),
  ...(await readQuestions(data('eval/questions/development-press.jsonl'))),
  ...(await readQuestions(data('eval/questions/development-letters.jsonl'))),
  ...(await readQuestions(data('eval/questions/development-briefs.jsonl'))),
];
const questions = [...onKostec, ...onOthers, ...onDevelopment];
const digest = await readDigestExpectations(data('eval/questions/digest.jsonl'));
const digestOfOthers = await readDigestExpectations(data('eval/questions/digest-mixed.jsonl'));
const collections = await readCollections(data('eval/questions/collections.json'));
const textsOf = await textsOfCollections();
const texts = textsOf.get(DEFAULT_COLLECTION) ?? new Map<string, string>();

test.each([
  { asked: onKostec, answered: 140, without: 70, near: 45 },
  { asked: onOthers, answered: 220, without: 80, near: 60 },
])(
  'readQuestions finds at least $answered questions with an answer and $without without, in three languages',
  (least) => {
    const count = (keep: (question: Question) => boolean) => least.asked.filter(keep).length;
    expect(count(({ answerable }) => answerable)).toBeGreaterThanOrEqual(least.answered);
    expect(count(({ answerable }) => !answerable)).toBeGreaterThanOrEqual(least.without);
    expect(count(({ kind }) => kind === 'nearmiss')).toBeGreaterThanOrEqual(least.near);
    for (const language of ['ko', 'en', 'zh']) {
      expect(count((question) => question.answerable && question.language === language)).toBeGreaterThanOrEqual(25);
      expect(count((question) => !question.answerable && question.language === language)).toBeGreaterThanOrEqual(10);
    }
  },
);

test('shownOf gives a table row with the names of its columns, and any other sentence as it is', () => {
  expect(shownOf({ columns: ['지역', '저장용량'], text: '주취안 90' })).toBe('지역 저장용량 주취안 90');
  expect(shownOf({ columns: [], text: '저장용량은 90만 kWh이다.' })).toBe('저장용량은 90만 kWh이다.');
});

test('questions for development alone are all of that split, a third of them without an answer', () => {
  expect(onDevelopment.filter(({ split }) => split !== 'dev')).toEqual([]);
  expect(onDevelopment.length).toBeGreaterThanOrEqual(160);
  expect(onDevelopment.filter(({ answerable }) => !answerable).length).toBeGreaterThanOrEqual(55);
});

test('questions name a collection, and a collection holds each bulletin once', () => {
  for (const { id, collection } of onOthers) expect(collections, id).toHaveProperty(collection ?? '');
  for (const paths of Object.values(collections)) expect(repeated(paths.map(idOf))).toEqual([]);
});

test('bulletins that were written to be asked of say so in their first lines', async () => {
  for (const path of writtenBulletins()) {
    const text = await readFile(ownPath(path), 'utf8');
    expect(text.split('\n').slice(0, 5).join('\n'), path).toMatch(/written for evaluation/i);
  }
});

test('questions and their ids are unique', () => {
  expect(repeated(questions.map(({ id }) => id))).toEqual([]);
  expect(repeated(questions.map(({ question }) => lettersOf(question)))).toEqual([]);
});

test.each(['dev', 'test'])('questions of %s ask about every item of the bundled and the written bulletins', (split) => {
  const asked = questions.filter((question) => question.answerable && question.split === split);
  const itemsAsked = new Set(asked.flatMap(({ items }) => items));
  const written = writtenBulletins().map(idOf);
  const all = [...(textsOf.get('mixed')?.keys() ?? [])].filter((item) => written.includes(item.replace(/\/.*/, '')));
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect([...texts.keys(), ...all].filter((item) => !itemsAsked.has(item))).toEqual([]);
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

test.each([
  ['the bundled bulletin', onKostec],
  ['the other collections', onOthers],
])('questions of every kind and language on %s stand half in either split', (_, asked) => {
  for (const key of ['kind', 'language'] as const) {
    for (const value of new Set(asked.map((question) => question[key]))) {
      const inDev = asked.filter((question) => question[key] === value).map(({ split }) => (split === 'dev' ? 1 : -1));
      expect(Math.abs(inDev.reduce<number>((sum, one) => sum + one, 0)), value).toBeLessThanOrEqual(2);
    }
  }
});

test.each(questions.filter(({ answerable }) => answerable))(
  'question $id is answered by the lines of its items: $question',
  ({ items, answer, collection }) => {
    const inItem = (item: string, pattern: string) => holdsAll([pattern], textOf(item, collection));
    expect(answer.filter((pattern) => !items.some((item) => inItem(item, pattern)))).toEqual([]);
    expect(items.filter((item) => !answer.some((pattern) => inItem(item, pattern)))).toEqual([]);
  },
);

test('questions of the other collections are answered by no other item alone', () => {
  for (const { id, items, answer, collection = DEFAULT_COLLECTION } of [...onOthers, ...onDevelopment]) {
    if (answer.length === 0) continue;
    const holding = [...(textsOf.get(collection) ?? [])].filter(([, text]) => holdsAll(answer, text));
    expect(
      holding.map(([item]) => item).filter((item) => !items.includes(item)),
      id,
    ).toEqual([]);
  }
});

test.each(questions.flatMap((question) => (question.kind === 'nearmiss' ? [question] : [])))(
  'question $id asks for what its nearest items do not hold: $question',
  ({ items, absent, collection }) => {
    const texts = items.map((item) => textOf(item, collection));
    expect(texts.flatMap((text) => absent.filter((pattern) => holdsAll([pattern], text)))).toEqual([]);
  },
);

test('digest expectations name every item once and hold in its lines', () => {
  expect(digest.map(({ item }) => item)).toEqual([...texts.keys()]);
  for (const { item, patterns } of digest) expect(holdsAll(patterns, textOf(item)), item).toBe(true);
  const others = textsOf.get('mixed') ?? new Map<string, string>();
  expect(new Set([...digest, ...digestOfOthers].map(({ item }) => item))).toEqual(new Set(others.keys()));
  for (const { item, patterns } of digestOfOthers) expect(holdsAll(patterns, others.get(item) ?? ''), item).toBe(true);
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
  ['a collection that is no name', sample({ collection: 'A b' })],
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

test.each([
  ['no collection', '{"mixed": []}'],
  ['no JSON', '{'],
])('readCollections refuses a file with %s', async (_, text) => {
  const folder = await mkdtemp(join(tmpdir(), 'collections-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'collections.json');
  await writeFile(path, text);
  await expect(readCollections(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
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

function writtenBulletins(): string[] {
  return (collections.mixed ?? []).filter((path) => path.startsWith('data/eval/'));
}

function idOf(path: string): string {
  return basename(path, extname(path));
}

async function textsOfCollections(): Promise<Map<string, Map<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  for (const [name, paths] of Object.entries(collections)) {
    const entries = await Promise.all(
      paths.map(async (path) => textsOfBulletin(idOf(path), await readFile(ownPath(path), 'utf8'))),
    );
    found.set(name, new Map(entries.flatMap((texts) => [...texts])));
  }
  return found;
}

function textsOfBulletin(id: string, text: string): Map<string, string> {
  if (id === KOSTEC) return textsOfItems(id, text);
  const lines = text.split('\n');
  return new Map(
    parse(text, { id }).items.map((item) => [item.id, lines.slice(item.lines[0] - 1, item.lines[1]).join('\n')]),
  );
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

function textOf(item: string, collection = DEFAULT_COLLECTION): string {
  const text = textsOf.get(collection)?.get(item);
  if (text === undefined) throw new Error(`Collection ${collection} has no item ${item}`);
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
