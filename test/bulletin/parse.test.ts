import { describe, expect, test } from 'vitest';
import type { Bulletin } from '../../src/bulletin/bulletin.ts';
import { parse } from '../../src/bulletin/parse.ts';
import { fixture, KOSTEC } from './fixture.ts';
import { flawsOf } from './flaws.ts';

const KINDS = ['heading', 'paragraph', 'bullet', 'note', 'caption', 'table'] as const;

/** The bulletin with each item's blocks counted, each part on a line: what a reader can check against the file. */
function outlineOf(bulletin: Bulletin) {
  const { title, publisher, publishedOn, language, lineCount, sections, contents, summary, items, parts, warnings } =
    bulletin;
  return {
    title,
    publisher,
    publishedOn,
    language,
    lineCount,
    sections,
    contents,
    summaryLines: summary.map((block) => block.lines[0]),
    items: items.map(({ blocks, ...item }) => ({
      ...item,
      blocks: Object.fromEntries(KINDS.map((kind) => [kind, blocks.filter((block) => block.kind === kind).length])),
      rows: blocks.flatMap((block) => (block.kind === 'table' ? [block.rows.length] : [])),
    })),
    parts: parts.map(({ lines, kind, ref }) => `${lines[0]}-${lines[1]} ${kind}${ref === null ? '' : ` ${ref}`}`),
    warnings,
  };
}

/** Items in short: number, title, subtitle, section, date and links. */
const itemsOf = (bulletin: Bulletin) =>
  bulletin.items.map(({ number, title, subtitle, section, date, sources }) => ({
    number,
    title,
    subtitle,
    section,
    date,
    links: sources.flatMap(({ url }) => (url === null ? [] : [url])),
  }));

const titlesOf = (bulletin: Bulletin) => bulletin.items.map((item) => item.title);

describe('the real bulletin', () => {
  const bulletin = parse(KOSTEC, { id: 'kostec-2024-08-02' });

  test('parse reads titles, sections, dates, sources and parts as checked by hand', () => {
    expect(outlineOf(bulletin)).toEqual(JSON.parse(fixture('kostec-2024-08-02.expected.json')));
  });

  test('parse keeps every line and quotation of it', () => {
    expect(flawsOf(KOSTEC, bulletin)).toEqual([]);
  });

  test('parse makes sub-headings, nested entries and notes blocks of their item', () => {
    const item = bulletin.items[0];
    expect(item?.blocks.filter((block) => block.kind === 'heading').map((block) => block.text)).toEqual([
      '1) 지원 대상 선정',
      '〈지원대상〉',
      '2) 위험 분담률 향상',
      '〈기업 유형별 위험 분담률〉',
      '3) 요율* 수준의 합리적 결정',
      '〈※ 참고: 시행계획 가타 주요 내용〉',
    ]);
    const nested = bulletin.items[1]?.blocks.flatMap((block) => (block.kind === 'bullet' ? [block.depth] : []));
    expect(nested).toEqual([0, 1, 1, 0, 1, 1, 0]);
    expect(bulletin.items[1]?.blocks.find((block) => block.kind === 'note')?.lines).toEqual([116, 116]);
  });

  test("parse keeps a figure's source as a note and lists its link once", () => {
    const item = bulletin.items.find(({ id }) => id.endsWith('II-01'));
    expect(item?.sources.map((source) => source.lines)).toEqual([[308, 312]]);
    expect(item?.blocks.at(-1)).toEqual({
      kind: 'note',
      text: '출처: https://mp.weixin.qq.com/s/Q4faKkPXgVJY2cwARIs1Wg',
      lines: [306, 306],
    });
  });
});

