import { expect, test } from 'vitest';
import { languageOf } from '../../src/bulletin/language.ts';

test.each([
  ['ULM-1이 뭐야?', 'ko'],
  ['창어 5호 water?', 'ko'],
  ['판젠웨이(潘建伟) 원사는 누구인가', 'ko'],
  ['《2023全球人工智能创新指数报告》이 뭐야?', 'ko'],
  ['OPPO와 Ericsson의 협력', 'ko'],
  ['What did the Ministry of Science announce?', 'en'],
  ['What is 신품질 생산력?', 'en'],
  ['ULM-1', 'en'],
  ['OPPO与Ericsson的合作内容是什么', 'zh'],
  ['月壤中发现了什么？', 'zh'],
  ['新質生產力', 'zh'],
] as const)('languageOf reads %s as %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test('languageOf reads decomposed Hangul like composed', () => {
  expect(languageOf('달 토양 ULM-1'.normalize('NFD'))).toBe('ko');
});

test('languageOf falls back where there are no letters or another language', () => {
  expect(languageOf('2024. 7. 24.', 'zh')).toBe('zh');
  expect(languageOf('')).toBe('ko');
  expect(languageOf('これはテストです', 'en')).toBe('en');
});
