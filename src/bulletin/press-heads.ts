import { type Head, headOf, isTitleLike } from './head.ts';
import { isPressRelease, isPublishedLabel } from './labels.ts';
import type { Token } from './lex.ts';
import { nextText } from './neighbours.ts';

const SEARCHED = 12; // tokens with text from its label within which a release's title stands
const META = /^(?:보도|배포|담당|문의|엠바고|즉시|총\s*\d+|\(?총|일시|장소|자료|contact|embargo|date)/i;

/** The heads of press releases, one for each 보도자료 or press release label: an article with its annexes is one item. Null when the
 *  bulletin has no such label at its beginning. */
export function pressHeads(tokens: readonly Token[]): Head[] | null {
  const labels = tokens.map((_, i) => i).filter((i) => isLabel(tokens, i));
  const [first] = labels;
  if (first === undefined || countBefore(tokens, first) > SEARCHED) return null;
  return labels.map((label, k) =>
    release(tokens, k === 0 ? nextText(tokens, 0) : label, labels[k + 1] ?? tokens.length),
  );
}

function isLabel(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  return token !== undefined && token.kind !== 'blank' && token.kind !== 'rule' && isPressRelease(token.folded);
}

/** The release's title is its first heading or line in bold, else its first line that is no label, date or contact. */
function release(tokens: readonly Token[], from: number, to: number): Head {
  const near: number[] = [];
  for (let i = nextText(tokens, from); i < to && near.length < SEARCHED; i = nextText(tokens, i + 1)) near.push(i);
  const candidates = near.filter((i) => {
    const token = tokens[i];
    return token !== undefined && isTitleLike(token) && !isPressRelease(token.folded) && !isMeta(token);
  });
  const set = candidates.find((i) => tokens[i]?.level !== null || tokens[i]?.bold);
  const at = set ?? candidates[0] ?? near[0] ?? from;
  return { ...headOf('item', tokens, at, null), from };
}

function isMeta(token: Token): boolean {
  return META.test(token.folded) || isPublishedLabel(token.folded);
}

function countBefore(tokens: readonly Token[], end: number): number {
  return tokens.slice(0, end).filter((token) => token.kind !== 'blank' && token.kind !== 'rule').length;
}