/** The same issue as other machines might have read it. */
const READINGS: readonly (readonly [string, (text: string) => string])[] = [
  [
    'with CRLF, byte order mark and decomposed Hangul',
    (text) => `\uFEFF${text.normalize('NFD').replaceAll('\n', '\r\n')}`,
  ],
  ['without ■', (text) => text.replace(/^(#+) ■ /gm, '$1 ')],
  ['with subtitles as plain text', (text) => text.replace(/^#+ ■ /gm, '')],
  ['with every heading at level 1', (text) => text.replace(/^#+ /gm, '# ')],
  ['with every heading at level 6', (text) => text.replace(/^#+ /gm, '###### ')],
  ['with every heading as plain text', (text) => text.replace(/^#+ /gm, '')],
  ['with every heading in bold', (text) => text.replace(/^#+ (.*)$/gm, '**$1**')],
  ['with 1. for 01', (text) => text.replace(/^(#+) 0(\d) /gm, '$1 $2. ').replace(/^(#+) 0(\d)$/gm, '$1 $2.')],
  ['with 1 for 01', (text) => text.replace(/^(#+) 0(\d)/gm, '$1 $2')],
  [
    'with numbers joined to titles',
    (text) => text.replace(/^## (0\d)\n\n## /gm, '## $1').replace(/^(#+) (0\d) /gm, '$1 $2'),
  ],
  ['with numbers in bold', (text) => text.replace(/^(#+) (0\d)/gm, '$1 **$2**')],
  [
    'with full-width digits',
    (text) => text.replace(/^(#+) 0(\d)/gm, (_, h, d) => `${h} ０${String.fromCharCode(0xff10 + Number(d))}`),
  ],
  ['with numbers on lines of their own', (text) => text.replace(/^(#+) (0\d) (.*)$/gm, '$2\n\n$3')],
  ['without item numbers', (text) => text.replace(/^(#+) 0\d /gm, '$1 ').replace(/^## 0\d$/gm, '')],
  [
    'with Roman numerals of one character',
    (text) =>
      text
        .replace(/^## III$/m, '## Ⅲ')
        .replace(/^## II$/m, '## Ⅱ')
        .replace(/^## I$/m, '## Ⅰ'),
  ],
  ['with section numbers before titles', (text) => text.replace(/^## (I+)\n\s*\n(?: \n)?## /gm, '## $1. ')],
  ['without section numbers', (text) => text.replace(/^## (I+)$/gm, '')],
  [
    'without its contents list',
    (text) =>
      text
        .split('\n')
        .filter((_, i) => i < 6 || i > 36)
        .join('\n'),
  ],
  ['without blank lines', (text) => text.replace(/\n\s*\n+/g, '\n')],
];

test.each(READINGS)('parse finds the same 14 items %s', (_, read) => {
  const wanted = itemsOf(parse(KOSTEC, { id: 'x' })).map(({ number: _number, subtitle: _subtitle, ...item }) => item);
  const text = read(KOSTEC);
  const bulletin = parse(text, { id: 'x' });
  const found = itemsOf(bulletin).map(({ number: _number, subtitle: _subtitle, ...item }) => ({
    ...item,
    title: item.title.normalize('NFC'),
    section: item.section?.normalize('NFC') ?? null,
  }));
  expect(found).toEqual(wanted);
  expect(flawsOf(text, bulletin)).toEqual([]);
});

test('parse reads headings scattered over lines, levels and marks', () => {
  const bulletin = parse(fixture('scattered-headings.md'), { id: 'k' });
  expect(bulletin.sections.map(({ number, title }) => [number, title])).toEqual([
    ['I', '정책동향'],
    ['II', '기술동향'],
    ['III', '단신동향'],
  ]);
  expect(bulletin.items.map(({ id, title, date }) => [id, title, date])).toEqual([
    ['k/I-01', "과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련", '2024-07-24'],
    ['k/I-02', "국가발개위 외, '석탄발전 저탄소 개조 행동방안('24~'27)' 발표", null],
    ['k/I-03', "베이징시 발개위 외, 'AI+ 실행계획' 발표", '2024-07-27'],
    ['k/II-01', '중국과기대, 세계 최초 초냉 원자 양자 시뮬레이터 출시', '2024-07-11'],
    ['k/III-01', '중국, 세계 최초 통신·스마트 융합 6G 시범 네트워크 구축', '2024-07-11'],
    ['k/III-02', '우한, 항공 신소재 산업 개발 연구원 신설', '2024-07-12'],
  ]);
  expect(bulletin.items[4]?.sources[0]?.url).toBe('https://www.gov.cn/yaowen/liebiao/202407/content_6962589.htm');
});

test('parse reads a weekly in plain text with □ ○ levels, Roman sections and 출처 lines', () => {
  const bulletin = parse(fixture('agency-weekly.txt'), { id: 'w' });
  expect(bulletin).toMatchObject({ publisher: '한국과학기술기획평가원', publishedOn: '2024-08-02' });
  expect(bulletin.items.map(({ id, title, section, date }) => [id, title, section, date])).toEqual([
    ['w/I-01', '미국 반도체법 2년의 성과와 과제', '이슈 분석', '2024-07-30'],
    ['w/II-01', '영국, AI 기회 행동계획 수립 착수', '주요 동향', '2024-07-26'],
    ['w/II-02', '독일, 수소 수입 전략 발표', '주요 동향', '2024-07-24'],
    ['w/II-03', '유럽, 제10차 연구혁신 프레임워크 논의', '주요 동향', '2024-07-22'],
  ]);
  const bullets = bulletin.items[0]?.blocks.flatMap((block) =>
    block.kind === 'bullet' ? [[block.depth, block.lines[0]]] : [],
  );
  expect(bullets).toEqual([
    [0, 19],
    [1, 20],
    [2, 21],
    [1, 23],
    [0, 26],
    [1, 27],
  ]);
  expect(bulletin.items[0]?.blocks).toContainEqual({
    kind: 'bullet',
    text: '2032년까지 첨단 로직 반도체의 약 30%를 미국에서 생산할 전망으로, 0%이던 2022년과 비교하면 큰 변화로 평가',
    depth: 1,
    lines: [23, 24],
  });
});

test('parse takes a press release for one item with annex and contacts in it', () => {
  const bulletin = parse(fixture('press-release.md'), { id: 'p' });
  expect(bulletin).toMatchObject({
    title: '반도체 첨단 패키징 선도 기술개발사업 예비타당성조사 통과',
    publishedOn: '2024-07-24',
  });
  expect(itemsOf(bulletin)).toEqual([
    {
      number: null,
      title: '반도체 첨단 패키징 선도 기술개발사업 예비타당성조사 통과',
      subtitle: '2025년부터 7년간 총 2,744억 원 투입',
      section: null,
      date: '2024-07-24',
      links: [],
    },
  ]);
  expect(JSON.stringify(bulletin.items[0]?.blocks)).toContain('담당 부서');
});

test('parse reads a news digest with dates, publishers and links in every form', () => {
  expect(
    itemsOf(parse(fixture('publishers-digest.md'), { id: 'd' })).map(({ title, date, links }) => [title, date, links]),
  ).toEqual([
    ['엔비디아, 차세대 AI 칩 출시 연기', '2024-08-03', ['https://www.reuters.com/technology/nvidia-delay-2024-08-03/']],
    [
      '유럽연합, 인공지능법 발효',
      '2024-08-01',
      ['https://digital-strategy.ec.europa.eu/en/policies/regulatory-framework-ai'],
    ],
    ['구글, 소형 모델 젬마 2 2B 공개', null, ['https://developers.googleblog.com/en/gemma-2-2b/']],
    ['국내: 과기정통부, AI 안전연구소 설립 추진', '2024-08-02', []],
  ]);
});

test('parse takes headings that group others for sections and leaves the parts of an article in it', () => {
  const bulletin = parse(fixture('grouped-headings.md'), { id: 'g' });
  expect(bulletin.items.map(({ title, section }) => [section, title])).toEqual([
    ['정책', '미국, 국가 AI 연구 인프라 시범사업 확대'],
    ['정책', '일본, AI 사업자 가이드라인 개정'],
    ['산업', '국내 클라우드 시장 동향'],
    ['산업', '반도체 수출 동향'],
  ]);
  expect(bulletin.items[1]?.sources).toMatchObject([{ publisher: '経済産業省', date: '2024-07-29' }]);
});

test('parse takes headings with text of their own for items, however they are divided', () => {
  const text =
    '# 소식\n\n## 가 기관의 발표\n\n### 배경\n\n배경이다.\n\n### 전망\n\n전망이다.\n\n## 나 기관의 발표\n\n### 배경\n\n배경이다.\n';
  expect(titlesOf(parse(text, { id: 'x' }))).toEqual(['가 기관의 발표', '나 기관의 발표']);
});

test('parse reads a numbered list of news', () => {
  const bulletin = parse(fixture('numbered-list.md'), { id: 'n' });
  expect(itemsOf(bulletin).map(({ number, title, links }) => [number, title, links])).toEqual([
    ['1', '한국형 발사체 누리호 4차 발사 준비 착수', ['https://www.etnews.com/20240725000101']],
    ['2', 'KAIST, 상온 양자 광원 개발', ['https://www.hellodd.com/news/articleView.html?idxno=104000']],
    ['3', '서울대, 차세대 배터리 소재 합성', []],
  ]);
  expect(bulletin.items[0]?.blocks[0]).toMatchObject({ kind: 'paragraph', lines: [5, 5] });
});

test('parse reads digests in English and Chinese', () => {
  const english = parse(fixture('english-digest.md'), { id: 'e' });
  expect(english).toMatchObject({ language: 'en', publishedOn: '2024-07-26', publisher: 'Science Policy Desk' });
  expect(
    english.items.map(({ section, title, date, sources }) => [section, title, date, sources[0]?.publisher]),
  ).toEqual([
    ['Policy', 'State Council issues plan for low-carbon coal power', '2024-07-15', 'Xinhua'],
    ['Policy', 'Beijing launches AI+ action plan', '2024-07-27', 'Beijing Daily'],
    ['Technology', 'Water molecules found in lunar soil', '2024-07-23', 'The Paper'],
  ]);
  const chinese = parse(fixture('chinese-digest.md'), { id: 'c' });
  expect(chinese).toMatchObject({ language: 'zh', publishedOn: '2024-07-29' });
  expect(chinese.items.map(({ title, date, sources }) => [title, date, sources[0]?.publisher])).toEqual([
    ['四部门出台科技创新专项担保计划', '2024-07-24', '中国政府网'],
    ['科技部新设三个直属事业单位', '2024-07-17', '中国高新网'],
    ['月壤中首次发现分子水', '2024-07-23', '澎湃新闻'],
  ]);
});

test('parse makes one item of a text without structure, titled by its first line', () => {
  const [item, ...others] = parse(fixture('no-structure.txt'), { id: 's' }).items;
  expect(others).toEqual([]);
  expect(item).toMatchObject({ id: 's/1', number: null, lines: [1, 4], titleLines: [1, 1], date: null });
  expect(item?.title).toBe('한국천문연구원은 24일 태양 코로나그래프를 국제우주정거장에 보낼 준비를 마쳤다고 밝혔다.');
});

test('parse makes the first sentence the title of a text that is one long line and keeps the whole line', () => {
  const text = `첫 문장이다. ${'둘째 문장은 길다. '.repeat(20)}`;
  const [item] = parse(text, { id: 'x' }).items;
  expect(item?.title).toBe('첫 문장이다.');
  expect(item?.blocks).toEqual([{ kind: 'paragraph', text: text.trim(), lines: [1, 1] }]);
});

test.each(['', '\n\n', ' \t\n', '---\n'])('parse finds no items in %j and warns', (text) => {
  const bulletin = parse(text, { id: 'x' });
  expect(bulletin.items).toEqual([]);
  expect(bulletin.warnings.map(({ code }) => code)).toEqual(['NO_ITEMS']);
  expect(flawsOf(text, bulletin)).toEqual([]);
});

test('parse leaves what stands before the items unplaced, with a warning', () => {
  const intro =
    '안녕하세요, 이번 주에는 국내외의 과학기술 소식을 모아서 전해 드리려고 하니 끝까지 읽어 주시기 바라겠습니다.';
  const bulletin = parse(`# 소식\n\n${intro}\n\n## 가 소식\n\n- 나\n\n## 다 소식\n\n- 라\n`, { id: 'x' });
  expect(titlesOf(bulletin)).toEqual(['가 소식', '다 소식']);
  expect(bulletin.warnings).toMatchObject([{ code: 'UNPLACED', lines: [3, 3] }]);
});

test('parse makes an item of the text between the title of a section and its first item, so that it is searched', () => {
  const lead =
    '이 부문에서는 지난 한 주 동안 국내외에서 발표된 과학기술 정책 가운데 예산과 인력에 관한 것을 모아서 전한다.';
  const text = `# 소식\n\n## 정책\n\n${lead}\n\n### 가 발표\n\n가이다.\n\n출처: 로이터\n\n### 나 논의\n\n나이다.\n\n출처: 로이터\n`;
  const bulletin = parse(text, { id: 'x' });
  expect(bulletin.items.map(({ title, section }) => [title, section])).toEqual([
    ['정책', '정책'],
    ['가 발표', '정책'],
    ['나 논의', '정책'],
  ]);
  expect(flawsOf(text, bulletin)).toEqual([]);
});

test('parse takes the day of the issue from the id when the text states none', () => {
  expect(parse('# 소식\n\n## 가 발표(7.24)\n\n- 나\n', { id: 'weekly-2024-08-02' })).toMatchObject({
    publishedOn: '2024-08-02',
    items: [{ date: '2024-07-24' }],
  });
  expect(parse('# 소식\n\n## 가 발표(7.24)\n\n- 나\n', { id: 'weekly' })).toMatchObject({
    publishedOn: null,
    items: [{ date: null }],
  });
});

test('parse gives items distinct ids where numbers repeat', () => {
  const text = KOSTEC.replaceAll('## 02', '## 01').replaceAll('## 03', '## 01');
  const ids = parse(text, { id: 'x' }).items.map((item) => item.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([
  ['headings marked ■', '# 주간동향\n\n## ■ 가 발표\n\n가이다.\n\n## ■ 나 논의\n\n나이다.\n', ['가 발표', '나 논의']],
  [
    'lines marked ■ with a source in brackets each',
    '[단신] 2024년 8월 1주\n\n■ 가 발표\n - 가\n (출처: 로이터, 7.30)\n\n■ 나 논의\n - 나\n (출처: 닛케이, 7.31)\n',
    ['가 발표 2024-07-30', '나 논의 2024-07-31'],
  ],
  [
    'lines in bold with a day behind',
    '**가 발표** (2024.7.30)\n\n가이다.\n\n**나 논의** (2024.7.31)\n\n나이다.\n',
    ['가 발표 (2024.7.30) 2024-07-30', '나 논의 (2024.7.31) 2024-07-31'],
  ],
  [
    'titles that are links',
    '# 소식\n\n- [가 발표](https://a.kr/1) - 신화망\n- [나 논의](https://a.kr/2) - 인민망\n',
    ['가 발표', '나 논의'],
  ],
  [
    'numbers of two levels',
    '# 브리프\n\n## 1. 이슈\n\n### 1-1. 가 발표\n\n□ 가\n\n### 1-2. 나 논의\n\n□ 나\n',
    ['가 발표', '나 논의'],
  ],
  [
    'numbered lines with sources below chapters',
    '# 동향\n\n## 제1장 미국\n\n1) 가 발표\n- 가\n(출처: NSF, 2024.7.1.)\n\n2) 나 논의\n- 나\n(출처: DOE, 2024.7.2.)\n\n## 제2장 일본\n\n1) 다 발간\n- 다\n(출처: MEXT, 2024.7.3.)\n',
    ['가 발표 2024-07-01', '나 논의 2024-07-02', '다 발간 2024-07-03'],
  ],
  [
    'one article',
    '# 가 기술의 현황\n\n## 배경\n\n가이다.\n\n## 주요 내용\n\n나이다.\n\n## 시사점\n\n다이다.\n',
    ['가 기술의 현황'],
  ],
  [
    'several press releases',
    '보도자료\n\n# 가 통과\n\n□ 가\n\n보도자료\n\n# 나 착수\n\n□ 나\n',
    ['가 통과', '나 착수'],
  ],
])('parse finds the items of a bulletin with %s', (_, text, wanted) => {
  const bulletin = parse(text, { id: 'x' });
  expect(bulletin.items.map(({ title, date }) => (date === null ? title : `${title} ${date}`))).toEqual(wanted);
  expect(flawsOf(text, bulletin)).toEqual([]);
});

describe('a day in brackets that opens an item', () => {
  const dayOf = (opening: string) => {
    const text = `# 科技双周报（2025年10月17日）\n\n## 政策\n\n### 方案印发\n\n${opening}\n\n八部门联合印发方案。\n`;
    return parse(text, { id: 'biweekly-2025-10-17' }).items[0]?.date;
  };

  test.each([
    ['〔10月9日　北京〕', '2025-10-09'],
    ['【北京，10月9日】', '2025-10-09'],
    ['(도쿄, 10월 9일)', '2025-10-09'],
    ['[Tokyo, October 9]', '2025-10-09'],
  ])('%s needs no year', (opening, date) => {
    expect(dayOf(opening)).toBe(date);
  });

  test.each([
    '北京，10月9日',
    '〔10月9日至10月12日　北京〕',
    '〔10月9日召开的第三次全国科技工作会议上有关部门负责人介绍了情况〕',
  ])('%s is no dateline', (opening) => {
    expect(dayOf(opening)).toBeNull();
  });
});
