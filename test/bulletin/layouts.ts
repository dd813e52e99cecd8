/** How one bulletin is laid out. */
export type Layout = {
  readonly section: keyof typeof SECTIONS;
  readonly title: keyof typeof TITLES;
  readonly body: keyof typeof BODIES;
  readonly source: keyof typeof SOURCES;
  readonly contents: boolean;
  readonly front: keyof typeof FRONTS;
  readonly blank: keyof typeof BLANKS;
};

/** An item as a reader finds it. */
type Expected = {
  readonly title: string;
  readonly section: string | null;
  readonly date: string | null;
  readonly links: readonly string[];
};

type News = {
  readonly title: string;
  readonly facts: readonly string[];
  readonly publisher: string;
  readonly day: string;
  readonly url: string;
};

const ROMANS = ['I', 'II', 'III', 'IV'];

export const SECTIONS = {
  none: () => '',
  heading: (_: number, name: string) => `## ${name}`,
  roman: (n: number, name: string) => `${ROMANS[n]}. ${name}`,
  romanHeading: (n: number, name: string) => `## ${ROMANS[n]}. ${name}`,
  chapter: (n: number, name: string) => `## 제${n + 1}장 ${name}`,
  bracket: (_: number, name: string) => `[${name}]`,
  mark: (_: number, name: string) => `■ ${name}`,
  bold: (_: number, name: string) => `**${name}**`,
};

export const TITLES = {
  heading: (_: number, title: string) => `### ${title}`,
  numberedHeading: (n: number, title: string) => `### ${n}. ${title}`,
  padded: (n: number, title: string) => `## ${String(n).padStart(2, '0')} ${title}`,
  number: (n: number, title: string) => `${n}. ${title}`,
  parenthesis: (n: number, title: string) => `${n}) ${title}`,
  circled: (n: number, title: string) => `${String.fromCodePoint(0x245f + n)} ${title}`,
  bold: (_: number, title: string) => `**${title}**`,
  boldNumber: (n: number, title: string) => `**${n}. ${title}**`,
  lenticular: (_: number, title: string) => `【${title}】`,
  angle: (_: number, title: string) => `<${title}>`,
  square: (_: number, title: string) => `[${title}]`,
  box: (_: number, title: string) => `□ ${title}`,
  filled: (_: number, title: string) => `■ ${title}`,
  diamond: (_: number, title: string) => `◆ ${title}`,
  plain: (_: number, title: string) => title,
};

export const BODIES = {
  paragraphs: (facts: readonly string[]) => facts.map((fact) => `${fact}고 밝혔다.`),
  dashes: (facts: readonly string[]) => facts.map((fact) => `- ${fact}`),
  circles: (facts: readonly string[]) => facts.map((fact, n) => `${n % 2 === 0 ? ' ○ ' : '   - '}${fact}`),
  ieung: (facts: readonly string[]) => facts.map((fact) => `ㅇ ${fact}`),
  triangles: (facts: readonly string[]) => facts.map((fact) => `▷ ${fact}`),
  dots: (facts: readonly string[]) => facts.map((fact) => `• ${fact}`),
};

export const SOURCES = {
  label: ({ publisher, day, url }: News) => [`출처: ${publisher} (${day})`, url],
  labelLine: ({ publisher, day, url }: News) => [`출처 : ${publisher}, ${day.replaceAll('-', '.')}., ${url}`],
  noted: ({ publisher, day, url }: News) => [`※ 출처 : ${publisher} (${day.replaceAll('-', '.')}.)`, url],
  starred: ({ publisher, day, url }: News) => [`* 자료: ${publisher} (${day}) ${url}`],
  bracket: ({ publisher, day }: News) => [`(출처: ${publisher}, ${day})`],
  linked: ({ publisher, day, url }: News) => [`출처: [${publisher}](${url}) (${day})`],
  list: ({ publisher, day, url }: News) => ['참고자료', `- ${publisher} (${day})`, url],
  link: ({ url }: News) => [`[원문 보기](${url})`],
  url: ({ url }: News) => [url],
};

export const FRONTS = {
  heading: ['# 과학기술 주간 소식 제7호', '', '2024년 11월 15일'],
  text: ['과학기술 주간 소식', '제7호 (2024. 11. 15.)', '미래전략연구소'],
  imprint: ['# 과학기술 주간 소식', '', '발행일: 2024-11-15 | 발행처: 미래전략연구소'],
};

