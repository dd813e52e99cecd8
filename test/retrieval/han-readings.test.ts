import { describe, expect, test } from 'vitest';
import { koreanReadings, mandarinReadings } from '../../src/retrieval/han-readings.ts';

describe('koreanReadings', () => {
  test.each([
    ['投', ['투']],
    ['资', ['자']],
    ['資', ['자']],
    ['历', ['역', '력']],
    ['女', ['여', '녀']],
    ['术', ['출', '술']],
    ['机', ['기', '궤']],
    ['广', ['광', '엄']],
  ])('reads %s, simplified or not, at the start of a word and inside one', (character, readings) => {
    expect(koreanReadings(character)).toEqual(readings);
  });

  test('reads nothing else', () => {
    for (const other of ['a', '가', '1', '', '〇〇']) expect(koreanReadings(other), other).toEqual([]);
  });
});

describe('mandarinReadings', () => {
  test.each([
    ['舟', ['zhou']],
    ['重', ['zhong', 'chong']],
    ['吕', ['lv']],
  ])('reads %s', (character, readings) => {
    expect(mandarinReadings(character)).toEqual(readings);
  });

  test('reads nearly every common character', () => {
    const common = Array.from({ length: 0x9fa6 - 0x4e00 }, (_, i) => String.fromCharCode(0x4e00 + i));
    const unread = common.filter((character) => mandarinReadings(character).length === 0);
    expect(unread.length).toBeLessThan(common.length / 100);
  });

  test('reads nothing else', () => {
    for (const other of ['가', '1', '']) expect(mandarinReadings(other), other).toEqual([]);
  });
});
