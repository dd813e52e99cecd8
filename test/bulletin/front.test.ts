import { expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { flawsOf } from './flaws.ts';

const HEADED = '## 01 가 발표\n\n- 가이다.\n\n## 02 나 논의\n\n- 나이다.\n';
const PLAIN =
  '1. 가 발표\n- 가이다.\n출처: 신화망 https://a.kr/1\n\n2. 나 논의\n- 나이다.\n출처: 인민망 https://a.kr/2\n';
const KOREAN =
  '> 평가용으로 쓴 글: 이 호의 기관, 인물, 수치와 사건은 모두 지어낸 것이며 실제와 관계가 없어서 인용하면 안 됩니다.';

test.each([
  ['a comment', '<!-- written for evaluation -->\n', HEADED],
  ['a comment', '<!-- written for evaluation -->\n', PLAIN],
  ['a quotation', `${KOREAN}\n\n`, HEADED],
  ['a quotation', `${KOREAN}\n\n`, PLAIN],
])('parse takes the line behind %s for the title', (_, before, body) => {
  const text = `${before}${body === HEADED ? '# ' : ''}소식 제3호\n\n${body}`;
  const bulletin = parse(text, { id: 'x' });
  expect(bulletin.title).toBe('소식 제3호');
  expect(bulletin.items.map(({ title }) => title)).toEqual(['가 발표', '나 논의']);
  expect(bulletin.warnings).toEqual([]);
  expect(flawsOf(text, bulletin)).toEqual([]);
});

test('parse takes a quotation below the title for a notice', () => {
  const bulletin = parse(`# 소식 제3호\n\n${KOREAN}\n\n${HEADED}`, { id: 'x' });
  expect(bulletin.parts.map(({ kind }) => kind)).toEqual(['title', 'blank', 'notice', 'blank', 'item', 'item']);
});

test('parse takes the only heading of level 1 for the title below a long line', () => {
  const intro =
    '안녕하세요, 이번 주에는 국내외의 과학기술 소식을 모아서 전해 드리려고 하니 바쁘시더라도 끝까지 읽어 주시기 바랍니다.';
  const bulletin = parse(`${intro}\n\n# 소식 제3호\n\n${HEADED}`, { id: 'x' });
  expect(bulletin.title).toBe('소식 제3호');
  expect(bulletin.warnings).toMatchObject([{ code: 'UNPLACED', lines: [1, 1] }]);
});

test.each([
  ['2024年7月19日 · 主办：云岭科技情报所', '云岭科技情报所', '2024-07-19'],
  ['主办：云岭科技情报所', '云岭科技情报所', null],
  ['第12期 主办单位：云岭科技情报所 出版日期：2024年7月19日', '云岭科技情报所', '2024-07-19'],
  ['발행일: 2024.7.31 / 발행처: 가람연구원', '가람연구원', '2024-07-31'],
  ['No. 12 | Publisher: Science Desk | Date: July 19, 2024', 'Science Desk', '2024-07-19'],
])('readImprint finds publisher and day on one line: %s', (line, publisher, publishedOn) => {
  expect(parse(`# 소식\n\n${line}\n\n${HEADED}`, { id: 'x' })).toMatchObject({ publisher, publishedOn });
});
