/** Two names of one thing, as a text gives them: 판젠웨이 and 潘建伟, 국가자연과학기금위원회 and NSFC. */
export type Alias = readonly [name: string, other: string];

const MOST_CHARACTERS = 40; // of a name
const SHORT = 2; // characters: 발전(發電) only tells which of two words is meant
const MOST_INITIALS = 5; // longer capitals are a word: UBTECH
const INTRODUCTION =
  /^(?:이하|일명|약칭|영문명|중국명|또는|hereinafter|hereafter|formerly|also|or|以下(?:简称|簡稱|称|稱)|简称|簡稱|下称|下稱|英文(?:简称|簡稱|名)?)[\s:：,]*/iu;
const QUOTES = /^["'‘’“”「『《〈<]|["'‘’“”」』》〉>]$/gu;
const PARENTHESES = /[(（]([^()（）]{2,60})[)）]/gu;
const JOINTS = /\s?[·,，、/;；]\s?/u;

const HANGUL = /^\p{Script=Hangul}+$/u;
const HAN = /^\p{Script=Han}{2,}$/u;
const ACRONYM = /^(?=(?:[^\p{Lu}]*\p{Lu}){2})[\p{Lu}\d][\p{L}\d&+.-]{1,11}$/u;
const LATIN_NAME =
  /^\p{Lu}[\p{Script=Latin}\d'’.&+-]*(?:\s(?:\p{Lu}[\p{Script=Latin}\d'’.&+-]*|of|and|for|the|de|in|on)){0,9}$/u;

