/* Numbers that are written as words, in Korean, English and Chinese, as far as they count something. */

const KOREAN =
  '한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두 열세 열네 열다섯 열여섯 열일곱 열여덟 열아홉 스무'.split(' ');
const ENGLISH =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const HAN_DIGITS = '零一二三四五六七八九';

const COUNTED_KOREAN = '명|개|곳|군데|가지|번(?!째)|차례';
/** What is counted apart from its number only, as the two may be one word: 세종, 한해. */
const COUNTED_APART =
  '대(?!로)|건|배|달(?!러)|살|권|편|척|마리|나라|도시|기관|회사|단계|종|쪽|해|시간|주(?!요)|사람|부처|팀';
const COUNTED_HAN =
  '个|個|家|名|人|项|項|种|種|位|所|年|倍|次|座|架|辆|條|条|款|类|類|级|級|大|国|省|市|部|篇|艘|台|天|周|省|枚|颗|只';

const WORDS = new RegExp(
  [
    `(?<!\\p{L})(?<ko>${[...KOREAN].reverse().join('|')})(?=\\s?(?:${COUNTED_KOREAN})|\\s(?:${COUNTED_APART}))`,
    `(?<!\\p{L}|\\p{L}-)(?:(?<tens>${ENGLISH_TENS.join('|')})(?:-(?<units>${ENGLISH.slice(0, 9).join('|')}))?|(?<en>${[...ENGLISH].reverse().join('|')}))(?!\\p{L})`,
    `(?<![第${HAN_DIGITS}十百千万亿])(?:(?<hanTens>[二三四五六七八九]?)十(?<hanOnes>[一二三四五六七八九]?)|(?<han>[一二两兩三四五六七八九]))(?=${COUNTED_HAN})`,
  ].join('|'),
  'giu',
);

/** The numbers from 1 to 99 that a text (in NFKC) gives in words before what they count, in its order.
 *  @example numberWordsIn('세 곳, fourteen people, 十二个') // => [3, 14, 12] */
export function numberWordsIn(text: string): number[] {
  return [...text.matchAll(WORDS)].map(({ groups = {} }) => {
    const { ko, tens, units, en, hanTens, hanOnes, han } = groups;
    if (ko !== undefined) return KOREAN.indexOf(ko) + 1;
    if (tens !== undefined) return (ENGLISH_TENS.indexOf(tens.toLowerCase()) + 2) * 10 + englishDigit(units);
    if (en !== undefined) return ENGLISH.indexOf(en.toLowerCase()) + 1;
    if (han !== undefined) return hanDigit(han);
    return (hanTens ? hanDigit(hanTens) : 1) * 10 + (hanOnes ? hanDigit(hanOnes) : 0);
  });
}

function englishDigit(word: string | undefined): number {
  return word === undefined ? 0 : ENGLISH.indexOf(word.toLowerCase()) + 1;
}

function hanDigit(character: string): number {
  return /[两兩]/u.test(character) ? 2 : HAN_DIGITS.indexOf(character);
}
