import { withoutEnd } from './ends.ts';

/** The words by which bulletins name their own parts, in NFKC. Labels are compared after `squeezed`. */

const SOURCE_LABELS =
  '참고자료|참고문헌|참고링크|참고사이트|출처|자료출처|출처및원문|원문|원문출처|원문링크|원문보기|원문기사|원문주소|기사원문|관련링크|관련기사|관련자료|자료원문|Sources?|References?|Originalsource|Originalarticle|Originallink|Readmore|Via|来源|來源|消息来源|信息来源|新闻来源|资料来源|數據來源|数据来源|文章来源|出处|原文|原文链接|原文地址|参考资料|参考文献|参考链接';
const WEAK_SOURCE_LABELS = '자료|링크|바로가기|참고|URL|Links?|Web|链接|網址|网址';
const LONGEST_LABELLED = 300; // characters of a line that are looked at for its label
const OPENING = '[\\[(<〈【「《]?\\s*';
const CLOSING = '\\s*[\\])>〉】」》]?';

const SOURCE = new RegExp(
  `^${OPENING}(?:${spaced(SOURCE_LABELS)})${CLOSING}\\s*(?:[:|∶]\\s*|$|(?=https?:))|^[\\[<【](?:${spaced(SOURCE_LABELS)})[\\]>】]\\s*`,
  'iu',
);
const WEAK_SOURCE = new RegExp(`^${OPENING}(?:${spaced(WEAK_SOURCE_LABELS)})${CLOSING}\\s*[:∶]\\s*(?=\\S)`, 'iu');

/** The label that opens a source line, its colon and brackets included; null when the line opens with none. A word that also means
 *  something else (자료, 링크) counts only before a colon, and only with an address or day behind it.
 *  @example sourceLabel('출처: 인민정부망 (07.11)') // => '출처: ' */
export function sourceLabel(folded: string): string | null {
  const strong = SOURCE.exec(folded);
  if (strong !== null) return strong[0];
  const weak = WEAK_SOURCE.exec(folded);
  return weak !== null && /https?:|www\.|\d{1,2}\s*[./월-]\s*\d{1,2}/.test(folded) ? weak[0] : null;
}

const CONTENTS = /^(?:contents?|tableofcontents|inthisissue|목차|차례|순서|이번호목차|目录|目錄|目次|本期目录)$/i;
const SUMMARY =
  /^(?:요약|요약문|핵심요약|주요내용요약|이번주요약|한눈에보기|summary|executivesummary|highlights|keypoints|abstract|摘要|提要|内容提要|要点)$/i;
const NOTICE =
  /^(?:본|이)(?:보고서|자료|간행물|발간물|뉴스레터|정보지|동향지|브리프|리포트|책자|메일)|무단(?:전재|복제|배포|도용)|출처를(?:밝혀|명시|표기|반드시)|수신거부|구독(?:신청|해지)|공식(?:견해|입장)(?:이|과|을|를)|allrightsreserved|disclaimer|unsubscribe|未经(?:授权|许可)|版权所有|转载请/i;
const IMPRINT =
  /^(?:발행(?:일|일자|인|처|기관|호|번호|년월)?|발간(?:일|일자|처|기관)?|펴낸(?:곳|이|날)|편집(?:인|처|장|위원)?|(?:보고서)?작성(?:자|부서)?|기획|제작|주관|주소|전화|전화번호|팩스|이메일|홈페이지|웹사이트|문의처?|담당|tel|fax|e-?mail|homepage|website|issn|isbn|address|publisher|publishedby|publicationdate|dateofissue|published|issued|editor|contact|copyright|©|主办|主办单位|编辑|编辑部|主编|出版|出版日期|发行|地址|电话|邮箱)(?:[:|∶](?=.)|(?=\d)|$)/i;
