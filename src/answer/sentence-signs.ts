/* Signs by which a sentence is told to be worth quoting in a summary, in Korean, English and Chinese. */

const MOST_WEIGHT = 2; // of four measured figures: with more a sentence is a list

const MEASURED =
  /\d[\d,.]*\s?(?:%|％|퍼센트|percent\b|per cent\b|%p|[조억만천]|[万亿]|위안|달러|유로|원(?![장소자])|元|million\b|billion\b|trillion\b|톤|tonnes?\b|吨|[kMGT]W|[kMGT]?Wh|km|公里|米|점|위(?![가-힣])|배|倍)|[$€£¥]\s?\d|\b(?:USD|EUR|CAD|RMB|CNY)\s?\d/giu;
const COUNTED =
  /\d[\d,.]*\s?(?:여\s?)?(?:개|명|곳|건|기|대|편|종|회|호|년 연속|个|家|名|项|件|台|辆|座|年|months?\b|days?\b|hours?\b|jobs?\b|staff\b|[a-z]{3,}s\b)/giu;

const AHEAD =
  /예정|전망|계획(?:이다|임|을 (?:밝|세)|$|\.)|목표|추진할|검토(?:한다|할|$)|방침|앞으로|향후|다음 단계|할 것|\d{2,4}년(?:\s?\d{1,2}월)?까지|\d{1,2}월\s?\d{1,2}일까지|월(?:에|부터) (?:시작|시행|착수)|기대|\bwill\b|\bplans? to\b|\bexpect|\bdue\b|\baims? to\b|\bshould (?:start|begin)|\bby (?:the end of )?20\d\d|\bnext (?:year|month|step)|将|拟|计划(?:于|在|到|\d)|预计|下一步|有望|到\d{4}年|目标/u;

const BACKGROUND =
  /\d{2,4}년(?: 말)? 기준|현재 기준|%(?:[를을])?\s?차지|그동안|지금까지|지난 \d+년|\bas of\b|\bso far\b|\baccount(?:s|ed|ing)? for\b|\bhad (?:asked|hoped|been)\b|截至|占|此前|迄今/u;

const ASIDE = /참고|비고|※|\b(?:note|reference|background)\b|参考|背景|附/iu;

const INTRODUCTION = /(?:다음|아래|이하)(?:과|와) 같(?:다|음|습니다)\.?$|as follows[.:]?$|[:：]$|如下[。：]?$/u;

const BACK =
  /^(?:이는|이를|이에|이로|이와|그는|그러나|하지만|반면|다만|또|또한|둘째|셋째|넷째|마지막으로|It|They|This|These|Those|He|She|But|However|Also|Only|其|该|这|此|但|同时|此外)(?![\p{Script=Hangul}\p{Script=Latin}])/u;

/** How much a sentence tells in figures: measured ones weigh most, counts less, and years and days nothing. 0 to 2, higher is more.
 *  @example weightOfFigures("'27년까지 약 50% 감소") // => 1 */
export function weightOfFigures(text: string): number {
  const measured = [...text.matchAll(MEASURED)].length;
  const counted = [...text.matchAll(COUNTED)].length;
  return Math.min(MOST_WEIGHT, Math.sqrt(measured + 0.5 * counted));
}

/** Whether a sentence speaks of what is planned, expected or aimed at. */
export function pointsAhead(text: string): boolean {
  return AHEAD.test(text);
}

/** Whether a sentence tells how things stood before, or elsewhere, rather than what is new. */
export function tellsBackground(text: string): boolean {
  return BACKGROUND.test(text);
}

/** Whether a heading tells that what follows is for reference only. */
export function isAside(heading: string): boolean {
  return ASIDE.test(heading);
}

/** Whether a sentence only announces what follows it. */
export function isIntroduction(text: string): boolean {
  return INTRODUCTION.test(text);
}

/** Whether a sentence begins with a word that needs the one before it to be understood. */
export function pointsBack(text: string): boolean {
  return BACK.test(text);
}
