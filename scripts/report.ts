import type { Asked, Figure } from './evaluate-answers.ts';
import { FIGURES, forecastsOf, prospectsOf } from './evaluate-answers.ts';
import type { Quality } from './evaluate-search.ts';
import type { Estimate } from './metrics.ts';
import { brier, calibration, curve, estimate } from './metrics.ts';
import { COLLECTIONS } from './question-run.ts';
import type { Question } from './questions.ts';

const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
const KINDS: readonly Question['kind'][] = [
  ...(['lookup', 'paraphrase', 'number', 'date', 'name', 'list', 'table', 'comparison', 'several'] as const),
  ...(['nearmiss', 'offtopic', 'smalltalk', 'injection'] as const),
];
const FIGURE_NAMES = Object.keys(FIGURES).filter(isFigure);
const GROUP_FIGURES: readonly Figure[] = [
  'right item cited first',
  'R@5',
  'right sentences chosen',
  'answered right',
  'refused',
  'held back',
  'wrong among answers',
  'citation precision',
];

type Splits = Readonly<Partial<Record<Question['split'], readonly Asked[]>>>;

/** The figures of answers of each split, as Markdown tables. */
export function answerTables(splits: Splits): string {
  const all = entriesOf(splits);
  const heads = FIGURE_NAMES.map((name) => [
    name,
    ...all.map(([, asked]) => withInterval(estimate(FIGURES[name](asked)))),
  ]);
  const headline = table(
    ['figure', ...all.map(([split, asked]) => `${nameOf(split)}, ${asked.length} questions`)],
    heads,
  );
  return [headline, ...all.map(([split, asked]) => splitTables(split, asked))].join('\n\n');
}

/** Search quality of each system on each set, as a Markdown table of one measure. */
export function searchTable(
  results: Readonly<Record<string, ReadonlyMap<string, Quality>>>,
  measure: keyof Quality,
  show: (estimate: Estimate | null) => string = percent,
): string {
  const sets = Object.entries(results);
  const systems = [...new Set(sets.flatMap(([, qualities]) => [...qualities.keys()]))];
  const rows = systems.map((system) => [
    system,
    ...sets.map(([, qualities]) => show(qualities.get(system)?.[measure] ?? null)),
  ]);
  return table([measure, ...sets.map(([name]) => name)], rows);
}

/** All measures of one system on each set, with intervals, as a Markdown table. */
export function qualityTable(results: Readonly<Record<string, ReadonlyMap<string, Quality>>>, system: string): string {
  const measures = ['R@1', 'R@5', 'MRR@10', 'nDCG@10'] as const;
  const rows = Object.entries(results).flatMap(([name, qualities]) => {
    const quality = qualities.get(system);
    if (quality === undefined) return [];
    return [
      [
        name,
        String(quality['R@1'].count),
        withInterval(quality['R@1']),
        ...measures.slice(1).map((measure) => percent(quality[measure])),
      ],
    ];
  });
  return table(['set', 'queries', ...measures], rows);
}

/** A share as percent with its interval. */
export function withInterval(value: Estimate | null): string {
  return value === null ? '' : `${percent(value)} (${toPercent(value.low)} to ${toPercent(value.high)})`;
}

/** A share as percent. */
export function percent(value: Estimate | null): string {
  return value === null ? '' : toPercent(value.mean);
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function splitTables(split: Question['split'], asked: readonly Asked[]): string {
  const groups: readonly (readonly [string, readonly Asked[]])[] = [
    ['all', asked],
    ...grouped(asked, ({ collection }) => collection, COLLECTIONS),
    ...grouped(asked, ({ question }) => question.language, ['ko', 'en', 'zh']),
    ...grouped(asked, crossing, ['asked in the language of the bulletin', 'in another']),
    ...grouped(asked, ({ question }) => question.kind, KINDS),
  ];
  const rows = groups.map(([name, own]) => [
    name,
    String(own.length),
    ...GROUP_FIGURES.map((figure) => percent(estimate(FIGURES[figure](own)))),
  ]);
  const points = curve(prospectsOf(asked), THRESHOLDS).map((point) => [
    point.threshold.toFixed(2),
    ...[point.right, point.refused, point.heldBack, point.wrong].map(toPercent),
  ]);
  const forecasts = forecastsOf(asked);
  const bins = calibration(forecasts).map(({ from, to, count, expected, observed }) => [
    `${from.toFixed(1)} to ${to.toFixed(1)}`,
    String(count),
    toPercent(expected),
    toPercent(observed),
  ]);
  const title = nameOf(split);
  return `### ${title}: by collection, language and kind

${table(['questions', 'number', ...GROUP_FIGURES], rows)}

### ${title}: risk and coverage

${table(['threshold of support', 'answered right', 'refused', 'held back', 'wrong among answers'], points)}

### ${title}: calibration of support

Brier score ${brier(forecasts).toFixed(3)} (0 is best, ${brier(constant(forecasts)).toFixed(3)} is what a forecast that knows only the share of answerable questions gets).

${table(['support', 'questions', 'expected answerable', 'answerable'], bins)}`;
}

function constant(forecasts: ReturnType<typeof forecastsOf>): ReturnType<typeof forecastsOf> {
  const share = forecasts.filter(({ observed }) => observed).length / forecasts.length;
  return forecasts.map(({ observed }) => ({ expected: share, observed }));
}

function crossing({ question, languages }: Asked): string {
  if (languages.length === 0) return '';
  return languages.includes(question.language) ? 'asked in the language of the bulletin' : 'in another';
}

function grouped<T extends string>(
  asked: readonly Asked[],
  keyOf: (one: Asked) => string,
  keys: readonly T[],
): (readonly [T, readonly Asked[]])[] {
  return keys
    .map((key) => [key, asked.filter((one) => keyOf(one) === key)] as const)
    .filter(([, own]) => own.length > 0);
}

function entriesOf(splits: Splits): (readonly [Question['split'], readonly Asked[]])[] {
  return (['dev', 'test'] as const).flatMap((split) => {
    const asked = splits[split];
    return asked === undefined ? [] : [[split, asked] as const];
  });
}

function isFigure(name: string): name is Figure {
  return name in FIGURES;
}

function nameOf(split: Question['split']): string {
  return split === 'dev' ? 'Development split' : 'Test split';
}

function toPercent(share: number): string {
  return `${(100 * share).toFixed(1)}`;
}
