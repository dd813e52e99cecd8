import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SummarySentence } from '../src/answer/summarize.ts';
import { summarize } from '../src/answer/summarize.ts';
import type { Item } from '../src/bulletin/bulletin.ts';
import { parse } from '../src/bulletin/parse.ts';
import { sentences } from '../src/bulletin/sentences.ts';
import { projectFile } from './project-file.ts';
import type { DigestExpectation } from './questions.ts';
import { holdsAll, readCollections, readDigestExpectations } from './questions.ts';
import { table } from './report.ts';

const SETS = [
  { name: 'bundled bulletin', expectations: 'digest.jsonl', collection: 'bundled' },
  { name: 'four others, ko, en and zh', expectations: 'digest-mixed.jsonl', collection: 'mixed' },
] as const;

/** Ways to summarise an item: the bot's, and the first sentences of the running text. */
const WAYS = {
  'bulletin-bot': summarize,
  'first sentence': (item: Item) => leading(item).slice(0, 1),
  'first two sentences': (item: Item) => leading(item).slice(0, 2),
  'first three sentences': (item: Item) => leading(item).slice(0, 3),
} as const satisfies Readonly<Record<string, (item: Item) => readonly Pick<SummarySentence, 'text'>[]>>;

/** What summaries of a set of items hold, for each way to make them. `held` are the items whose main figure or event is in their summary,
 *  `letters` the mean length of a summary in UTF-16 code units. */
export type SummaryFigures = {
  readonly set: string;
  readonly items: number;
  readonly ways: Readonly<Record<keyof typeof WAYS, { readonly held: number; readonly letters: number }>>;
  /** The items whose summary by the bot lacks what it must hold. */
  readonly missed: readonly string[];
};

/** Summarises every item of the bulletins that `data/eval/questions` has expectations for. */
export async function evaluateSummaries(): Promise<readonly SummaryFigures[]> {
  const folder = projectFile('data/eval/questions');
  const collections = await readCollections(join(folder, 'collections.json'));
  return Promise.all(
    SETS.map(async ({ name, expectations, collection }) => {
      const expected = await readDigestExpectations(join(folder, expectations));
      return figuresOf(name, expected, await itemsIn(collections[collection] ?? []));
    }),
  );
}

/** The figures as a Markdown table. */
export function summaryTable(figures: readonly SummaryFigures[]): string {
  const rows = WAY_NAMES.map((way) => [
    way,
    ...figures.flatMap(({ ways, items }) => [`${ways[way].held} of ${items}`, String(Math.round(ways[way].letters))]),
  ]);
  return table(['summary', ...figures.flatMap(({ set }) => [`${set}, held`, 'letters'])], rows);
}

const WAY_NAMES = Object.keys(WAYS).filter((name): name is keyof typeof WAYS => name in WAYS);

async function itemsIn(paths: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const bulletins = await Promise.all(
    paths.map(async (path) => {
      const id = basename(path).replace(/\.\w+$/, '');
      return parse(await readFile(projectFile(path), 'utf8'), { id });
    }),
  );
  return new Map(bulletins.flatMap(({ items }) => items.map((item) => [item.id, item])));
}

function figuresOf(
  set: string,
  expected: readonly DigestExpectation[],
  items: ReadonlyMap<string, Item>,
): SummaryFigures {
  const missed: string[] = [];
  const count = (way: keyof typeof WAYS) => {
    let held = 0;
    let letters = 0;
    for (const { item: id, patterns } of expected) {
      const item = items.get(id);
      const text =
        item === undefined
          ? ''
          : WAYS[way](item)
              .map((one) => one.text)
              .join('\n');
      letters += text.length;
      if (holdsAll(patterns, text)) held++;
      else if (way === 'bulletin-bot') missed.push(id);
    }
    return { held, letters: letters / expected.length };
  };
  const ways = {
    'bulletin-bot': count('bulletin-bot'),
    'first sentence': count('first sentence'),
    'first two sentences': count('first two sentences'),
    'first three sentences': count('first three sentences'),
  };
  return { set, items: expected.length, ways, missed };
}

function leading({ blocks }: Item): { readonly text: string }[] {
  return blocks.flatMap((block) =>
    block.kind === 'paragraph' || block.kind === 'bullet' ? sentences(block.text).map((text) => ({ text })) : [],
  );
}
