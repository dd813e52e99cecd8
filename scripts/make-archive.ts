import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from '../src/bulletin/parse.ts';
import { projectFile } from './project-file.ts';
import { seededRandom } from './seeded-random.ts';

/* Writes a synthetic archive for measurements at size: weekly issues back from July 2024 in the layout of the bundled bulletin, made of
   its own lines with figures, years, places and links varied, so that neither chunks nor vectors repeat. Every file says that it is
   synthetic. The same seed gives the same files.
   Usage: npm run archive -- FOLDER [--issues 1000] [--seed 1] [--last 2024-07-26] */

const BULLETIN = projectFile('data/bulletins/kostec-2024-08-02.md');
const ID = 'kostec-2024-08-02';
const WEEK = 7 * 86_400_000; // milliseconds
/** Further lines an item gets from the other items, so that an issue has about 60 chunks as longer weeklies do. */
const BORROWED = { least: 3, most: 9 } as const;
const PLACES =
  '베이징 상하이 선전 광저우 우한 난징 항저우 청두 충칭 시안 톈진 칭다오 쑤저우 창사 허페이 샤먼 다롄 하얼빈'.split(
    ' ',
  );
const FIELDS =
  '인공지능 양자정보 신소재 반도체 로봇 수소에너지 태양광 이차전지 자율주행 우주항공 해양 의료기기 스마트농업 원자력'.split(
    ' ',
  );

/** An item of the bundled bulletin as the lines of its file: those before its body, those that may be borrowed, and where it is from. */
type Template = { readonly title: string; readonly body: readonly string[]; readonly sources: readonly string[] };
type Random = () => number;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    issues: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    last: { type: 'string', default: '2024-07-26' },
  },
});
const [folder] = positionals;
const issues = Number(values.issues);
const seed = Number(values.seed);
const last = Date.parse(values.last); // the day of the latest issue
if (folder === undefined || !Number.isInteger(issues) || issues < 1 || !Number.isInteger(seed) || Number.isNaN(last)) {
  console.error('Usage: npm run archive -- FOLDER [--issues 1000] [--seed 1] [--last 2024-07-26]');
  process.exitCode = 64;
} else {
  await writeArchive(folder);
}

async function writeArchive(target: string): Promise<void> {
  const templates = templatesOf(await readFile(BULLETIN, 'utf8'));
  const bullets = templates.flatMap(({ body }) => body.filter((line) => /^\s*- /.test(line)));
  await mkdir(target, { recursive: true });
  for (let issue = 0; issue < issues; issue++) {
    const day = new Date(last - issue * WEEK).toISOString().slice(0, 10);
    const random = seededRandom(seed * 1_000_003 + issue);
    await writeFile(join(target, `synthetic-${day}.md`), issueOf(day, templates, bullets, random));
  }
  console.error(`${issues} synthetic issues in ${target}`);
}

function templatesOf(text: string): Template[] {
  const lines = text.split('\n');
  return parse(text, { id: ID }).items.map((item) => {
    const [first, last] = item.lines;
    const from = Math.min(last + 1, ...item.sources.map((source) => source.lines[0]));
    const body = lines.slice(item.titleLines[1], from - 1).filter((line) => !isLabel(line));
    return {
      title: item.title,
      body,
      sources: lines.slice(Math.max(first, from) - 1, last).filter((line) => !isLabel(line)),
    };
  });
}

/** Whether the line is a heading above sources, which every item gets anew. */
function isLabel(line: string): boolean {
  return /^#+\s*(참고자료|[IVX]+|단신동향|기술동향|정책동향)\s*$/u.test(line);
}

function issueOf(day: string, templates: readonly Template[], bullets: readonly string[], random: Random): string {
  const sections = ['정책동향', '기술동향', '단신동향'].map((title, i) => ({
    title,
    number: 'I'.repeat(i + 1),
    items: templates.filter((_, n) => Math.floor((3 * n) / templates.length) === i),
  }));
  const titled = sections.map((section) => ({
    ...section,
    items: shuffled(section.items, random).map((item) => ({ item, title: varied(item.title, random) })),
  }));
  return [
    '<!-- SYNTHETIC: made by scripts/make-archive.ts for measurements; no real issue, and nothing in it is true. -->',
    '',
    `# 중국 과학기술 정책 주/간/동/향 (합성 자료 ${day})`,
    '',
    '본 자료는 성능 측정을 위해 합성한 것으로 실제 소식이 아닙니다.',
    '',
    '## CONTENTS',
    ...titled.flatMap(({ title, items }, i) => [
      '',
      `### ${i + 1}. ${title}`,
      '',
      ...items.map((one) => `- ${one.title}`),
    ]),
    '',
    ...titled.flatMap(({ title, number, items }) => [
      `## ${number}`,
      '',
      `## ${title}`,
      '',
      ...items.flatMap((one, n) => itemLines(one, n + 1, bullets, random)),
    ]),
    `| 발 행 일 | ${day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1. $2. $3.')}`,
    '',
  ].join('\n');
}

function itemLines(
  { item, title }: { readonly item: Template; readonly title: string },
  number: number,
  bullets: readonly string[],
  random: Random,
): string[] {
  const count = BORROWED.least + Math.floor(random() * (BORROWED.most - BORROWED.least + 1));
  const borrowed = Array.from({ length: count }, () => varied(pick(bullets, random).trimStart(), random));
  return [
    `## ${String(number).padStart(2, '0')} ${title}`,
    '',
    ...item.body.map((line) => varied(line, random)),
    '',
    `#### 〈${pick(FIELDS, random)} 분야 주요 내용〉`,
    '',
    ...borrowed,
    '',
    '### 참고자료',
    '',
    ...item.sources.map((line) => varied(line, random)),
    '',
  ];
}

/** The line with its figures, places and fields changed; what carries meaning for the layout stays. */
function varied(line: string, random: Random): string {
  return line
    .replace(/(?<![\d.\p{L}])\d{1,4}(?=[.,%억만개년건대위 ])/gu, (digits) => changed(digits, random))
    .replace(/\d{6,}/g, (digits) => changed(digits, random))
    .replace(new RegExp(PLACES.join('|'), 'gu'), () => pick(PLACES, random))
    .replace(new RegExp(FIELDS.join('|'), 'gu'), () => pick(FIELDS, random));
}

/** Another number with as many digits. */
function changed(digits: string, random: Random): string {
  const least = digits.length === 1 ? 1 : 10 ** (digits.length - 1);
  return String(least + Math.floor(random() * (10 ** digits.length - least)));
}

function pick(from: readonly string[], random: Random): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
