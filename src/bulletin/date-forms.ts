type Day = { readonly year: number | null; readonly month: number | null; readonly day: number | null };

/** What a date says: numbers as written (years with four digits), null for what it leaves out; `until` ends a range. */
export type Fields = Day & { readonly until: Day | null };

/** A way of writing dates. `pattern` is global; its group `lead` is what stands before the date. `read` gives null when the match is no
 *  date after all. */
export type DateForm = { readonly pattern: RegExp; readonly read: (groups: Groups) => Fields | null };

type Groups = Readonly<Record<string, string | undefined>>;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?<name>[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|Mar(?:ch)?|[Aa]pr(?:il)?|May|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\\b';
const Q = "['’‘`´′＇]"; // apostrophes before a year of two digits
const TO = '[~∼〜–—-]';
const UNTIL = '(?:\\s*[~∼〜]\\s*(?:(?<m2>\\d{1,2})\\s*\\.\\s*)?(?<d2>\\d{1,2})(?!\\d))?';
const NO_NUMBER_BEFORE = '(?<![\\d./-]|\\d,)';
const NO_NUMBER_AFTER = '(?!\\d|[.,/-]\\d|\\s*%)';
const AMOUNT =
  '(?!\\s*(?:%|퍼|배|점|억|만|천|조|명|건|개|위안|달러|원|엔|유로|톤|[kmgtKMGT]?[wWbB]|nm|km|kg|배럴|대|점|포인트|位|倍|亿|万|元))';

/** The forms of dates, most explicit first: a stretch of text belongs to the first form that fits it. */
export const DATE_FORMS: readonly DateForm[] = [
  // '24~'27, '24년~'27년, '19~'23년
  form(`${Q}(?<y>\\d{2})\\s*년?\\s*${TO}\\s*${Q}(?<y2>\\d{2})(?!\\d|\\.\\s*\\d)(?:\\s*년)?`, (g) => years(g)),
  form(`${Q}(?<y>\\d{2})\\s*년?\\s*[~∼〜]\\s*(?<y2>\\d{2})(?!\\d|\\.\\s*\\d|\\s*[월일])(?:\\s*년)?`, (g) => years(g)),
  // 2024-2027年, 2024~2027년, 2024년~27년
  form(
    `(?<![\\d.])(?<y>(?:19|20)\\d{2})\\s*[년年]?\\s*${TO}\\s*(?<y2>(?:19|20)\\d{2})(?![\\d-]|\\.\\s*\\d)(?:\\s*[년年])?(?!\\s*\\d{1,2}\\s*[월月])`,
    (g) => years(g),
  ),
  form(`(?<![\\d.])(?<y>(?:19|20)\\d{2})\\s*[년年]?\\s*[~∼〜]\\s*(?<y2>\\d{2})\\s*[년年]`, (g) => years(g)),
  // 2024. 8. 2., 2024-07-24, 2024/07/24, 2024.7.24~26
  form(
    `${NO_NUMBER_BEFORE}(?<y>\\d{4})\\s*\\.\\s*(?<m>\\d{1,2})\\s*\\.\\s*(?<d>\\d{1,2})(?!\\d|\\.\\d)\\.?${UNTIL}`,
    day,
  ),
  form(`${NO_NUMBER_BEFORE}(?<y>\\d{4})(?<sep>[-/])(?<m>\\d{1,2})\\k<sep>(?<d>\\d{1,2})(?!\\d|[-/]\\d)`, day),
  // 2024년 7월 24일, 24년 7월 24일, 2024年7月24日, 2024년 7월 24~26일
  form(
    `(?<![\\d.])${Q}?(?<y>\\d{4}|\\d{2})\\s*[년年]\\s*(?<m>\\d{1,2})\\s*[월月]\\s*(?<d>\\d{1,2})\\s*[일日号號]?(?:\\s*[~∼〜]\\s*(?<d2>\\d{1,2}))?\\s*[일日号號]`,
    day,
  ),
  form(
    `(?<![\\d.])${Q}?(?<y>\\d{4}|\\d{2})\\s*[년年]\\s*(?<m>\\d{1,2})\\s*[월月]\\s*(?<d>\\d{1,2})\\s*[일日号號]`,
    day,
  ),
  // '24. 7. 24., '24.7.24~26, '24-07-24
  form(`${Q}(?<y>\\d{2})\\s*\\.\\s*(?<m>\\d{1,2})\\s*\\.\\s*(?<d>\\d{1,2})(?!\\d|\\.\\d)\\.?${UNTIL}`, day),
  form(`${Q}(?<y>\\d{2})(?<sep>[-/])(?<m>\\d{1,2})\\k<sep>(?<d>\\d{1,2})(?!\\d)`, day),
  // 24.7.24 (no apostrophe): not a version or an address of a computer
  form(
    `(?<![\\d.,/\\p{L}-]|버전\\s?|[Vv]ersion\\s?|[Vv]er\\.?\\s?)(?<y>[0-4]\\d)\\.\\s?(?<m>\\d{1,2})\\.\\s?(?<d>\\d{1,2})(?!\\d|\\.\\d|\\p{L}*\\d)\\.?`,
    (g) => (possible(g.m, g.d) ? day(g) : null),
  ),
  // July 24, 2024 / 24 July 2024
  form(
    `(?<!\\p{L})${MONTH}\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:\\s*[–-]\\s*(?<d2>\\d{1,2}))?,?\\s+(?<y>\\d{4})(?!\\d)`,
    day,
  ),
  form(`(?<![\\d.])(?<d>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}\\.?,?\\s+(?<y>\\d{4})(?!\\d)`, day),
  // 2024년 7월, '24년 7월, 2024年7月, 2024.07, 2024-07, July 2024
  form(`(?<![\\d.])${Q}?(?<y>\\d{4}|\\d{2})\\s*[년年]\\s*(?<m>\\d{1,2})\\s*[월月]`, month),
  form(
    `${NO_NUMBER_BEFORE}(?<y>(?:19|20)\\d{2})(?:\\.\\s?|-)(?<m>0?[1-9]|1[0-2])${NO_NUMBER_AFTER}(?!\\p{Script=Latin})\\.?`,
    month,
  ),
  form(`${Q}(?<y>\\d{2})\\.\\s?(?<m>0?[1-9]|1[0-2])${NO_NUMBER_AFTER}${AMOUNT}\\.?`, month),
  form(`(?<!\\p{L})${MONTH}\\.?,?\\s+(?<y>(?:19|20)\\d{2})(?!\\d)`, month),
  // 7월 24일, 7월 24~26일, 7월 24일~8월 2일 (joined later), 7月24日
  form(
    '(?<!\\d)(?<m>\\d{1,2})\\s*[월月]\\s*(?<d>\\d{1,2})\\s*[일日号號]?\\s*[~∼〜]\\s*(?<d2>\\d{1,2})\\s*[일日号號]',
    day,
  ),
  form('(?<!\\d)(?<m>\\d{1,2})\\s*[월月]\\s*(?<d>\\d{1,2})\\s*[일日号號]', day),
  // (7.24), (07.11), (인민망, 7.24), (7.24~26), (7.24.)
  form(
    `(?<lead>[([]\\s*)(?<m>\\d{1,2})\\.\\s?(?<d>\\d{1,2})\\.?${UNTIL}\\.?(?=\\s*[)\\],;·]|\\s*\\([월화수목금토일]\\)|\\s*[~∼〜])`,
    day,
  ),
  form(`(?<lead>[(,;]\\s*|[~∼〜]\\s*)(?<m>\\d{1,2})\\.\\s?(?<d>\\d{1,2})\\.?${UNTIL}\\.?(?=\\s*[)\\]])`, day),
  form('(?<lead>[(,]\\s*)(?<m>\\d{1,2})/(?<d>\\d{1,2})(?=\\s*[),])', day),
  // 7. 24.(수), 7.24.자, 7.24일
  form(`(?<![\\d.'’])(?<m>\\d{1,2})\\s?\\.\\s?(?<d>\\d{1,2})\\.?(?=\\s*\\([월화수목금토일]\\))`, day),
  form(`(?<![\\d.'’])(?<m>\\d{1,2})\\.(?<d>\\d{1,2})\\.?(?=일(?:자|에|부|까|\\s|$)|자(?:\\s|$))`, day),
  // 07.11
  form(`(?<![\\d.,'’/:$\\p{L}-])(?<m>0[1-9])\\.(?<d>[0-3]\\d)(?!\\d|\\.\\d)${AMOUNT}\\.?`, day),
  // July 24, 24 July
  form(`(?<!\\p{L})${MONTH}\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?(?![\\d.%]|\\s*%)`, day),
  form(`(?<![\\d.])(?<d>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}`, day),
  // 2024년, '24년, 2024年, in 2024
  form('(?<!\\d)(?<y>(?:19|20)\\d{2})\\s*[년年](?!간|대)', (g) => ({ ...month(g), month: null })),
  form(`${Q}(?<y>\\d{2})\\s*년(?!간|대)`, (g) => ({ ...month(g), month: null })),
  form('(?<lead>\\b(?:in|since|during|by|until|of|for)\\s+)(?<y>(?:19|20)\\d{2})(?![\\d.,-]\\d|\\d)', (g) => ({
    ...month(g),
    month: null,
  })),
  // 7월, in July
  form('(?<!\\d|\\d[.,])(?<m>\\d{1,2})\\s*[월月](?!간|세|\\s*\\d+\\s*[일日])', month),
  form(`(?<lead>\\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Ll]ast|[Tt]his|[Oo]f)\\s+)${MONTH}(?!\\s+\\d)`, month),
];

function form(pattern: string, read: DateForm['read']): DateForm {
  return { pattern: new RegExp(pattern, 'gu'), read };
}

function day(groups: Groups): Fields {
  const { d, m2, d2 } = groups;
  const { year, month } = monthOf(groups);
  const until = d2 === undefined ? null : { year, month: m2 === undefined ? month : Number(m2), day: Number(d2) };
  return { year, month, day: Number(d), until };
}

function month(groups: Groups): Fields {
  return { ...monthOf(groups), day: null, until: null };
}

function years({ y = '', y2 = '' }: Groups): Fields {
  return { year: yearOf(y), month: null, day: null, until: { year: yearOf(y2), month: null, day: null } };
}

function monthOf({ y, m, name }: Groups): { year: number | null; month: number } {
  const month = name === undefined ? Number(m) : MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return { year: y === undefined ? null : yearOf(y), month };
}

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function possible(m: string | undefined, d: string | undefined): boolean {
  return Number(m) >= 1 && Number(m) <= 12 && Number(d) >= 1 && Number(d) <= 31;
}
