import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waysApart } from '../../src/answer/parts.ts';

describe('waysApart', () => {
  test.each([
    ['규정 시행일하고 청년 지원 접수일 각각 언제예요?', ['규정 시행일 언제예요?', '청년 지원 접수일 언제예요?']],
    ['운반 로봇 만든 회사랑 연합체 만든 회사 알려줘', ['운반 로봇 만든 회사 알려줘', '연합체 만든 회사 알려줘']],
    [
      '공장은 하이난 어디에 지었고, 센터는 선전 어디서 착공했어?',
      ['공장은 하이난 어디에 지었고', '센터는 선전 어디서 착공했어?'],
    ],
    [
      '전류는 몇 A까지 갔나요? 그리고 그 자석은 누가 만들었죠?',
      ['전류는 몇 A까지 갔나요?', '그리고 그 자석은 누가 만들었죠?'],
    ],
    [
      'Which journals carried the moon paper and the magnet paper?',
      ['Which journals carried the moon paper', 'Which journals carried the magnet paper?'],
    ],
    ['Who found the water and when did the probe land?', ['Who found the water', 'when did the probe land?']],
    [
      '波兰编程人员的岗位和韩荷人才交流，经费各是多少？',
      ['波兰编程人员的岗位,经费是多少?', '韩荷人才交流,经费是多少?'],
    ],
    ['盐城测试场的投资额和北京核心产值分别是多少？', ['盐城测试场的投资额是多少?', '北京核心产值是多少?']],
    ['月球水是谁发现的，量子模拟器是谁造的？', ['月球水是谁发现的', '量子模拟器是谁造的?']],
    [
      'how long do midwives have to stay, ghana vs vietnam?',
      ['how long do midwives have to stay, ghana?', 'how long do midwives have to stay, vietnam?'],
    ],
    ['屏東跟西班牙裝了自動閘門後各省了多少水？', ['屏東裝了自動閘門後省了多少水?', '西班牙裝了自動閘門後省了多少水?']],
    ['스마트폰과 반도체 수출액은 얼마야', ['스마트폰 수출액은 얼마야', '반도체 수출액은 얼마야']],
    [
      'Minimum insurance: one for rockets in Japan, one for robots in Hangzhou.',
      ['Minimum insurance: one for rockets in Japan', 'Minimum insurance: one for robots in Hangzhou.'],
    ],
    ['참가비: 파리 회의, 서울 회의', ['참가비: 파리 회의', '참가비: 서울 회의']],
    ['门票：洛阳展、唐山馆', ['门票:洛阳展', '门票:唐山馆']],
    ['自石墨烯膜的寿命是多少？另外磁体重多少吨？', ['自石墨烯膜的寿命是多少?', '磁体重多少吨?']],
  ])('%s', (question, parts) => {
    expect(waysApart(question)).toContainEqual(parts);
    expect(waysApart(question.normalize('NFD'))).toContainEqual(parts);
  });

  test('three things are tried together before two', () => {
    const [first] = waysApart('연청 시험장 투자액이랑 베이징 산업 생산액, 석탄발전 설비 용량은 각각 얼마예요?');
    expect(first).toEqual([
      '연청 시험장 투자액 얼마예요?',
      '베이징 산업 생산액 얼마예요?',
      '석탄발전 설비 용량은 얼마예요?',
    ]);
  });

  test.each([
    '석탄발전 설비 용량은 얼마예요?',
    'OPPO와 에릭슨은 무엇을 협력하나요?',
    '한국과 노르웨이가 같이 맺은 협약 이름은?',
    'What did Seoul and Oslo agree between them?',
    '최근 연구 결과 알려줘',
    '새 계획을 발표하고 지원금을 주는 도시는 어디야?',
    'What is the capacity of coal power?',
    'research and development spending',
    '7:30에 시작하는 행사는?',
    'Answer: the budget',
    '量子通信和平利用',
    '안녕',
    '',
  ])('leaves whole what asks for one thing: %s', (question) => {
    expect(waysApart(question)).toEqual([]);
  });

  test('gives two to four parts for any text, in a few ways', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const parts of waysApart(text)) {
          expect(parts.length).toBeGreaterThan(1);
          expect(parts.length).toBeLessThan(5);
        }
      }),
    );
    expect(waysApart('연구소와 대학과 '.repeat(500)).length).toBeLessThan(5);
  });
});