const PUBLISHED =
  /^(?:발행일자?|발간일자?|펴낸날|발행년월|배포일시?|보도시점|보도일시?|게시일|등록일|작성일|일시|날짜|publicationdate|dateofissue|published(?:on)?|issued?|date|出版日期|发行日期|发布日期|日期)(?:[:|∶]|(?=['’\d]))/i;
const PUBLISHER = /^(?:발행(?:기관|처)?|발간(?:기관|처)|펴낸곳|publisher|publishedby|主办(?:单位)?|出版|发行)[:|∶]/i;
const GENERIC =
  /^(?:[\d一二三四五六七八九十]{1,2}[.)、]?|[가-하][.)]|[①-⑳])?(?:개요|배경|추진배경|배경및필요성|현황|추진경과|경과|주요내용|핵심내용|세부내용|상세내용|내용|결과|연구결과|의의|의미|기대효과|효과|영향|전망|향후계획|향후일정|계획|시사점|결론|맺음말|서론|본론|머리말|들어가며|나가며|참고|별첨|붙임|첨부|부록|문의|담당자?|평가|분석|특징|목적|필요성|정책제언|제언|요약|overview|background|introduction|summary|details?|keypoints?|highlights?|results?|discussion|conclusions?|implications?|outlook|nextsteps?|whatitmeans|whyitmatters|notes?|appendix|about|contacts?|背景|概要|主要内容|内容|意义|影响|结论|展望|启示)\d*$/i;
const PRESS_RELEASE =
  /^(?:보도자료|보도참고자료|보도설명자료|설명자료|브리핑|pressrelease|newsrelease|mediarelease|forimmediaterelease|新闻稿|新闻发布)$/i;
const LINK_WORD =
  /^[[(<▶▷☞→*]*(?:원문(?:보기|링크|기사|바로가기)?|기사(?:원문|보기)|링크|바로가기|자세히(?:보기)?|더보기|출처|관련링크|url|link|source|readmore|more|original|fulltext|here|article|website|查看原文|阅读原文|原文链接|原文|链接|来源)[\])>→>»]*$/i;

export const isContentsLabel = (folded: string): boolean => CONTENTS.test(opening(folded));
export const isSummaryLabel = (folded: string): boolean => SUMMARY.test(opening(folded));
export const isNotice = (folded: string): boolean => NOTICE.test(opening(folded));
export const isImprint = (folded: string): boolean => IMPRINT.test(opening(folded));
export const isPublishedLabel = (folded: string): boolean => PUBLISHED.test(opening(folded));
export const isPublisherLabel = (folded: string): boolean => PUBLISHER.test(opening(folded));
export const isGenericHeading = (folded: string): boolean => GENERIC.test(opening(folded));
export const isPressRelease = (folded: string): boolean => PRESS_RELEASE.test(opening(folded));
export const isLinkWord = (folded: string): boolean => LINK_WORD.test(opening(folded));

/** Whether a line says something about the bulletin rather than of its news: a notice, or a quotation set off at the top. */
export function isRemark({ folded, mark }: { readonly folded: string; readonly mark: string }): boolean {
  return mark.startsWith('>') || isNotice(folded);
}

/** The beginning of a text, squeezed: no label is longer. */
function opening(folded: string): string {
  return squeezed(folded.slice(0, LONGEST_LABELLED));
}

/** A text without white space, brackets around the whole and bars at its ends: 발 행 일 and 발행일 become the same.
 *  @example squeezed('| 발 행 일 | 2024. 8. 2.') // => '발행일|2024.8.2.' */
export function squeezed(folded: string): string {
  const joined = folded.replace(/\s+/g, '').replace(/^[|[\]<〈【「(※*]+/, '');
  return withoutEnd(joined, /[|\]>〉】」)*]/);
}

/** The pattern with optional white space between its characters: 출 처 is 출처. */
function spaced(labels: string): string {
  return labels.replace(/([\p{L}])(?=[\p{L}])/gu, '$1\\s*');
}
