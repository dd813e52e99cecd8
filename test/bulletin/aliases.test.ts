import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aliasesOf } from '../../src/bulletin/aliases.ts';

test.each([
  ['판젠웨이(潘建伟) 원사 연구팀', ['판젠웨이', '潘建伟']],
  ['‘신품질 생산력(新質生產力)’을 강조', ['신품질 생산력', '新質生產力']],
  ["'신품질 생산력'(新質生產力)을 강조", ['신품질 생산력', '新質生產力']],
  ['국가자연과학기금위원회(NSFC)는', ['국가자연과학기금위원회', 'NSFC']],
  ['국가자연과학기금위원회(이하 기금위)는', ['국가자연과학기금위원회', '기금위']],
  ['과학기술정보통신부(과기정통부)는', ['과학기술정보통신부', '과기정통부']],
  ['由國家科學及技術委員會（國科會）公布', ['國家科學及技術委員會', '國科會']],
  ['国家自然科学基金委员会（NSFC）发布', ['国家自然科学基金委员会', 'NSFC']],
  ['the Chinese Academy of Sciences (CAS) said', ['Chinese Academy of Sciences', 'CAS']],
  ['CAS (Chinese Academy of Sciences)', ['Chinese Academy of Sciences', 'CAS']],
  ['장삼각(연청·鹽城) 시험장', ['연청', '鹽城']],
])('aliasesOf finds in %s', (text, alias) => {
  expect(aliasesOf(text)).toEqual([alias]);
  expect(aliasesOf(text.normalize('NFD'))).toEqual([alias]);
});

test('aliasesOf takes each form that stands in one parenthesis', () => {
  expect(aliasesOf('유비텍(UBTECH·優必選)')).toEqual([
    ['유비텍', 'UBTECH'],
    ['유비텍', '優必選'],
  ]);
});

test.each([
  '공동연구팀(USTC)은',
  '총 3곳(서울, 부산)',
  '약 50%(YoY) 감소',
  '홍길동(45)',
  '서울(2024.7.1)',
  '고신 기술 기업(高新技术企业)',
  '발전(發電) 설비',
  '지원금(최대 3억 원)',
  'in Beijing (see Table 2)',
  'the National Science Board (CAS)',
  '研究团队（共三十人）',
])('aliasesOf finds none in %s', (text) => {
  expect(aliasesOf(text)).toEqual([]);
});

test('aliasesOf finds two different forms or none, whatever the text', () => {
  const part = fc.constantFrom(
    '가나',
    '다라마',
    '中国',
    '科学院',
    'CAS',
    'Chinese Academy',
    '(',
    ')',
    '（',
    '）',
    ' ',
    '·',
    "'",
    '‘',
    '3',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (written) => {
      for (const [name, other] of aliasesOf(written)) {
        expect(name.length).toBeGreaterThan(1);
        expect(other).not.toBe(name);
      }
    }),
  );
});
