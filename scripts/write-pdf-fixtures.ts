import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Writes the PDF files that show what the reader does with columns, letterheads, scans and turned pages: node --import tsx
// scripts/write-pdf-fixtures.ts. Needs chromium, libreoffice, poppler, qpdf and the font Nanum. All text in them is made up.

const FIXTURES = 'test/fixtures/documents';
const work = mkdtempSync(join(tmpdir(), 'pdf-fixtures-'));
try {
  printed('columns', newsletter());
  printed('slanted', turnedText());
  const office = write('press-release.fodt', pressRelease());
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'office')).href}`;
  run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', work, office]);
  copyFileSync(join(work, 'press-release.pdf'), join(FIXTURES, 'press-release.pdf'));
  run('pdftoppm', ['-png', '-gray', '-r', '40', '-singlefile', join(FIXTURES, 'columns.pdf'), join(work, 'page')]);
  const image = readFileSync(join(work, 'page.png')).toString('base64');
  const scan = `<img style="width:100%" src="data:image/png;base64,${image}">`;
  printed('scan', page(scan));
  printed('partly-scan', page(`<p>The first page has text.</p><div style="break-before:page">${scan}</div>`));
  const columns = join(FIXTURES, 'columns.pdf');
  run('qpdf', ['--deterministic-id', '--rotate=90', columns, join(FIXTURES, 'rotated.pdf')]);
  run('qpdf', ['--encrypt', 'secret', 'owner', '256', '--', columns, join(FIXTURES, 'encrypted.pdf')]);
} finally {
  rmSync(work, { recursive: true });
}

function newsletter(): string {
  const style = 'h1{column-span:all} body{columns:2;column-gap:8mm} p{text-align:justify;hyphens:manual} li{margin:0}';
  return page(
    `<h1>The Valley Research Digest</h1>
<h2>Wind farm opens</h2>
<p>The wind farm above the valley was opened on 3 May 2024 after two years of work. Its twelve turbines are expected to
supply about nine thousand homes, and a learning trail for schools leads around the site. The operator promised to publish the
yield of each month on its <a href="https://example.org/yield">page of figures</a>.</p>
<p>Neighbours had asked for longer distances to houses. The council followed them in part: two of fourteen turbines were
dropped from the plan, and a fund of 40,000 a year goes to the villages. Critics say that the self-imposed limits on
noise are not bind&shy;ing.</p>
<h2>Library counts more readers</h2>
<p>The town library lent 61,204 books last year, 8.5 % more than in the year before. Most of the growth came from children's
books and from the reading room that stays open until ten in the evening.</p>
<ul><li>Children's books grew by a fifth and are now the largest part of what the library lends.</li>
<li>Audio books fell for the first time.<ul><li>Films were hardly asked for.</li></ul></li></ul>
<h2>Bridge closed until autumn</h2>
<p>The old bridge remains closed. Inspectors found rust in two of its main beams and advised against traffic of any kind,
bicycles included. The work is to begin in June and to end in October.</p>
<h2>Briefly</h2>
<p>The weather station moved to the school. Measurements go on without a gap, for both sites were run side by side for a month.</p>
`,
    `@page{size:A5;margin:14mm} ${style}`,
  );
}

function turnedText(): string {
  return page(
    `<h1>Upright title</h1><p>Upright text stands in the middle of the page and is most of what there is to read on it.</p>
<div style="position:absolute;left:120px;top:330px;transform:rotate(45deg);font-size:40pt;color:#ccc">WATERMARK</div>
<div style="position:absolute;left:0;top:300px;writing-mode:vertical-rl">Turned note beside the text</div>
<p>H<sub>2</sub>O and x<sup>2</sup> keep to their line.</p>
<table><tr><th rowspan="2">Site</th><th colspan="2">Yield</th></tr><tr><th>2023</th><th>2024</th></tr>
<tr><td>North slope of the hill</td><td>1.5</td><td>2.5</td></tr><tr><td>South</td><td>3.5</td><td></td></tr></table>`,
    '@page{size:A5;margin:14mm} table{border-collapse:collapse;width:50mm;margin-left:20mm} td,th{border:1px solid}',
  );
}

function pressRelease(): string {
  const paragraphs = [
    '과학기술위원회는 3월 5일 제2차 연구장비 공동활용 계획을 심의하여 확정하였다. 이번 계획은 전국의 연구기관이 보유한 장비를 한곳에서 찾아 예약할 수 있도록 하는 것을 목표로 한다.',
    '위원회는 올해 안에 장비 1만 2천 점을 누리집에 등록하고, 이용 요금을 기관마다 다르게 받던 관행을 고쳐 같은 기준을 적용하기로 하였다. 중소기업에는 이용 요금의 절반을 지원한다.',
    '지역 연구기관에는 장비를 관리하는 전담 인력을 두고, 낡은 장비는 점검을 거쳐 교육 기관에 넘겨준다.',
  ];
  const body = [1, 2, 3].flatMap((part) => [
    `<text:p text:style-name="H">${part}. ${['추진 배경', '주요 내용', '앞으로의 계획'][part - 1]}</text:p>`,
    ...paragraphs.map((text) => `<text:p text:style-name="P">□ ${text}</text:p>`),
    ...paragraphs.map((text) => `<text:p text:style-name="Q">○ ${text}</text:p>`),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="N" svg:font-family="NanumGothic"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name-asian="N" style:font-name="N"
 fo:font-size="11pt" style:font-size-asian="11pt" fo:language="ko" style:language-asian="ko" style:country-asian="KR"/></style:default-style></office:styles>
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="148mm" fo:page-height="210mm" fo:margin="15mm"/>
<style:header-style/><style:footer-style/></style:page-layout>
<style:style style:name="T" style:family="paragraph"><style:text-properties fo:font-size="18pt" style:font-size-asian="18pt"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-top="4mm"/><style:text-properties fo:font-size="14pt" style:font-size-asian="14pt"/></style:style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:margin-left="5mm" fo:text-indent="-5mm" fo:text-align="justify"/></style:style>
<style:style style:name="Q" style:family="paragraph"><style:paragraph-properties fo:margin-left="10mm" fo:text-indent="-5mm"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p text:style-name="C">과학기술위원회 보도자료</text:p></style:header>
<style:footer><text:p text:style-name="C">- <text:page-number text:select-page="current"/> -</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="T">연구장비 공동활용 계획 확정</text:p>
<text:p>배포일: 2024. 3. 5.</text:p>${body.join('')}<text:p>문의: <text:a xmlns:xlink="http://www.w3.org/1999/xlink"
 xlink:href="https://example.org/press/305">자세히 보기</text:a></text:p></office:text></office:body></office:document>`;
}

function page(body: string, style = '@page{size:A5;margin:14mm}'): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Test page</title><style>${style}
body{font:10pt 'Liberation Serif',serif;margin:0}</style><body>${body}</body></html>`;
}

function printed(name: string, html: string): void {
  const source = write(`${name}.html`, html);
  const quiet = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-pdf-header-footer',
  ];
  const profile = `--user-data-dir=${join(work, 'chromium')}`;
  run('chromium', [...quiet, profile, `--print-to-pdf=${join(FIXTURES, `${name}.pdf`)}`, pathToFileURL(source).href]);
}

function write(name: string, text: string): string {
  const path = join(work, name);
  writeFileSync(path, text);
  return path;
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