/** What stands right before a parenthesis: a quoted name, within whose quotes the parenthesis may be, or the last words. */
const QUOTED =
  /(?:["'‘“「『《〈](?<closed>[^"'‘’“”「『』」《》〈〉\n]{2,40})["'’”」』》〉]|(?:[‘“「『《〈]|(?<![\p{L}\d])["'](?!\d))(?<open>[^"'‘’“”「『』」《》〈〉\n]{2,24}))\s?$/u;
const LAST_WORD =
  /(?<![\p{Script=Hangul}\p{Script=Han}\p{Script=Latin}\d])(?:[由与與和在据據向对對经經]*)(?<word>\p{Script=Hangul}{2,}|\p{Script=Han}{2,}|\p{Lu}[\p{Lu}\p{Ll}\d&+.-]+)\s?$/u;
const CAPITALISED =
  /((?:\p{Lu}[\p{L}'’-]*|of|and|for|the|in|on|de|&)(?:[\s-](?:\p{Lu}[\p{L}'’-]*|of|and|for|the|in|on|de|&))*)\s?$/u;

/** Words that a parenthesis explains rather than names: 공동연구팀(USTC) is the team at USTC. */
const GENERIC =
  /^.{0,2}(?:연구팀|팀|그룹|기업들?|회사|업체|기관들?|연구소|연구원|연구진|대학교?|센터|정부|당국|부처|지역|도시|국가|제품|모델|기술|단체|학자|과학자|박사|교수|원사|위원장|주석|총리|장관|대표)$/u;
const GENERIC_WHOLE = /^(?:중국|미국|한국|일본|유럽|현재|최대|평균|기준|이상|이하|총)$/u;

/** The names of one thing that a text gives side by side, in its order: a name and its form in another script, or an abbreviation and its
 *  full form, one of them in parentheses. A pair is taken only where its form shows that both are one: letters of an abbreviation in their
 *  order, or as many characters as one script needs for the other. Remarks, dates and amounts in parentheses give none.
 *  @example aliasesOf('판젠웨이(潘建伟) 원사는 국가자연과학기금위원회(NSFC)의 …') // => [['판젠웨이', '潘建伟'], ['국가자연과학기금위원회', 'NSFC']] */
export function aliasesOf(text: string): Alias[] {
  const written = text.normalize('NFKC');
  return [...written.matchAll(PARENTHESES)].flatMap((match) => {
    const before = written.slice(Math.max(0, match.index - MOST_CHARACTERS * 2), match.index);
    const parts = (match[1] ?? '').trim().replace(INTRODUCTION, '').split(JOINTS).map(unquoted);
    const inside = insideAliases(parts);
    return inside.length > 0 ? inside : parts.flatMap((part) => aliasOf(before, part) ?? []);
  });
}

/** Two forms within one parenthesis: (연청·鹽城). */
function insideAliases(parts: readonly string[]): Alias[] {
  const [first = '', second = ''] = parts;
  return parts.length === 2 && HANGUL.test(first) && areOneName(first, second) ? [[first, second]] : [];
}

/** What stands before a parenthesis together with a part of what it holds, if both name one thing. */
function aliasOf(before: string, part: string): [Alias] | null {
  const { closed, open } = QUOTED.exec(before)?.groups ?? {};
  const quoted = (closed ?? open ?? '').trim();
  if (quoted !== '' && isOtherScript(quoted, part) && isName(part)) return [[quoted, part]];
  const english = CAPITALISED.exec(before)?.[1] ?? '';
  const full = fullFormIn(english, part);
  if (full !== null) return [[full, part]];
  const { word = '' } = LAST_WORD.exec(before)?.groups ?? {};
  if (word === '' || GENERIC_WHOLE.test(word) || word === part) return null;
  if (areOneName(word, part) && word.length > SHORT) return [[word, part]];
  if (fullFormIn(part, word) !== null) return [[part, word]];
  if (HAN.test(word) && word.length > SHORT + 1 && ACRONYM.test(part)) return [[word, part]];
  return abbreviates(word, part);
}

/** Whether a Hangul word and a form in another script are one name: Hangul takes a syllable for each Han character where it reads them,
 *  and up to twice as many where it follows their Chinese sound. */
function areOneName(hangul: string, other: string): boolean {
  if (!HANGUL.test(hangul)) return false;
  if (HAN.test(other)) return hangul.length >= other.length && hangul.length <= 2 * other.length + 1;
  if (GENERIC.test(hangul)) return false;
  if (ACRONYM.test(other)) return hangul.length >= (other.length > MOST_INITIALS ? 3 : 4);
  return LATIN_NAME.test(other) && hangul.length >= 3;
}

/** A short form beside a long one of the same script, whose characters it takes in their order: 국가자연과학기금위원회 and 기금위. The long
 *  form in Chinese, which has no spaces, begins with the first character of the short one. */
function abbreviates(one: string, other: string): [Alias] | null {
  const [long, short] = one.length > other.length ? [one, other] : [other, one];
  if (HANGUL.test(long) && HANGUL.test(short) && short.length >= 2 && long.length >= short.length + 2) {
    return isWithin(short, long) && !GENERIC_WHOLE.test(short) ? [[long, short]] : null;
  }
  if (!HAN.test(long) || !HAN.test(short) || long.length < short.length + 2) return null;
  const start = long.indexOf(short.charAt(0));
  const full = start < 0 ? '' : long.slice(start);
  return isWithin(short, full) && full.length > short.length ? [[full, short]] : null;
}

/** The words at the end of an English text whose initials an acronym is: "the Chinese Academy of Sciences", "CAS". */
function fullFormIn(english: string, acronym: string): string | null {
  if (!ACRONYM.test(acronym)) return null;
  const words = english.split(/\s/);
  for (let from = 0; from < words.length; from++) {
    const own = words.slice(from);
    const initials = own.flatMap((word) =>
      /^\p{Lu}/u.test(word) ? word.split('-').map((part) => part.charAt(0)) : [],
    );
    const wanted = acronym.replace(/[^\p{Lu}]/gu, '');
    if (initials.length > 1 && initials.join('').toUpperCase() === wanted && /^\p{Lu}/u.test(own[0] ?? ''))
      return own.join(' ');
  }
  return null;
}

function isWithin(short: string, long: string): boolean {
  let at = -1;
  for (const character of short) {
    at = long.indexOf(character, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function isName(text: string): boolean {
  return HAN.test(text) || ACRONYM.test(text) || LATIN_NAME.test(text) || HANGUL.test(text.replaceAll(' ', ''));
}

function isOtherScript(one: string, other: string): boolean {
  return scriptOf(one) !== scriptOf(other);
}

/** The first script that has a share in a name; a Hangul name may hold Latin letters (AI+ 행동계획). */
function scriptOf(text: string): string {
  if (/\p{Script=Hangul}/u.test(text)) return 'Hangul';
  return /\p{Script=Han}/u.test(text) ? 'Han' : 'Latin';
}

function unquoted(text: string): string {
  return text.trim().replace(QUOTES, '').trim();
}
