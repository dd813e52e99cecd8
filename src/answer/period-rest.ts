type Words = { readonly start: number; readonly end: number };

const NEWS = '(?:소식|뉴스|기사|보도|동향|항목|이슈|정책|발표|나온|올라온|게시|브리핑|요약|정리|주요)';

// What binds the words for a period to the rest, and goes with them.
const BEFORE =
  /(?:(?<!\p{L})(?:in|on|from|during|for|of|over|within|since|after|dated|between|at|the|this)\s+)*$|(?:发生在|發生在|在|从|從|自从?|自從|于|於)$/iu;
const AFTER_KOREAN = new RegExp(
  '^(?:일자|자)?\\s?(?:\\([월화수목금토일]\\))?\\s?' +
    '(?:말|초|(?:동안|이후|이래|사이|들어|중)(?:의|에|로|에는)?)?' +
    '(?:에서는|에서도|에서|에는|에도|에만|에|엔|의|간의|간|중에|중|부터는|부터|경|쯤|은|는|도|만|과|와|이나|나|및)?' +
    `(?=[^가-힣]|$|${NEWS})`,
  'u',
);
const AFTER_OTHER =
  /^(?:['’]s(?!\p{L})|(?:期间|期間|以来|以來|以内|以內|之后|之後|以后|以後|里(?!程)|起|份)?的?|\s?onwards?(?!\p{L}))/iu;

/** The text without these words (in order, apart) and what bound them to it; the whole text when nothing else is left.
 *  @example withoutWords('지난주의 AI 소식', [{ start: 0, end: 3 }]) // => 'AI 소식' */
export function withoutWords(text: string, words: readonly Words[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of words) {
    rest += text.slice(at, start).replace(BEFORE, '');
    at = end + bound(text.slice(end));
    // Chinese runs on without spaces; elsewhere a removed word leaves one.
    if (!/\p{Script=Han}$/u.test(rest) || !/^\p{Script=Han}/u.test(text.slice(at))) rest += ' ';
  }
  const tidy = tidied(rest + text.slice(at));
  return /[\p{L}\p{N}]/u.test(tidy) ? tidy : text;
}

function bound(after: string): number {
  const korean = AFTER_KOREAN.exec(after)?.[0] ?? '';
  const other = AFTER_OTHER.exec(after)?.[0] ?? '';
  return Math.max(korean.trimEnd().length, other.length);
}

function tidied(text: string): string {
  return text
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[,.?!;:)\]，。？！、])/g, '')
    .replace(/^[\s,.;:·~)\]\-–—，。、]+/u, '')
    .replace(/[\s,;:·~([\-–—，、]+$/u, '');
}
