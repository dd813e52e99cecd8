import { expect, test } from 'vitest';
import { showDoctor, showEvaluation, showIngest } from '../../src/console/show-report.ts';

const SCREEN = { columns: 60, colours: false };

function lines(...expected: readonly string[]): string {
  return expected.join('\n');
}

test('showIngest shows counts, bulletins, warnings with their lines, and failures with what to do', () => {
  const report = {
    added: 1,
    updated: 0,
    unchanged: 2,
    removed: 0,
    failed: [
      {
        file: 'b.pdf',
        code: 'FILE_UNSUPPORTED' as const,
        message: 'Files in the format .pdf cannot be read. Save it as Markdown.',
      },
    ],
    bulletins: [
      {
        id: 'kostec-2024-08-02',
        title: '중국 과학기술 정책 주/간/동/향',
        publishedOn: '2024-08-02',
        items: 14,
        chunks: 41,
        warnings: [{ code: 'CELL_MISSING', lines: [102, 102] as const, message: 'A row has 1 cell instead of 2.' }],
      },
    ],
    same: [{ file: 'kostec.pdf', as: 'kostec-2024-08-02', reason: 'content' as const }],
    vectors: { embedded: 2, reused: 40 },
    milliseconds: { total: 4321 },
  };
  expect(showIngest(report, SCREEN)).toBe(
    lines(
      '1 added, 2 unchanged, 1 failed in 4.3 s',
      'kostec-2024-08-02: 중국 과학기술 정책 주/간/동/향',
      '  (2024-08-02), 14 items, 41 chunks',
      '  warning line 102: A row has 1 cell instead of 2.',
      '    (CELL_MISSING)',
      '2 texts embedded, 40 vectors reused',
      'same kostec.pdf: the same issue by title, day and items as',
      '  kostec-2024-08-02',
      'failed b.pdf: Files in the format .pdf cannot be read.',
      '  Save it as Markdown. (FILE_UNSUPPORTED)',
    ),
  );
});

test('showIngest says when there was nothing', () => {
  const nothing = { added: 0, updated: 0, unchanged: 0, removed: 0, failed: [], same: [], bulletins: [] };
  const vectors = { embedded: 0, reused: 0 };
  expect(showIngest({ ...nothing, vectors, milliseconds: { total: 12 } }, SCREEN)).toBe('No bulletins found in 0.0 s');
});

test('showEvaluation shows each measure in a line', () => {
  const shares = { 'recall@1': 0.91, 'recall@5': 0.98, 'recall@10': 1, 'mrr@10': 0.94321, 'ndcg@10': 0.95 };
  expect(showEvaluation({ queries: 114, ...shares, milliseconds: { p50: 6.04, p99: 20 } })).toBe(
    lines(
      'queries        114',
      'recall@1    0.9100',
      'recall@5    0.9800',
      'recall@10   1.0000',
      'mrr@10      0.9432',
      'ndcg@10     0.9500',
      'ms p50         6.0',
      'ms p99        20.0',
    ),
  );
});

test('showDoctor shows what to do below a check that failed', () => {
  const checks = [
    { name: 'config', ok: true, message: 'Valid.', hint: null },
    { name: 'index', ok: false, message: 'No index yet.', hint: 'Run `npm run bulletin -- ingest`.' },
  ] as const;
  expect(showDoctor({ ok: false, checks }, SCREEN)).toBe(
    lines(
      'ok   config: Valid.',
      'FAIL index: No index yet.',
      '     → Run `npm run bulletin -- ingest`.',
      '',
      '1 of 2 checks failed.',
    ),
  );
});
