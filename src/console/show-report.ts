import { shown } from '../answer/shown.ts';
import type { DoctorReport } from '../doctor.ts';
import { ofFile } from '../errors.ts';
import type { EvaluationReport } from '../evaluate.ts';
import type { IngestReport } from '../ingest.ts';
import type { Screen } from './screen.ts';
import { paint } from './screen.ts';
import { wrap } from './wrap.ts';

/** How a file was told to hold a bulletin that is read from another one. */
const SAME = {
  bytes: 'the same bytes',
  name: 'the same name and folder',
  content: 'the same issue by title, day and items',
} as const satisfies Record<IngestReport['same'][number]['reason'], string>;

/** What became of each file, as text for the operator's screen. Ends without a line break. */
export function showIngest(report: IngestReport, screen: Screen): string {
  const { added, updated, unchanged, removed, failed, same, vectors, milliseconds } = report;
  const counts = { added, updated, unchanged, removed, failed: failed.length };
  const told = Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]));
  const summary = told.length === 0 ? 'No bulletins found' : told.join(', ');
  return [
    paint(screen, 'bold', `${summary} in ${(milliseconds.total / 1000).toFixed(1)} s`),
    ...report.bulletins.flatMap((bulletin) => bulletinLines(bulletin, screen)),
    ...(vectors.reused === 0 ? [] : [`${vectors.embedded} texts embedded, ${vectors.reused} vectors reused`]),
    ...same.flatMap(({ file, as, reason }) =>
      wrap(`${paint(screen, 'dim', 'same')} ${shown(file)}: ${SAME[reason]} as ${as}`, screen.columns, '', '  '),
    ),
    ...failed.flatMap(({ file, code, message }) =>
      wrap(`${paint(screen, 'red', 'failed')} ${shown(ofFile(file, message))} (${code})`, screen.columns, '', '  '),
    ),
  ].join('\n');
}

function bulletinLines(bulletin: IngestReport['bulletins'][number], screen: Screen): string[] {
  const date = bulletin.publishedOn ?? 'undated';
  const told = `${bulletin.id}: ${shown(bulletin.title)} (${date}), ${count(bulletin.items, 'item')}, ${count(bulletin.chunks, 'chunk')}`;
  return [
    ...wrap(told, screen.columns, '', '  '),
    ...bulletin.warnings.flatMap(({ lines: [from, to], message, code }) => {
      const place = from === to ? `line ${from}` : `lines ${from}–${to}`;
      return wrap(
        `${paint(screen, 'yellow', 'warning')} ${place}: ${shown(message)} (${code})`,
        screen.columns,
        '  ',
        '    ',
      );
    }),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Retrieval quality as a small table: shares from 0 to 1, higher is better. Ends without a line break. */
export function showEvaluation({ milliseconds, queries, ...shares }: EvaluationReport): string {
  const rows = [
    ['queries', String(queries)],
    ...Object.entries(shares).map(([name, share]) => [name, share.toFixed(4)]),
    ['ms p50', milliseconds.p50.toFixed(1)],
    ['ms p99', milliseconds.p99.toFixed(1)],
  ];
  return rows.map(([name = '', value = '']) => `${name.padEnd(10)}${value.padStart(8)}`).join('\n');
}

/** The checks, a line each, with what to do below those that failed. Ends without a line break. */
export function showDoctor({ ok, checks }: DoctorReport, screen: Screen): string {
  const lines = checks.flatMap((check) => {
    const mark = check.ok ? paint(screen, 'green', 'ok  ') : paint(screen, 'red', 'FAIL');
    const hint = check.hint === null ? [] : wrap(`→ ${check.hint}`, screen.columns, '     ', '       ');
    return [...wrap(`${check.name}: ${shown(check.message)}`, screen.columns, `${mark} `, '     '), ...hint];
  });
  const failed = checks.filter((check) => !check.ok).length;
  return [...lines, '', ok ? 'All is well.' : `${failed} of ${checks.length} checks failed.`].join('\n');
}
