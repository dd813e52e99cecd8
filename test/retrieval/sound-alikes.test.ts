import { describe, expect, test } from 'vitest';
import { alikesOf } from '../../src/retrieval/alikes.ts';
import { Sounds } from '../../src/retrieval/sound-alikes.ts';
import { tokenize } from '../../src/retrieval/tokenize.ts';

/** What a question's tokens may be in texts, by their sound. */
function alikes(question: string, ...texts: readonly string[]) {
  const sounds = new Sounds();
  const known = new Set(texts.flatMap(tokenize));
  for (const token of known) sounds.meet(token);
  return Object.fromEntries(alikesOf(question, (token) => known.has(token), [sounds]));
}

describe('Sounds', () => {
  test.each([
    ['투자', '投资'],
    ['역사', '历史'],
    ['기술', '技術'],
  ])('finds %s, which Korean and Chinese write with the same characters', (korean, chinese) => {
    const pair = tokenize(chinese)[0];
    expect(alikes(korean, chinese)).toEqual({ [korean]: [[pair]] });
    expect(alikes(chinese, korean)).toEqual({ [pair ?? '']: [[korean]] });
  });

  test('finds a Chinese name that Korean writes as it sounds', () => {
    expect(alikes('저우산', '在舟山建成')).toEqual({ 저우: [['舟山']], 우산: [['舟山']] });
    expect(alikes('판젠웨이는 누구야?', '潘建伟院士')).toEqual({
      판젠: [['潘建']],
      젠웨: [['建伟']],
      웨이: [['建伟']],
    });
    expect(alikes('建伟', '판젠웨이 원사')).toEqual({ 建伟: [['젠웨']] });
    expect(alikes('舟山', '저우산에서')).toEqual({ 舟山: [['저우', '우산']] });
  });

  test('finds a Chinese name in pinyin, both ways', () => {
    expect(alikes('Zhoushan', '舟山', '저우산')).toEqual({ zhoushan: [['저우', '우산'], ['舟山']] });
    expect(alikes('저우산', 'in Zhoushan')).toEqual({ 저우: [['zhoushan']], 우산: [['zhoushan']] });
    expect(alikes('曹妃甸', 'at Caofeidian')).toEqual({ 曹妃: [['caofeidian']], 妃甸: [['caofeidian']] });
  });

  test('wants a name whole: a part of its sound is another name', () => {
    expect(alikes('舟山', '저우와 우리')).toEqual({});
    expect(alikes('Caofeidian', '曹妃')).toEqual({});
  });

  test('does not take words of one script for each other', () => {
    expect(alikes('记述', '技术')).toEqual({});
    expect(alikes('기술', '기술')).toEqual({});
  });

  test('does not join the ends of two words', () => {
    expect(alikes('저우 산', '舟山')).toEqual({});
  });

  test('takes no short word in letters for pinyin', () => {
    expect(alikes('data', '达塔')).toEqual({});
  });

  test('meets characters that have no reading, and those beyond two bytes', () => {
    expect(alikes('𠮷林 투자', '𠮷林', '投资')).toEqual({ 투자: [['投资']] });
  });
});
