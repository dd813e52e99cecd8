import { expect, test } from 'vitest';
import { AliasBook, isProper, otherWordings } from '../../src/answer/alias-book.ts';

function bookOf(...aliases: readonly (readonly [string, string])[]): AliasBook {
  const book = new AliasBook();
  book.set('weekly', aliases);
  return book;
}

test('in finds each form of a name, in either writing of Han, with the others', () => {
  const book = bookOf(['한빛양자연구소', '韩光量子研究所'], ['한빛양자연구소', 'HQI']);
  const forms = ['한빛양자연구소', '韩光量子研究所', 'HQI'];
  for (const form of forms) {
    expect(book.in(`${form}는 어디야?`)).toEqual([
      { written: form, others: expect.arrayContaining(forms.filter((one) => one !== form)) },
    ]);
  }
  expect(book.in('韓光量子研究所在哪里').map(({ written }) => written)).toEqual(['韓光量子研究所']);
  expect(book.in('한빛양자연구소'.normalize('NFD'))).toHaveLength(1);
});

test('in takes the longest form, and no part of another word', () => {
  const book = bookOf(['과기정통부', '과학기술정보통신부'], ['기금위', '국가자연과학기금위원회'], ['양자막', 'PEM']);
  expect(book.in('과학기술정보통신부 예산').map(({ written }) => written)).toEqual(['과학기술정보통신부']);
  expect(book.in('연구기금위 소식')).toEqual([]);
  expect(book.in('PEMS, xPEM')).toEqual([]);
  expect(book.in('pem 전극').map(({ written }) => written)).toEqual(['pem']);
});

test('a bulletin takes its aliases along when it goes, and what it shares with others stays', () => {
  const book = bookOf(['판젠웨이', '潘建伟'], ['천샤오룽', '陳小龍']);
  book.set('other', [['판젠웨이', '潘建伟']]);
  book.delete('weekly');
  expect(book.in('판젠웨이와 천샤오룽').map(({ written }) => written)).toEqual(['판젠웨이']);
  book.set('other', []);
  expect(book.in('판젠웨이')).toEqual([]);
});

test('otherWordings gives one name another form each time; a name is proper where it has a form in Han', () => {
  const book = bookOf(['판젠웨이', '潘建伟'], ['인공지능', 'AI']);
  const question = '潘建伟的AI团队';
  const known = book.in(question);
  expect(known.map(isProper)).toEqual([true, false]);
  expect(otherWordings(question, known)).toEqual(['판젠웨이的AI团队', '潘建伟的인공지능团队']);
  expect(otherWordings('아무것도', [])).toEqual([]);
});

test('otherWordings takes of each script the form that most bulletins give', () => {
  const book = bookOf(['양자정보', 'AI'], ['인공지능', 'AI'], ['人工智能', 'AI']);
  book.set('other', [['인공지능', 'AI']]);
  const known = book.in('AI 소식');
  expect(known.flatMap(({ others }) => others).sort()).toEqual(['양자정보', '인공지능', '人工智能'].sort());
  expect(otherWordings('AI 소식', known)).toEqual(['인공지능 소식', '人工智能 소식']);
});
