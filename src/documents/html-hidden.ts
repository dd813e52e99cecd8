import { type HtmlElement, type HtmlNode, textOf } from './html-tree.ts';

/** What a browser shows no text of, or text that is no part of what is read. */
const SILENT = new Set(
  'script style noscript template head svg canvas audio video iframe object embed select option datalist input textarea dialog map area img source track nav rp colgroup progress meter'.split(
    ' ',
  ),
);
const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
/** Classes that keep text for screen readers alone, by the custom of style sheets in use. */
const UNSEEN =
  /(?:^|\s)(?:blind|sr-only|visually-hidden|screen-?(?:out|reader-text)|sound[-_]only|hide-?text)(?:\s|$)/i;
/** Names of the frame around a page's content, in Korean templates too: global, local and side navigation bar. */
const FRAME =
  /^(?:(?:site|page|wrap|main)?[-_]?(?:header|footer)|[gls]nb|(?:top|main|left|side|quick|all|full)?[-_]?menu|side-?bar|skip[-_]?(?:nav(?:i|igation)?|menu|to[-_]?content)?|bread-?crumbs?|site-?map|foot|copyright|family[-_]?site)$/i;
const FRAME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary']);
const ARTICLE = new Set(['article', 'main']);
/** The share of a page's text that no frame has: what holds more is the page itself, whatever its name. */
const LARGEST_FRAME = 0.4;

/** Whether an element is left out of a page's text. `pageLength` is the number of characters of the whole page; within an article what
 *  looks like a frame is the article's own. */
export function isHidden(element: HtmlElement, pageLength: number, isInArticle: boolean): boolean {
  const { name, attributes } = element;
  if (SILENT.has(name) || attributes.hidden !== undefined) return true;
  if (HIDING.test(attributes.style ?? '') || UNSEEN.test(attributes.class ?? '')) return true;
  return !isInArticle && isFrame(element) && textOf([element]).length <= pageLength * LARGEST_FRAME;
}

/** Whether an element holds an article. */
export function isArticle({ name, attributes }: HtmlElement): boolean {
  return ARTICLE.has(name) || attributes.role === 'main' || attributes.role === 'article';
}

function isFrame({ name, attributes, children }: HtmlElement): boolean {
  if (name === 'aside' || name === 'footer') return true;
  if (FRAME_ROLES.has(attributes.role ?? '') || FRAME.test(attributes.id ?? '')) return true;
  return name === 'header' && children.some(isNavigation);
}

function isNavigation(node: HtmlNode): boolean {
  return typeof node !== 'string' && (node.name === 'nav' || node.children.some(isNavigation));
}