export const BLANKS = {
  between: (lines: readonly string[]) => lines.join('\n'),
  none: (lines: readonly string[]) => lines.filter((line) => line !== '').join('\n'),
  doubled: (lines: readonly string[]) => lines.join('\n').replace(/\n\n/g, '\n\n\n\n'),
  crlf: (lines: readonly string[]) => lines.join('\r\n'),
  decomposed: (lines: readonly string[]) => lines.join('\n').normalize('NFD'),
};

const SUBJECTS = ['과기정통부', '산업부', '영국', '일본 경제산업성', '유럽연합', 'KAIST', '미국 에너지부', '베이징시'];
const OBJECTS = [
  '양자 컴퓨터 육성 전략',
  '수소 배관망 구축 계획',
  '인공지능 안전 지침',
  '차세대 배터리 로드맵',
  '달 탐사 2단계 사업',
  '반도체 인력 양성 방안',
];
const VERBS = ['발표', '확정', '공개', '개정', '추진', '착수'];
const FACTS = [
  '2030년까지 총 1,200억 원을 투입할 예정',
  '전담 기관을 내년 상반기에 지정',
  '세계 시장 점유율 15%를 목표로 제시',
  '민간 기업 32곳이 참여 의사를 전달',
  '관련 규정은 12월 중에 고칠 계획',
];
const NAMES = ['정책 동향', '기술 동향', '산업 동향', '해외 단신'];

/** Writes a bulletin with so many items in each section, and tells what a reader finds in it. */
export function write(
  layout: Layout,
  counts: readonly number[],
  seed: number,
): { readonly text: string; readonly items: readonly Expected[] } {
  const lines: string[] = [...FRONTS[layout.front], ''];
  const body: string[] = [];
  const listed: string[] = [];
  const items: Expected[] = [];
  let ordinal = 0;
  counts.slice(0, layout.section === 'none' ? 1 : undefined).forEach((count, s) => {
    const name = NAMES[s] ?? '';
    if (layout.section !== 'none') {
      body.push(SECTIONS[layout.section](s, name), '');
      listed.push(`${ROMANS[s]}. ${name}`);
    }
    for (let n = 1; n <= count; n++, ordinal++) {
      const news = newsOf(seed + ordinal);
      body.push(
        TITLES[layout.title](n, news.title),
        '',
        ...BODIES[layout.body](news.facts),
        '',
        ...SOURCES[layout.source](news),
        '',
      );
      listed.push(` ${n}. ${news.title} ····· ${ordinal + 1}`);
      const hasUrl = layout.source !== 'bracket';
      const hasDay = layout.source !== 'link' && layout.source !== 'url';
      items.push({
        title: news.title,
        section: sectionName(layout.section, s, name),
        date: hasDay ? news.day : null,
        links: hasUrl ? [news.url] : [],
      });
    }
  });
  if (layout.contents) lines.push('목 차', '', ...listed, '');
  return { text: BLANKS[layout.blank]([...lines, ...body]), items };
}

function sectionName(style: Layout['section'], n: number, name: string): string | null {
  if (style === 'none') return null;
  return style === 'chapter' ? `제${n + 1}장 ${name}` : name;
}

function newsOf(n: number): News {
  const of = (list: readonly string[], step: number) =>
    list[(n * step + Math.floor(n / list.length)) % list.length] ?? '';
  return {
    title: `${of(SUBJECTS, 1)}, ${of(OBJECTS, 1)} ${of(VERBS, 1)}`,
    facts: [0, 1, 2].slice(0, 1 + (n % 3)).map((k) => FACTS[(n + k) % FACTS.length] ?? ''),
    publisher: ['로이터', '연합뉴스', '전자신문', '과학신문'][n % 4] ?? '',
    day: `2024-11-${String(1 + (n % 14)).padStart(2, '0')}`,
    url: `https://news.example.kr/2024/${1000 + n}`,
  };
}

/** The names of styles. */
export function keys<T extends object>(styles: T): (keyof T & string)[] {
  const isName = (name: string): name is keyof T & string => name in styles;
  return Object.keys(styles).filter(isName);
}
