import type { Language } from './bulletin.ts';

const QUOTATIONS: Readonly<Record<string, string>> = {
  '《': '》',
  '〈': '〉',
  '「': '」',
  '『': '』',
  '“': '”',
  '‘': '’',
  '"': '"',
  "'": "'",
  '(': ')',
  '（': '）',
};
const OPENING = /[《〈「『“‘"'(（]/g;
const LONGEST_QUOTATION = 200; // characters
const HANGUL = /\p{Script=Hangul}/gu;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const LATIN = /\p{Script=Latin}/gu;

const NAME = /\p{Lu}[\p{Script=Latin}\p{M}]*/gu;
const ENGLISH_START =
  /^\W*(?:what|who|whose|when|where|which|why|how|is|are|was|were|did|does|do|has|have|can|could|will|tell|explain|describe|summari[sz]e|show|list|give|compare|find)\s+\p{Script=Latin}/iu;

const LETTERS_PER_CHARACTER = 2; // a Hangul or Han character weighs as much as two Latin letters
const NAME_WEIGHT = 0.5; // names in Latin letters occur in every language
const KOREAN_SHARE = 0.25; // Korean text names Chinese titles and people; Chinese text hardly ever has Hangul

/** The language that a text is written in, by the share of its scripts. What stands in quotation marks or brackets decides only
 *  when nothing else does: a Korean question about 《…》 is Korean. Without letters, or in another language, `fallback`.
 *  @example languageOf('ULM-1이 뭐야?') // => 'ko'
 *  @example languageOf('2024.7.24', 'en') // => 'en' */
export function languageOf(text: string, fallback: Language = 'ko'): Language {
  const folded = text.normalize('NFKC');
  return byScript(withoutQuotations(folded)) ?? byScript(folded) ?? fallback;
}

/** The text with a space for each quotation or bracket, up to its first closing mark. */
function withoutQuotations(text: string): string {
  const next = new Map<string, number>(); // where each closing mark stands next: looked for once, however many marks open
  const kept: string[] = [];
  let from = 0;
  for (const { 0: mark, index: at } of text.matchAll(OPENING)) {
    const closing = QUOTATIONS[mark] ?? '';
    if (at < from) continue;
    let end = next.get(closing) ?? 0;
    if (end <= at) {
      const found = text.indexOf(closing, at + 1);
      end = found === -1 ? Number.POSITIVE_INFINITY : found;
      next.set(closing, end);
    }
    if (end - at - 1 > LONGEST_QUOTATION) continue;
    kept.push(text.slice(from, at));
    from = end + 1;
  }
  return [...kept, text.slice(from)].join(' ');
}

function byScript(text: string): Language | null {
  const count = (script: RegExp) => (text.match(script) ?? []).join('').length;
  const hangul = count(HANGUL);
  const han = count(HAN);
  const latin = count(LATIN) - count(NAME) * (1 - NAME_WEIGHT);
  const east = (hangul + han) * LETTERS_PER_CHARACTER;
  if (east === 0 && latin === 0) return null;
  if (east < latin || ENGLISH_START.test(text)) return 'en';
  if (hangul > 0 && hangul >= (hangul + han) * KOREAN_SHARE) return 'ko';
  return count(KANA) > hangul ? null : 'zh';
}
