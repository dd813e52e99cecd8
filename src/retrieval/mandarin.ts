import { append } from './append.ts';

/* The syllables of Mandarin in pinyin (without tones, ü as v), and how Korean writes each. */

/** The finals that stand behind each initial. */
const FINALS: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en eng er o ou ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun wa wai wan wang wei wen weng wo wu',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
};

/** The Korean consonant of each initial, with ㅏ. */
const CONSONANTS = table(
  'b 바 p 파 m 마 f 파 d 다 t 타 n 나 l 라 g 가 k 카 h 하 j 자 q 차 x 사 zh 자 ch 차 sh 사 r 라 z 짜 c 차 s 싸',
).set('', '아');

/** How Korean writes the finals: the table of the rules for foreign words (외래어 표기법, table 5). */
const HANGUL = table(
  'a 아 ai 아이 an 안 ang 앙 ao 아오 e 어 ei 에이 en 언 eng 엉 er 얼 o 오 ou 어우',
  'i 이 ia 야 ian 옌 iang 양 iao 야오 ie 예 in 인 ing 잉 iong 융 iu 유',
  'u 우 ua 와 uai 와이 uan 완 uang 왕 ui 우이 un 운 uo 워 ong 웅 v 위 ve 웨 ue 웨',
  'ya 야 yan 옌 yang 양 yao 야오 ye 예 yi 이 yin 인 ying 잉 yo 요 yong 융 you 유 yu 위 yuan 위안 yue 웨 yun 윈',
  'wa 와 wai 와이 wan 완 wang 왕 wei 웨이 wen 원 weng 웡 wo 워 wu 우',
);
const AFTER_PALATAL = table('u 위 uan 위안 un 윈');
const SIBILANT = /^(?:zh|ch|sh|[rzcs])$/;
const PALATAL = /^[jqx]$/;
/** Behind ㅈ, ㅉ and ㅊ the vowels ㅑ ㅖ ㅛ ㅠ are written ㅏ ㅔ ㅗ ㅜ. */
const PLAIN_VOWELS = table('ᅣ ᅡ ᅨ ᅦ ᅭ ᅩ ᅲ ᅮ');

const HANGUL_BY_SYLLABLE: ReadonlyMap<string, string> = new Map(
  Object.entries(FINALS).flatMap(([initial, finals]) =>
    finals.split(' ').map((final) => [initial + final, inHangul(initial, final)] as const),
  ),
);
const SYLLABLES_BY_HANGUL = new Map<string, string[]>();
for (const [syllable, hangul] of HANGUL_BY_SYLLABLE) {
  append(SYLLABLES_BY_HANGUL, hangul, syllable);
}
const LONGEST = 6; // letters of a syllable: zhuang

/** How Korean writes a syllable of Mandarin; undefined for what is none.
 *  @example hangulOf('zhou') // => '저우' */
export function hangulOf(syllable: string): string | undefined {
  return HANGUL_BY_SYLLABLE.get(syllable);
}

/** The syllables of Mandarin that Korean writes so.
 *  @example syllablesOf('자') // => ['jia', 'zha'] */
export function syllablesOf(hangul: string): readonly string[] {
  return SYLLABLES_BY_HANGUL.get(hangul) ?? [];
}

/** All ways to read a word as `most` syllables of Mandarin or fewer, none for most words.
 *  @example readAsPinyin('xian', 4) // => [['xi', 'an'], ['xian']] */
export function readAsPinyin(word: string, most: number): readonly (readonly string[])[] {
  const ways: string[][] = [];
  const read = (from: number, before: readonly string[]) => {
    if (from === word.length) ways.push([...before]);
    if (before.length === most) return;
    for (let to = from + 1; to <= Math.min(word.length, from + LONGEST); to++) {
      const syllable = word.slice(from, to);
      if (HANGUL_BY_SYLLABLE.has(syllable)) read(to, [...before, syllable]);
    }
  };
  read(0, []);
  return ways;
}

function inHangul(initial: string, final: string): string {
  const vowels = vowelsOf(initial, final);
  const [consonant = ''] = (CONSONANTS.get(initial) ?? '').normalize('NFD');
  const [, vowel = '', ...rest] = vowels.normalize('NFD');
  const written = /[ᄌᄍᄎ]/.test(consonant) ? (PLAIN_VOWELS.get(vowel) ?? vowel) : vowel;
  return [consonant, written, ...rest].join('').normalize('NFC');
}

function vowelsOf(initial: string, final: string): string {
  if (SIBILANT.test(initial) && final === 'i') return '으';
  return (PALATAL.test(initial) ? AFTER_PALATAL.get(final) : undefined) ?? HANGUL.get(final) ?? '';
}

/** What stands by turns: a key and its value. */
function table(...lines: readonly string[]): Map<string, string> {
  const words = lines.flatMap((line) => line.split(' '));
  return new Map(words.flatMap((key, i) => (i % 2 === 0 ? [[key, words[i + 1] ?? ''] as const] : [])));
}
