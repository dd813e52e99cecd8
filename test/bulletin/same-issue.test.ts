import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Bulletin } from '../../src/bulletin/bulletin.ts';
import { parse } from '../../src/bulletin/parse.ts';
import { isSameIssue } from '../../src/bulletin/same-issue.ts';

const REAL = await readFile(new URL('../../data/bulletins/kostec-2024-08-02.md', import.meta.url), 'utf8');
const DIGEST = await readFile(new URL('../fixtures/bulletins/publishers-digest.md', import.meta.url), 'utf8');
const issue = parse(REAL, { id: 'issue' });

/** A weekly whose headings are the same in every issue. */
function fixedHeadings(week: string, published: string, number = 30): Bulletin {
  const items = ['국제 동향', '산업 동향', '정책 동향', '연구 동향'].map(
    (title) => `## ${title}\n\n${week} ${title}으로는 ${week} 계획과 그 성과를 담은 ${week} 보고서가 나왔다.\n`,
  );
  return parse(`# 과학기술 주간동향 제${number}호${published}\n\n${items.join('\n')}`, { id: week });
}

/** Both ways round: the rule knows no order. */
function same(a: Bulletin, b: Bulletin): boolean {
  expect(isSameIssue(b, a)).toBe(isSameIssue(a, b));
  return isSameIssue(a, b);
}

describe('isSameIssue holds for', () => {
  test('the real bulletin and itself under another id', () => {
    expect(issue.publishedOn).toBe('2024-08-02');
    expect(same(issue, parse(REAL, { id: 'other' }))).toBe(true);
  });

  test('a correction: figures changed, an item retitled, a sentence added', () => {
    const corrected = REAL.replaceAll('40%', '45%').replace('달 토양', '달 표토').replace('# ', '# [수정] ');
    expect(corrected).not.toBe(REAL);
    expect(same(issue, parse(corrected, { id: 'corrected' }))).toBe(true);
  });

  test('a reading that lost a third of the items and every table', () => {
    const items = issue.items.slice(0, 10).map((item) => ({
      ...item,
      blocks: item.blocks.filter((block) => block.kind !== 'table'),
    }));
    expect(same(issue, { ...issue, items })).toBe(true);
  });

  test('a reading that lost the day, when nearly everything else agrees', () => {
    expect(same(issue, { ...issue, publishedOn: null })).toBe(true);
  });
});

describe('isSameIssue tells apart', () => {
  test('issues of different days, whatever they share', () => {
    expect(same(issue, { ...issue, publishedOn: '2024-08-09' })).toBe(false);
  });

  test('bulletins of one day with one title and other items', () => {
    const half = Math.ceil(issue.items.length / 2);
    expect(same({ ...issue, items: issue.items.slice(0, half) }, { ...issue, items: issue.items.slice(half) })).toBe(
      false,
    );
  });

  test('issues of a weekly with fixed headings, dated, undated and one of each', () => {
    const [may, june] = [' (2024-05-03)', ' (2024-06-07)'];
    expect(fixedHeadings('오월', may).items).toHaveLength(4);
    expect(same(fixedHeadings('오월', may), fixedHeadings('유월', june))).toBe(false);
    expect(same(fixedHeadings('오월', ''), fixedHeadings('유월', ''))).toBe(false);
    expect(same(fixedHeadings('오월', may), fixedHeadings('유월', ''))).toBe(false);
    expect(same(fixedHeadings('조간', may), fixedHeadings('석간', may))).toBe(false);
  });

  test('issues whose numbers differ, even with the same text', () => {
    expect(same(fixedHeadings('오월', '', 30), fixedHeadings('오월', '', 31))).toBe(false);
    expect(same(fixedHeadings('오월', '', 30), fixedHeadings('오월', '', 30))).toBe(true);
  });

  test('undated texts of a single item', () => {
    const notice = parse('# 알림\n\n## 채용 공고\n\n연구원을 채용한다.\n', { id: 'a' });
    expect(notice.items).toHaveLength(1);
    expect(same(notice, { ...notice, id: 'b' })).toBe(false);
  });

  test('bulletins without items, and different publishers', () => {
    expect(same({ ...issue, items: [] }, { ...issue, items: [] })).toBe(false);
    expect(same(issue, parse(DIGEST, { id: 'digest' }))).toBe(false);
  });
});
