import { numberWordsIn } from './number-words.ts';

const NUMBER = /(?<![\p{Script=Latin}\d.,])\d+(?:,\d{3})*(?:\.\d+)?/gu;
const SCALE =
  /^(?:\s?(천만|백만|십만|(?<!\s)천|만|억|조|万亿|千万|百万|[万萬亿億]|trillion|billion|million|thousand)|(bn|tn))(?!\p{Script=Latin})/u;
const SHORT_MILLION = /^m(?!\p{Script=Latin}|[²2³3\d])/u; // behind a sum of money alone: £125m
const LONGEST_PREFIX = 5; // characters
const LONGEST_NUMBER = 24;
const NEXT = /^\s?(\d+(?:,\d{3})*(?:\.\d+)?)/u;
const PREFIXES: readonly { readonly unit: string; readonly written: RegExp }[] = [
  { unit: '%', written: /百分之\s?$/u },
  { unit: 'CNY', written: /(?:rmb|cny)\s?$/u },
  { unit: 'USD', written: /(?:(?<![a-z])us\$|(?<![a-z])\$|usd)\s?$/u },
  { unit: 'EUR', written: /(?:€|eur)\s?$/u },
  { unit: 'GBP', written: /(?:£|gbp)\s?$/u },
  { unit: 'KRW', written: /(?:₩|krw)\s?$/u },
];
/** Powers of ten. */
const SCALES: Readonly<Record<string, number>> = {
  thousand: 3,
  천: 3,
  만: 4,
  万: 4,
  萬: 4,
  십만: 5,
  백만: 6,
  百万: 6,
  million: 6,
  천만: 7,
  千万: 7,
  억: 8,
  亿: 8,
  億: 8,
  billion: 9,
  bn: 9,
  조: 12,
  万亿: 12,
  trillion: 12,
  tn: 12,
};
const UNITS: readonly { readonly unit: string; readonly written: RegExp }[] = [
  { unit: '%', written: /^\s?(?:퍼센트|프로(?!\p{L}{2})|%|per\s?cent)/u },
  { unit: 'CNY', written: /^\s?(?:위안|元|yuan|rmb|人民币)/u },
  { unit: 'USD', written: /^\s?(?:달러|美元|dollar|usd)/u },
  { unit: 'EUR', written: /^\s?(?:유로|欧元|歐元|euro)/u },
  { unit: 'GBP', written: /^\s?(?:파운드|英[镑鎊]|pounds?(?!\p{L}))/u },
  { unit: 'KRW', written: /^\s?(?:원(?![장소자])|韩元|won(?!\p{L}))/u },
  { unit: 'no.', written: /^\s?[호号號]/u },
  { unit: 'th', written: /^\s?(?:번째|회차|단계|차(?!전지|[량이원례세선로])|(?:st|nd|rd|th)(?!\p{L}))/u },
  { unit: 'G', written: /^\s?(?:세대|g(?!\p{Script=Latin}))/u },
];
/** Ordinals in words, from the first to the tenth. */
const ORDINALS: readonly (readonly string[])[] = [
  ['첫', '一', 'first'],
  ['두', '二', 'second'],
  ['세', '三', 'third'],
  ['네', '四', 'fourth'],
  ['다섯', '五', 'fifth'],
  ['여섯', '六', 'sixth'],
  ['일곱', '七', 'seventh'],
  ['여덟', '八', 'eighth'],
  ['아홉', '九', 'ninth'],
  ['열', '十', 'tenth'],
];
const ORDINAL =
  /(?<!\p{L})(첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?번째|第([一二三四五六七八九十])(?![一二三四五六七八九十])|(?<!\p{L}|\d\s?|(?:per|a)\s)(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?!\p{L}|\s(?:half|of all|time)(?!\p{L}))/gu;
const HAN_ORDER = /[二三四五六七八九](?=[区區期号號届屆代级級批次阶階型院楼樓])/gu;
const HAN_NUMBERED = /(?<![十百\d])[一二三四五六七八九](?=[号號])/gu;
const YEAR_MARK = /^\s?[년年]/u;
const PER = /^\s?(?:년|개월|달|주|시간|분|초|年|个月|周|小时|years?|months?|weeks?|hours?)/u; // 1년에: a rate, no figure
const EACH = /^\s?\p{L}{1,5}당(?!\p{L})/u; // 1kg당: a rate as well
const DURATION =
  /^\s?[년年]\s?(?:간|사이|동안|연속|만에|이상|째|차|来|间|連續|连续|以来|之|[내전후새](?:에는?|의|로|부터|까지)?(?!\p{Script=Hangul}))/u;
const CALENDAR = /^\s?[월일月日]/u; // days are the period's matter
const COUNTED = /^\s?(?:[명개건편점위회대기호곳원톤달배가만억조%元个名家件分吨架倍次克]|위안|km|kw|mw|gw|pflops)/u;

/** The years and figures of a text, each in one form whatever way it is written: '27, 27년 and 2027年 are one year, 1,000만 위안 and 10
 *  million yuan one sum, 세 곳 and three places hold a 3. A figure with a unit is given without it too, for a question that names none.
 *  @example figuresIn("'27년까지 500만 위안") // => Set { 'year 2027', '5000000 CNY', '5000000' } */
export function figuresIn(text: string): ReadonlySet<string> {
  const figures = read(text).flatMap(({ value, unit }) => (unit === null ? [value] : [`${value} ${unit}`, value]));
  return new Set([...figures, ...numberWordsIn(text.normalize('NFKC')).map(String), ...hanOrdersIn(text)]);
}

/** The numbers of parts that Chinese counts in characters: 东二区, 三期; and of what has a number: 朱雀三号. */
function hanOrdersIn(text: string): string[] {
  const digit = (han: string) => String('一二三四五六七八九'.indexOf(han) + 1);
  return [
    ...[...text.matchAll(HAN_ORDER)].map(([han]) => digit(han)),
    ...[...text.matchAll(HAN_NUMBERED)].map(([han]) => `${digit(han)} no.`),
  ];
}

/** The figures that a question names, each once and in the strictest form it gives. How long something took (1년새, 10년 사이) is not
 *  among them, as a text may tell its two ends instead, nor is a rate (1년에) or the first of several (1차), which needs no number; the
 *  second may be told in other words (2등급, 第二梯队), so that its number alone is asked for.
 *  @example figuresAsked('6G에 500만 위안?') // => ['6 G', '5000000 CNY'] */
export function figuresAsked(question: string): readonly string[] {
  const named = read(question).filter(({ value, unit, duration }) => !duration && !(value === '1' && unit === 'th'));
  return [...new Set(named.map(({ value, unit }) => (unit === null || unit === 'th' ? value : `${value} ${unit}`)))];
}

/** Whether the figure is a year.
 *  @example isYear('year 2027') // => true */
export function isYear(figure: string): boolean {
  return figure.startsWith('year ');
}

type Figure = { readonly value: string; readonly unit: string | null; readonly duration: boolean };

/** All that a text tells in digits or ordinals, in its order; ordinals in words at the end. */
function read(text: string): Figure[] {
  const written = text.normalize('NFKC').toLowerCase();
  return [...numbersIn(written), ...ordinalsIn(written)];
}

/** A number of several scales (1억 2,500만) is one. */
function numbersIn(written: string): Figure[] {
  const figures: Figure[] = [];
  let open: Scaled | null = null; // the higher scales of a number, which goes on at their end
  for (const match of written.matchAll(NUMBER)) {
    const before = written.slice(Math.max(0, match.index - LONGEST_PREFIX), match.index);
    const after = written.slice(match.index + match[0].length);
    const here: Scaled = scaled(match[0], after, match.index);
    const goesOn: boolean = open !== null && isBetween(written, open, match.index) && here.value < open.unit;
    const whole: Scaled = open !== null && goesOn ? { ...here, value: open.value + here.value } : here;
    const isOpen = whole.unit > 1 && continues(written, whole);
    open = isOpen ? whole : null;
    if (isOpen || CALENDAR.test(after)) continue;
    figures.push((goesOn ? null : yearOf(match[0], before, after)) ?? figureOf(whole, match[0], before, written));
  }
  return figures;
}

/** A number with its scale: what it is worth, the worth of 1 of its scale, and where it ends. */
type Scaled = { readonly value: number; readonly unit: number; readonly end: number };

function scaled(number: string, after: string, at: number): Scaled {
  const [whole = '', word, short] = SCALE.exec(after) ?? [];
  const power = SCALES[word ?? short ?? ''] ?? 0;
  return {
    value: Number(`${number.replaceAll(',', '')}e${power}`),
    unit: 10 ** power,
    end: at + number.length + whole.length,
  };
}

/** Whether a number in Korean or Chinese goes on with a lower scale: 1억 2,500만, 3만 5천, 1亿2500万. */
function continues(written: string, { unit, end }: Scaled): boolean {
  const [whole, number = ''] = NEXT.exec(written.slice(end, end + LONGEST_NUMBER)) ?? [];
  if (whole === undefined || !/[조억만万亿萬億]/u.test(written.charAt(end - 1))) return false;
  return scaled(number, written.slice(end + whole.length), end).value < unit;
}

function isBetween(written: string, { end }: Scaled, at: number): boolean {
  return /^\s?$/u.test(written.slice(end, at));
}

/** Ordinals that are written as words. */
function ordinalsIn(written: string): Figure[] {
  return [...written.matchAll(ORDINAL)].map(([, korean, chinese, english]) => {
    const word = korean ?? chinese ?? english ?? '';
    return { value: String(ORDINALS.findIndex((forms) => forms.includes(word)) + 1), unit: 'th', duration: false };
  });
}

/** Four digits are a year unless something is counted by them, two when an apostrophe or 년 says so. */
function yearOf(number: string, before: string, after: string): Figure | null {
  if (/^(?:19|20)\d\d$/.test(number)) {
    return YEAR_MARK.test(after) || !isCounted(after) ? { value: `year ${number}`, unit: null, duration: false } : null;
  }
  if (DURATION.test(after)) return null;
  if (!/^\d\d$/.test(number) || !(/['’‘]$/.test(before) || YEAR_MARK.test(after))) return null;
  return { value: `year ${Number(number) < 70 ? 20 : 19}${number}`, unit: null, duration: false };
}

function isCounted(after: string): boolean {
  return COUNTED.test(after) || SCALE.test(after) || UNITS.some(({ written }) => written.test(after));
}

function figureOf({ value, end }: Scaled, number: string, before: string, written: string): Figure {
  const rest = written.slice(end);
  const prefix = PREFIXES.find(({ written: form }) => form.test(before))?.unit ?? null;
  const millions = prefix !== null && prefix !== '%' && SHORT_MILLION.test(rest);
  const unit = prefix ?? UNITS.find(({ written: form }) => form.test(rest))?.unit ?? null;
  const duration = DURATION.test(rest) || (number === '1' && (PER.test(rest) || EACH.test(rest)));
  return { value: String(millions ? Number(`${value}e6`) : value), unit, duration };
}
