import { expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';

const SECTIONS = [
  ['Ⅰ. 정책', ['가나다 계획 확정', '라마바 지침 개정']],
  ['Ⅱ. 동향', ['사아자 협정 체결', '차카타 연구 착수']],
  ['Ⅲ. 단신', ['파하갸 학술대회 개최', '냐댜랴 탐사선 출항', '먀뱌샤 버스 보급 확대']],
] as const;

/** Items numbered from 1 to 7 across sections; those of the last have neither subtitle nor source. */
function runningOn(level: string): string {
  let number = 0;
  const sections = SECTIONS.map(([section, titles], k) => {
    const isLast = k === SECTIONS.length - 1;
    const items = titles.map((title) => {
      number += 1;
      const text = `${level} ${number}. ${title}\n`;
      return isLast
        ? `${text}- 7월에 시작함\n`
        : `${text}\n■ 그 뜻(7.1)\n\n- 내용이다.\n\n출처: 신화망 https://a.kr/${number}\n`;
    });
    return `## ${section}\n\n${items.join('\n')}`;
  });
  return `# 월간동향 제7호\n\n${sections.join('\n')}`;
}

test.each(['###', '##'])('parse follows numbers that run on across sections, at %s', (level) => {
  const { items } = parse(runningOn(level), { id: 'x' });
  expect(items.map(({ section, number, title }) => [section, number, title])).toEqual([
    ['정책', '1', '가나다 계획 확정'],
    ['정책', '2', '라마바 지침 개정'],
    ['동향', '3', '사아자 협정 체결'],
    ['동향', '4', '차카타 연구 착수'],
    ['단신', '5', '파하갸 학술대회 개최'],
    ['단신', '6', '냐댜랴 탐사선 출항'],
    ['단신', '7', '먀뱌샤 버스 보급 확대'],
  ]);
});

test('parse takes no day of a table for the day of an item', () => {
  const table = '| 공모 | 마감 |\n|---|---|\n| 로봇 | 2024. 11. 15. |\n';
  const text = `# 소식\n\n## 01 가 공모\n\n예산이 정해졌다.\n\n${table}\n출처: 신화망 (2024.7.23) https://a.kr/1\n\n## 02 나\n\n- 나이다.\n`;
  expect(parse(text, { id: 'x' }).items[0]?.date).toBe('2024-07-23');
});
