import type { Language } from './bulletin.ts';

const QUOTED =
  /《[^》]{0,200}》|〈[^〉]{0,200}〉|「[^」]{0,200}」|『[^』]{0,200}』|“[^”]{0,200}”|‘[^’]{0,200}’|"[^"]{0,200}"|'[^']{0,200}'|\([^)]{0,200}\)|（[^）]{0,200}）/gu;
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
  return byScript(folded.replace(QUOTED, ' ')) ?? byScript(folded) ?? fallback;
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
