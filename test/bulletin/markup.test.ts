import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain, quoteIsAt, readable, unmark } from '../../src/bulletin/markup.ts';

test.each([
  ['## 3) 요율\\* 수준', '3) 요율* 수준'],
  ['## 제목 ##', '제목'],
  ['융자 보증 기금이 **최대 40%**의 위험', '융자 보증 기금이 최대 40%의 위험'],
  ['**(고급 인재)** 논문', '(고급 인재) 논문'],
  ['*기울임*과 __굵게__와 ~~지움~~', '기울임과 굵게와 지움'],
  ["'24~'27년, 3~5개", "'24~'27년, 3~5개"],
  ['부처* 공동, 3*4*5, snake_case_name, 010-****-1234', '부처* 공동, 3*4*5, snake_case_name, 010-****-1234'],
  ['[결정](https://a.b/c_\\(d\\) "제목") 및 ![그림](x.png)', '결정 및 그림'],
  ['<https://a.b/c_d>', 'https://a.b/c_d'],
  ['<b>a</b>b', 'ab'],
  ['<ul style="list-style-type: none"> <li>• 하나</li><li>• 둘</li></ul>', '• 하나 • 둘'],
  ['가<br>나<br/>다', '가 나 다'],
  ['A&amp;B &lt;표 1&gt; R&D &#44032; &nbsp;끝', 'A&B <표 1> R&D 가 끝'],
  ['x < 3 및 <표 1>', 'x < 3 및 <표 1>'],
  ['`code *a*` 와 `24년', 'code *a* 와 `24년'],
  ['$(\\text{NH}_4) \\cdot 6\\text{H}_2\\text{O}$ 로', '$(\\text{NH}_4) \\cdot 6\\text{H}_2\\text{O}$ 로'],
  ['> - 인용\n  둘째 줄', '인용 둘째 줄'],
])('plain reads %s', (text, expected) => {
  expect(plain(text)).toBe(expected);
});

test('plain leaves neither runs of white space nor white space at its ends', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/^\s|\s$|\s\s/.test(plain(text))));
});

test.each([
  ['$(\\text{NH}_4, \\text{K}) \\text{MgCl}_3 \\cdot 6\\text{H}_2\\text{O}$', '(NH₄, K) MgCl₃ · 6H₂O'],
  ['온도 $10^{-9}\\,\\text{K}$', '온도 10⁻⁹ K'],
  ['$\\frac{1}{2}$와 $90^\\circ$', '1/2와 90°'],
  ['41\\% 증가', '41% 증가'],
  ['$5 and $10', '$5 and $10'],
])('readable shows %s', (text, expected) => {
  expect(readable(text)).toBe(expected);
});

test('unmark parts the marks that open a line from its text', () => {
  expect(unmark('- ☑ 关于**通知**')).toEqual({ mark: '-☑', text: '关于通知' });
  expect(unmark('  - \\* 평가지표')).toEqual({ mark: '-*', text: '평가지표' });
  expect(unmark('## ■ 소제목 ##')).toEqual({ mark: '##■', text: '소제목' });
  expect(unmark('**■ 소제목**')).toEqual({ mark: '■', text: '소제목' });
  expect(unmark('-5도')).toEqual({ mark: '', text: '-5도' });
});

test('quoteIsAt finds a quotation only between its lines', () => {
  const text = '## 제목\n- **가** 나\n  - \\* 다\n1. 라\n| 마 | 바 |\n';
  expect(quoteIsAt(text, '제목', [1, 1])).toBe(true);
  expect(quoteIsAt(text, '가 나\n다', [2, 3])).toBe(true);
  expect(quoteIsAt(text, '다 라', [3, 4])).toBe(true);
  expect(quoteIsAt(text, '마 바', [5, 5])).toBe(true);
  expect(quoteIsAt(text, '가 나', [3, 5])).toBe(false);
  expect(quoteIsAt(text, '나 가', [1, 5])).toBe(false);
});

test('quoteIsAt takes white space as one but no other difference', () => {
  expect(quoteIsAt('가\u00A0 나\u3000다', '가 나 다', [1, 1])).toBe(true);
  expect(quoteIsAt('０１ 가', '01 가', [1, 1])).toBe(false);
  expect(quoteIsAt('가', '', [1, 1])).toBe(false);
});

test('quoteIsAt finds the marks of a line that is a cell of an HTML table', () => {
  expect(quoteIsAt('<table>\n---\n</table>', '---', [1, 3])).toBe(true);
  expect(quoteIsAt('<table>가\n---\n나</table>', '가 --- 나', [1, 3])).toBe(true);
});
