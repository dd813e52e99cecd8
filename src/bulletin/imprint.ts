import { findDates } from './dates.ts';
import { fold } from './fold.ts';
import { isAlike, keyOf } from './key.ts';
import { isImprint, isNotice, isPublishedLabel, isPublisherLabel } from './labels.ts';
import type { Token } from './lex.ts';
import { plain } from './markup.ts';
import { previousText } from './neighbours.ts';

/** Who published a bulletin and when, as far as its imprint or masthead says. `reference` is the last day of what is known of
 *  the time: the day of publication, or the end of the month that the masthead names. */
export type Imprint = {
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly reference: string | null;
};

const LONGEST_LINE = 80; // characters of an imprint line; longer ones are text
const MASTHEAD = 12; // tokens with text at the beginning among which the date of an issue stands

/** Where the imprint at the end begins: the index of its first token, or the number of tokens when there is none. Everything behind
 *  the last item that is short and no sentence belongs to it when at least one line is labelled (발행일, TEL, ISSN …). */
export function imprintStart(tokens: readonly Token[], title: string): number {
  const titleKey = keyOf(title);
  const isTitle = (token: Token) => isAlike(keyOf(token.text), titleKey);
  let from = tokens.length;
  let labelled = tokens.length;
  for (let i = previousText(tokens, tokens.length); i > 0; i = previousText(tokens, i)) {
    const token = tokens[i];
    if (token === undefined) break;
    const isOwn = isImprint(token.folded) || isNotice(token.folded) || isTitle(token);
    if (!isOwn && !isLoose(token)) break;
    if (isOwn) labelled = i;
    if (token.kind === 'link' && labelled < tokens.length) break;
    from = i;
  }
  if (!tokens.slice(labelled).some((token) => isImprint(token.folded))) return tokens.length;
  return tokens[previousText(tokens, from)]?.kind === 'link' ? from : labelled;
}

function isLoose(token: Token): boolean {
  if (!['text', 'row', 'link', 'heading'].includes(token.kind) || token.text.length > LONGEST_LINE) return false;
  return !/[다요음임][.]$/.test(token.folded) && (token.level === null || token.kind !== 'heading');
}

/** Reads publisher and day from the tokens of imprint and masthead, the day also from the bulletin's id as a last resort. */
export function readImprint(imprint: readonly Token[], masthead: readonly Token[], id: string): Imprint {
  const fields = [...imprint, ...masthead].flatMap(fieldsOf);
  const labelled = fields.flatMap(({ label, value }) => (isPublishedLabel(`${label}:`) ? fullDates(value) : [])).at(0);
  const stated = masthead.slice(0, MASTHEAD).flatMap((token) => fullDates(token.text));
  const inId = findDates(
    id
      .replace(/(?<=\d)_(?=\d)/g, '-')
      .replace(/(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)/, '$1-$2-$3')
      .replace(/(?<=[\p{L}_-])-(?=20\d\d)/u, ' ')
      .replace(/^\D+/, ''),
    null,
  );
  const known = [labelled, ...stated, ...inId].filter((date) => date !== undefined);
  const day = known.find(
    (date) => date.precision === 'day' || (date.precision === 'range' && date.to.slice(0, 4) === date.from.slice(0, 4)),
  );
  const publishedOn = day?.to ?? null;
  const publisher = fields.find(
    ({ label, value }) => isPublisherLabel(`${label}:`) && value !== '' && !/주소/.test(value),
  );
  return { publisher: publisher?.value ?? null, publishedOn, reference: publishedOn ?? known[0]?.to ?? null };
}

type Field = { readonly label: string; readonly value: string };

/** The labelled values of a line: `| 발 행 일 | 2024. 8. 2.`, `발행처: 가 | 발행일: 나`. */
function fieldsOf(token: Token): Field[] {
  const cells = partedAtLabels(plain(token.raw))
    .replace(/\s*([|｜∶:：])\s*/g, '$1')
    .split(/[|｜]/)
    .filter((cell) => cell !== '');
  return cells.flatMap((cell, i) => {
    const [label = '', ...rest] = cell.split(/[:：∶]/);
    if (rest.length > 0) return [{ label: fold(label).text, value: rest.join(':').trim() }];
    const [, name = '', value = ''] = /^(\p{L}{2,8})\s+(\S.*)$/u.exec(cell) ?? [];
    const isLabel = isPublishedLabel(`${fold(name).text}:`) || isPublisherLabel(`${fold(name).text}:`);
    if (value !== '' && isLabel) return [{ label: fold(name).text, value }];
    return i + 1 < cells.length ? [{ label: fold(cell).text, value: (cells[i + 1] ?? '').trim() }] : [];
  });
}

/** A line with a bar before each word that is a label with a colon: `2024年7月19日 · 主办：云岭` is two fields. */
function partedAtLabels(line: string): string {
  if (line.length > LONGEST_LINE) return line;
  return line.replace(/(?:\s*[·•,，;；/]\s*|\s+)(?=(\p{L}[\p{L}\s]{0,20})[:：])/gu, (gap, label: string) => {
    const name = `${fold(label).text}:`;
    return isPublishedLabel(name) || isPublisherLabel(name) ? '|' : gap;
  });
}

function fullDates(text: string) {
  return findDates(text, null).filter((date) => date.hasYear);
}
