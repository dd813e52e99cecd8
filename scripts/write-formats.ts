import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { markdownToHwpx } from 'kordoc';
import MarkdownIt from 'markdown-it';

// Writes the bundled bulletin in the other formats, as common programs do: npm run formats:write
// Needs chromium, libreoffice, pandoc and the fonts Noto CJK and Nanum; the files are kept in test/fixtures/documents.

const BULLETIN = 'data/bulletins/kostec-2024-08-02.md';
const FIXTURES = 'test/fixtures/documents';
const NAME = 'kostec-2024-08-02';
const FONTS = { noto: 'Noto Sans CJK KR', nanum: 'NanumGothic' } as const;

const work = mkdtempSync(join(tmpdir(), 'formats-'));
try {
  mkdirSync(FIXTURES, { recursive: true });
  const markdown = withHtmlTables(readFileSync(BULLETIN, 'utf8'));
  const body = new MarkdownIt({ html: true, linkify: false }).render(markdown);
  const page = write(`${NAME}.html`, htmlPage(body, FONTS.noto));
  keep(page, `${NAME}.html`);
  for (const [name, font] of Object.entries(FONTS)) {
    const source = write(`${name}.html`, htmlPage(body, font));
    keep(printed(source, `${name}.pdf`), `${NAME}.${name}.pdf`);
  }
  run('pandoc', ['--from=html', '--to=docx', `--output=${join(work, 'pandoc.docx')}`, page]);
  keep(join(work, 'pandoc.docx'), `${NAME}.pandoc.docx`);
  keep(converted(page, 'docx'), `${NAME}.libreoffice.docx`);
  keep(converted(join(FIXTURES, `${NAME}.libreoffice.docx`), 'pdf'), `${NAME}.libreoffice.pdf`);
  writeFileSync(join(FIXTURES, `${NAME}.hwpx`), Buffer.from(await markdownToHwpx(forHwpx(markdown))));
} finally {
  rmSync(work, { recursive: true });
}

/** Rows with tabs become real tables, as they were in the document that the bulletin's Markdown was read from. */
function withHtmlTables(markdown: string): string {
  const lines = markdown.split('\n');
  const out: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (!lines[i]?.includes('\t')) {
      out.push(lines[i] ?? '');
      continue;
    }
    const rows: string[] = [];
    for (; lines[i]?.includes('\t'); i++) rows.push(lines[i] ?? '');
    i--;
    out.push('<table>', ...rows.map(tableRow), '</table>', '');
  }
  return out.join('\n');
}

/** The same for a writer that takes HTML in cells and addresses in angle brackets for text, escapes in a link for part of it, and each
 *  line that begins with a bar for a table. */
function forHwpx(markdown: string): string {
  return markdown
    .replace(/<\/?(?:ul|b)\b[^>]*>/g, '')
    .replace(/<\/li>\s*<li>/g, '<br>')
    .replace(/\s*<\/?li>\s*/g, '')
    .replace(/<(https?:[^>]*)>/g, '[$1]($1)')
    .replace(/\[https?:[^\]]*\]/g, (text) => text.replace(/\\/g, ''))
    .replace(/^\| .*[^|]$/gm, (line) => line.replace(/\|/g, '\\|'));
}

function tableRow(line: string, row: number): string {
  const cell = row === 0 ? 'th' : 'td';
  return `<tr>${line
    .split('\t')
    .map((text) => `<${cell}>${text}</${cell}>`)
    .join('')}</tr>`;
}

function htmlPage(body: string, font: string): string {
  return `<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><title>중국 과학기술 정책 주/간/동/향</title>
<style>
  @page { size: A4; margin: 20mm; }
  body { font-family: '${font}', sans-serif; font-size: 10.5pt; line-height: 1.6; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border: 1px solid #444; padding: 3px 6px; vertical-align: top; }
</style></head>
<body>
${body}</body></html>
`;
}

function write(name: string, text: string): string {
  const path = join(work, name);
  writeFileSync(path, text);
  return path;
}

function printed(page: string, name: string): string {
  const path = join(work, name);
  const profile = `--user-data-dir=${join(work, 'chromium')}`;
  const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', profile];
  run('chromium', [...quiet, '--no-pdf-header-footer', `--print-to-pdf=${path}`, pathToFileURL(page).href]);
  return path;
}

function converted(path: string, format: 'docx' | 'pdf'): string {
  const infilter = path.endsWith('.html') ? ['--infilter=HTML (StarWriter)'] : [];
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'office')).href}`;
  run('soffice', [profile, '--headless', ...infilter, '--convert-to', format, '--outdir', work, path]);
  return join(work, `${(path.split('/').at(-1) ?? '').replace(/\.[^.]+$/, '')}.${format}`);
}

function keep(from: string, name: string): void {
  writeFileSync(join(FIXTURES, name), readFileSync(from));
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
