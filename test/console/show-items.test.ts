import { expect, test } from 'vitest';
import { showDigest, showItems, showSources } from '../../src/console/show-items.ts';
import { BULLETIN, GUARANTEE_ITEM } from './answers.ts';

const SCREEN = { columns: 60, colours: false };
const NETWORK = {
  id: 'kostec-2024-08-02/III-01',
  number: null,
  title: '중국, 세계 최초 통신·스마트 융합 6G 시범 네트워크 구축',
  section: null,
  date: null,
} as const;

function lines(...expected: readonly string[]): string {
  return expected.join('\n');
}

test('showSources shows links with what the bulletin says of them, and says where there are none', () => {
  const links = [
    {
      url: 'https://www.gov.cn/a',
      title: '关于实施支持科技创新专项担保计划的通知',
      publisher: '중국정부망',
      date: '2024-07-24',
    },
    { url: 'https://www.gov.cn/b', title: null, publisher: null, date: null },
  ];
  const list = {
    items: [
      { item: GUARANTEE_ITEM, bulletin: BULLETIN, links },
      { item: NETWORK, bulletin: { ...BULLETIN, publishedOn: null }, links: [] },
    ],
  };
  expect(showSources(list, 'ko', SCREEN)).toBe(
    lines(
      "01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
      '   정책동향 · 중국 과학기술 정책 주/간/동/향 (2024-08-02)',
      '   关于实施支持科技创新专项担保计划的通知 · 중국정부망 ·',
      '   2024-07-24',
      '   https://www.gov.cn/a',
      '   https://www.gov.cn/b',
      '',
      '중국, 세계 최초 통신·스마트 융합 6G 시범 네트워크 구축',
      '   중국 과학기술 정책 주/간/동/향',
      '   게시물에 출처 링크가 없습니다.',
    ),
  );
});

test('showSources says when no item matches', () => {
  expect(showSources({ items: [] }, 'zh', SCREEN)).toBe('没有找到与这些词语相符的条目。');
});

test('showDigest shows a day with its items, their sentences and lines', () => {
  const digest = {
    date: '2024-07-24',
    items: [
      {
        item: GUARANTEE_ITEM,
        bulletin: BULLETIN,
        summary: [{ text: '성급 재보증 기관의 위험 분담 비율은 최소 20%', lines: [80, 80] as const, place: null }],
        links: ['https://www.gov.cn/a'],
      },
    ],
  };
  expect(showDigest(digest, [], 'en', SCREEN)).toBe(
    lines(
      '2024-07-24 · 1 item',
      '',
      "01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
      '   정책동향 · 중국 과학기술 정책 주/간/동/향 (2024-08-02)',
      '   성급 재보증 기관의 위험 분담 비율은 최소 20% (line 80)',
      '   https://www.gov.cn/a',
    ),
  );
});

test('showDigest names days that have items for one that has none', () => {
  expect(showDigest({ date: '2024-08-04', items: [] }, ['2024-08-02', '2024-07-24'], 'ko', SCREEN)).toBe(
    lines('2024-08-04에는 항목이 없습니다.', '항목이 있는 날: 2024-08-02, 2024-07-24'),
  );
});

test('showItems lists items below their issue and section', () => {
  const of = { bulletin: BULLETIN, lines: [56, 110] as const, place: null, links: [] };
  const list = {
    items: [
      { ...of, item: GUARANTEE_ITEM },
      { ...of, item: NETWORK },
    ],
  };
  expect(showItems(list, { asked: null, known: [] }, 'ko', SCREEN)).toBe(
    lines(
      '중국 과학기술 정책 주/간/동/향 (2024-08-02)',
      'kostec-2024-08-02',
      ' 정책동향',
      "  01 과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련",
      '     kostec-2024-08-02/I-01 · 2024-07-24 · 56–110행',
      '  중국, 세계 최초 통신·스마트 융합 6G 시범 네트워크 구축',
      '     kostec-2024-08-02/III-01 · 56–110행',
    ),
  );
});

test('showItems tells an unknown bulletin from an empty index', () => {
  const unknown = showItems({ items: [] }, { asked: 'zz', known: ['a', 'b'] }, 'en', SCREEN);
  expect(unknown).toBe('There is no bulletin "zz". Bulletins: a, b');
  const empty = showItems({ items: [] }, { asked: 'zz', known: [] }, 'en', SCREEN);
  expect(empty).toContain('No bulletins are indexed yet.');
});
