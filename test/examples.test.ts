import { expect, test } from 'vitest';
import { topicOf } from '../src/examples.ts';

test.each([
  ["과기부 외, '과학기술 혁신 지원 특별 보증 계획' 마련", '과학기술 혁신 지원 특별 보증 계획'],
  ["국가발개위 외, '석탄발전 저탄소 개조 행동방안('24~'27)' 발표", "석탄발전 저탄소 개조 행동방안('24~'27)"],
  ['과기부, 신품질 생산력(新質生產力) 촉진센터 신설', '신품질 생산력(新質生產力) 촉진센터 신설'],
  ['2023 글로벌 인공지능 혁신지수 보고 발간', '2023 글로벌 인공지능 혁신지수 보고 발간'],
  ['국무원, 《人工智能行动方案》 발표', '人工智能行动方案'],
])('topicOf takes the quoted name, else what was done: %s', (title, topic) => {
  expect(topicOf(title)).toBe(topic);
});
