import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { parse } from '../src/bulletin/parse.ts';
import type { Format } from '../src/documents/document.ts';
import { formatOf } from '../src/documents/format.ts';
import { readDocument } from '../src/documents/read.ts';
import { hwpOf } from '../test/fakes/hwp-bulletin.ts';
import type { Recovered } from './format-units.ts';
import { compared } from './format-units.ts';

// Reads the real bulletin in every format and writes what comes back of it to docs/FORMATS.md: npm run formats

const ID = 'kostec-2024-08-02';
const RUNS = 5; // the fastest counts: other programs may be running
const LOOK_EVERY = 10; // ms between looks at the memory of the process that reads
const REPORT = 'docs/FORMATS.md';
const FIXTURES = 'test/fixtures/documents';

const markdown = readFileSync(`data/bulletins/${ID}.md`);
const FILES: readonly { readonly name: string; readonly writer: string; readonly bytes: () => Uint8Array }[] = [
  { name: `${ID}.md`, writer: 'the bulletin itself', bytes: () => markdown },
  fixture('html', 'markdown-it'),
  fixture('libreoffice.docx', 'LibreOffice'),
  fixture('pandoc.docx', 'pandoc'),
  fixture('hwpx', "kordoc's generator"),
  { name: `${ID}.hwp`, writer: "the tests' own writer", bytes: () => hwpOf(markdown.toString('utf8')) },
  fixture('noto.pdf', 'Chromium, Noto fonts'),
  fixture('nanum.pdf', 'Chromium, Nanum fonts'),
  fixture('libreoffice.pdf', 'LibreOffice'),
];

const rows: string[] = [];
for (const file of FILES) {
  const row = await rowOf(file);
  console.log(row);
  rows.push(row);
}
await mkdir('docs', { recursive: true });
await writeFile(REPORT, page(rows));

function fixture(ending: string, writer: string) {
  const name = `${ID}.${ending}`;
  return { name, writer, bytes: () => readFileSync(`${FIXTURES}/${name}`) };
}

async function rowOf({ name, writer, bytes: content }: (typeof FILES)[number]): Promise<string> {
  const bytes = content();
  const format = formatOf(bytes, name);
  const runs: Awaited<ReturnType<typeof timed>>[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await timed(bytes, name));
  const { text, warnings } = await readDocument(bytes, name);
  const { units, items, rows: cells, links } = compared(markdown.toString('utf8'), text, ID);
  const structure = parse(text, { id: ID });
  const time = Math.min(...runs.map(({ milliseconds }) => milliseconds));
  const memory = Math.max(...runs.map(({ megabytes }) => megabytes));
  return `| ${[
    shownFormat(format),
    writer,
    share(units, units.verbatim),
    share(units, units.withoutSpaces),
    ofAll(items),
    cells.verbatim === cells.withoutSpaces ? ofAll(cells) : `${ofAll(cells)} (${cells.withoutSpaces} without spaces)`,
    ofAll(links),
    warnings.length + structure.warnings.length,
    `${time.toFixed(0)} ms`,
    format === 'text' ? '' : `${memory.toFixed(0)} MB`,
  ].join(' | ')} |`;
}

/** One reading: its time, and the highest memory of the process that read (0 when none did, or where it is not told). */
async function timed(bytes: Uint8Array, name: string) {
  let kilobytes = 0;
  let timer: NodeJS.Timeout | undefined;
  const onStart = (pid: number) => {
    timer = setInterval(() => {
      kilobytes = Math.max(kilobytes, peakOf(pid));
    }, LOOK_EVERY);
  };
  const started = performance.now();
  await readDocument(bytes, name, { onStart });
  const milliseconds = performance.now() - started;
  clearInterval(timer);
  return { milliseconds, megabytes: kilobytes / 1024 };
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // the process has just ended
  }
}

function shownFormat(format: Format): string {
  return { text: 'Markdown', html: 'HTML', pdf: 'PDF', docx: 'DOCX', hwp: 'HWP 5', hwpx: 'HWPX' }[format];
}

function share({ total }: Recovered, found: number): string {
  return `${((100 * found) / total).toFixed(1)} %`;
}

function ofAll({ total, verbatim }: Recovered): string {
  return `${verbatim} / ${total}`;
}

function page(table: readonly string[]): string {
  return `# Formats

Written by \`npm run formats\`: the real bulletin in each format, read back and compared with its Markdown.

- **lines**: share of the original's lines, list entries and table cells that are found, as they are and with white space left out.
- **items**: with number, title, subtitle, date, section and links equal. **rows**: table rows with all cells equal; two rows that stand side by
  side count twice.
- **time**: the fastest of ${RUNS} readings, with the start of the process that reads. **memory**: the most that this process had.

| format | written by | lines | without spaces | items | rows | links | warnings | time | memory |
|---|---|---|---|---|---|---|---|---|---|
${table.join('\n')}

What is lost, and why:

- HTML and DOCX: three list entries have stars around bold text before a Korean particle (\`**최대 40%**의\`). In CommonMark these are no emphasis,
  so the program that wrote the page left the stars as text, and they are read as text.
- HWPX: five links have an address with stray backslashes for their text in the Markdown; they are read with the address that they lead to.
- PDF: where a line ends exactly at the margin between two Korean words, the page shows no space, and the words are joined. Running headers and
  footers that repeat on every page, page numbers and slanted text (watermarks) are left out.
- HWP, HWPX and DOCX have no fixed pages: citations count paragraphs and tables. Pictures are not read in any format; a PDF of scanned pages needs
  text recognition (OCR) first.
`;
}
