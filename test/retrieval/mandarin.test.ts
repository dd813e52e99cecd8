import { describe, expect, test } from 'vitest';
import { hangulOf, readAsPinyin, syllablesOf } from '../../src/retrieval/mandarin.ts';

describe('hangulOf', () => {
  // Forms of the National Institute of Korean Language for names of places and persons.
  test.each([
    ['bei jing', '베이징'],
    ['zhe jiang', '저장'],
    ['zhou shan', '저우산'],
    ['si chuan', '쓰촨'],
    ['chong qing', '충칭'],
    ['xin jiang', '신장'],
    ['xiang gang', '샹강'],
    ['guang xi', '광시'],
    ['gui zhou', '구이저우'],
    ['gan su', '간쑤'],
    ['qing hai', '칭하이'],
    ['nei meng gu', '네이멍구'],
    ['jiu jiang', '주장'],
    ['xu zhou', '쉬저우'],
    ['quan zhou', '취안저우'],
    ['lv liang', '뤼량'],
    ['ri zhao', '르자오'],
    ['zi bo', '쯔보'],
    ['ning xia', '닝샤'],
    ['xi jin ping', '시진핑'],
    ['deng xiao ping', '덩샤오핑'],
    ['yuan shi kai', '위안스카이'],
    ['sun wen', '쑨원'],
    ['jun', '쥔'],
    ['xiong', '슝'],
    ['jue', '줴'],
  ])('writes %s as %s', (pinyin, hangul) => {
    expect(
      pinyin
        .split(' ')
        .map((syllable) => hangulOf(syllable))
        .join(''),
    ).toBe(hangul);
  });

  test('knows no syllable that Mandarin has not', () => {
    expect(hangulOf('fong')).toBeUndefined();
    expect(hangulOf('')).toBeUndefined();
  });
});

describe('syllablesOf', () => {
  test('gives every syllable that Korean writes so', () => {
    expect(syllablesOf('자')).toEqual(['jia', 'zha']);
    expect(syllablesOf('강강')).toEqual([]);
  });
});

describe('readAsPinyin', () => {
  test('gives all ways to read a word', () => {
    expect(readAsPinyin('xian', 4)).toEqual([['xi', 'an'], ['xian']]);
    expect(readAsPinyin('zhejiang', 4)).toContainEqual(['zhe', 'jiang']);
  });

  test('gives none for words of other languages', () => {
    for (const word of ['hydrogen', 'budget', 'quantum', ''])
      expect(readAsPinyin(word, 4), word).toEqual(word === '' ? [[]] : []);
  });

  test('goes no further than as many syllables as it is told, however long the word', () => {
    expect(readAsPinyin('xian'.repeat(2), 2)).toEqual([['xian', 'xian']]);
    expect(readAsPinyin('a'.repeat(100_000), 4)).toEqual([]);
  });
});
