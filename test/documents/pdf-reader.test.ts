import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { readPdf } from '../../src/documents/pdf-reader.ts';
import { AppError } from '../../src/errors.ts';

vi.setConfig({ testTimeout: 60_000 });

function read(name: string) {
  return readPdf(readFileSync(new URL(`../fixtures/documents/${name}.pdf`, import.meta.url)));
}

async function codeOf(result: Promise<unknown>): Promise<string> {
  const error: unknown = await result.catch((cause: unknown) => cause);
  return error instanceof AppError ? error.code : `no fault but ${String(error)}`;
}

test('readPdf reads columns one after the other', async () => {
  const { text } = await read('columns');
  const headings = text.split('\n').filter((line) => line.startsWith('#'));
  expect(headings).toEqual([
    '# The Valley Research Digest',
    '## Wind farm opens',
    '## Library counts more readers',
    '## Bridge closed until autumn',
    '## Briefly',
  ]);
  expect(text).not.toContain('|');
});

test('readPdf joins the lines of paragraphs and undoes hyphens that a program set', async () => {
  const { text } = await read('columns');
  expect(text).toContain(
    'Critics say that the self-imposed limits on noise are not binding.\n\n## Library counts more readers\n\nThe town library lent 61,204 books last year, 8.5 % more than in the year before.',
  );
});

test('readPdf takes links from annotations and lists from drawn bullets', async () => {
  const { text } = await read('columns');
  expect(text).toContain('on its [page of figures](https://example.org/yield).');
  expect(text).toContain('\n- Audio books fell for the first time.\n  - Films were hardly asked for.\n');
});

test('readPdf reads a page that is turned as it is shown', async () => {
  expect((await read('rotated')).text).toBe((await read('columns')).text);
});

test('readPdf leaves out slanted text and places text that runs across the rest last', async () => {
  const { text } = await read('slanted');
  expect(text).not.toContain('WATERMARK');
  expect(text).toMatch(/\n\nTurned note beside the text\n$/);
});

test('readPdf keeps raised and lowered signs in their line', async () => {
  expect((await read('slanted')).text).toContain('H2O and x2 keep to their line.');
});

test('readPdf gives merged cells once and leaves the rest empty', async () => {
  expect((await read('slanted')).text).toContain(
    '| Site | Yield |  |\n|---|---|---|\n|  | 2023 | 2024 |\n| North slope of the hill | 1.5 | 2.5 |\n| South | 3.5 |  |\n',
  );
});

test('readPdf leaves out headers and page numbers that repeat', async () => {
  const { text, places } = await read('press-release');
  expect(places.starts.length).toBeGreaterThan(1);
  expect(text).not.toContain('보도자료');
  expect(text).not.toMatch(/^- \d+ -$/m);
  expect(text.match(/□/g)).toHaveLength(9);
  expect(text.match(/○/g)).toHaveLength(9);
});

test('readPdf joins Korean lines that are broken between words, over a page break too', async () => {
  const { text } = await read('press-release');
  const entries = text.split('\n').filter((line) => /^[□○]/.test(line));
  expect(new Set(entries.map((line) => line.slice(2)))).toHaveLength(3);
  expect(text).toContain('같은 기준을 적용하기로 하였다. 중소기업에는 이용 요금의 절반을 지원한다.');
  expect(text).toContain('문의: [자세히 보기](https://example.org/press/305)');
});

test('readPdf gives a press release that parses to its title and day', async () => {
  const { text } = await read('press-release');
  expect(parse(text, { id: 'press' })).toMatchObject({
    title: '연구장비 공동활용 계획 확정',
    publishedOn: '2024-03-05',
  });
});

test('readPdf refuses a scan and says what to do', async () => {
  const error: unknown = await read('scan').catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'FILE_NO_TEXT', message: expect.stringContaining('Run OCR') });
});

test('readPdf names the pages that are images', async () => {
  const { text, warnings } = await read('partly-scan');
  expect(text).toBe('The first page has text.\n');
  expect(warnings).toEqual([
    { code: 'PAGES_WITHOUT_TEXT', lines: [1, 1], message: expect.stringContaining('Page 2 is an image without text') },
  ]);
});

test('readPdf refuses a file that needs a password', async () => {
  expect(await codeOf(read('encrypted'))).toBe('FILE_ENCRYPTED');
});

test.each([
  ['is empty', new Uint8Array()],
  ['is no PDF', new TextEncoder().encode('%PDF-1.7\nnothing of the kind')],
])('readPdf names a file damaged that %s', async (_, bytes) => {
  expect(await codeOf(readPdf(bytes))).toBe('FILE_DAMAGED');
});

test('readPdf refuses more pages than any issue has', async () => {
  const kids = Array.from({ length: 1001 }, (_, i) => `${i + 3} 0 R`);
  const pages = kids.map((_, i) => `${i + 3} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj`);
  const head = `1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1001/Kids[${kids.join(' ')}]>>endobj`;
  const file = ['%PDF-1.4', head, ...pages, 'trailer<</Root 1 0 R>>', '%%EOF'].join('\n');
  expect(await codeOf(readPdf(new TextEncoder().encode(file)))).toBe('FILE_HARMFUL');
});

test('readPdf leaves the bytes that it was given as they are', async () => {
  const bytes = readFileSync(new URL('../fixtures/documents/partly-scan.pdf', import.meta.url));
  const copy = Buffer.from(bytes);
  await readPdf(bytes);
  expect(bytes.equals(copy)).toBe(true);
});

test('readPdf writes nothing to standard output', async () => {
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(console, 'log'), vi.spyOn(console, 'warn')];
  try {
    await read('columns');
    await codeOf(readPdf(new TextEncoder().encode('%PDF-1.7\nbroken')));
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  } finally {
    vi.restoreAllMocks();
  }
});
