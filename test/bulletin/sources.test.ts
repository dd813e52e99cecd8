import { expect, test } from 'vitest';
import { parse } from '../../src/bulletin/parse.ts';
import { flawsOf } from './flaws.ts';

const sourceOf = (line: string) => {
  const text = `# 소식\n\n## 01 가 발표\n\n- 가이다.\n\n${line}\n`;
  const bulletin = parse(text, { id: 'news-2024-08-02' });
  expect(flawsOf(text, bulletin)).toEqual([]);
  return bulletin.items[0]?.sources[0];
};

test.each([
  ['출처: 신화망 https://a.kr/1 (2024.7.1)', { publisher: '신화망', date: '2024-07-01', url: 'https://a.kr/1' }],
  ['출처: 신화망 (https://a.kr/1, 7.24) 기사', { publisher: '신화망', date: '2024-07-24', url: 'https://a.kr/1' }],
  ['출처: https://a.kr/1 신화망', { publisher: '신화망', date: null, url: 'https://a.kr/1' }],
  ['출처:!http://2정책', { publisher: '정책', date: null, url: 'http://2' }],
  ['출처: 신화망, https://a.kr/1 인민망', { publisher: '신화망', title: null, url: 'https://a.kr/1' }],
  ['출처: **https://a.kr/1**', { publisher: null, title: null, url: 'https://a.kr/1' }],
  ['**https://a.kr/1**', { publisher: null, title: null, url: 'https://a.kr/1' }],
  ['**출처: [가 발표문](https://a.kr/1) 신화망**', { publisher: '신화망', title: '가 발표문', url: 'https://a.kr/1' }],
])('sourcesOf takes no words from both sides of an address together: %s', (line, wanted) => {
  expect(sourceOf(line)).toMatchObject(wanted);
});
