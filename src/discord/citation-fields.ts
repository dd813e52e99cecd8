import type { APIActionRowComponent, APIButtonComponentWithURL, APIEmbedField } from 'discord.js';
import { ComponentType } from 'discord.js';
import type { Citation } from '../answer/answer.ts';
import { byItem, itemName, otherIssues, standing } from '../answer/naming.ts';
import { ALSO_IN } from '../answer/phrases.ts';
import { where } from '../answer/where.ts';
import type { Language } from '../bulletin/bulletin.ts';
import { cut } from './cut.ts';
import { escaped } from './escape.ts';
import { linkButton, linked } from './links.ts';
import { AND_MORE } from './messages.ts';

const MOST = 5; // items with a field; together with the rest they stay below what one message may hold
const NAME = 256;
const VALUE = 360;
const BUTTONS = 5; // in a row

type Group = readonly [Citation, ...Citation[]];

/** What stands behind the numbers of an answer, an item each: its title; section, issue, day and lines; and its link. */
export function citationFields(citations: readonly Citation[], language: Language): APIEmbedField[] {
  const groups = byItem(citations);
  const fields = groups.slice(0, MOST).map((group) => fieldOf(group, language));
  const more = groups.length - fields.length;
  return more === 0 ? fields : [...fields, { name: '…', value: AND_MORE[language](more) }];
}

/** A row with a button for the first link of each item, as far as Discord takes them; none without links. */
export function linkRow(citations: readonly Citation[]): readonly APIActionRowComponent<APIButtonComponentWithURL>[] {
  const seen = new Set<string>();
  const buttons = byItem(citations).flatMap((group) => {
    const [link] = group[0].links;
    if (link === undefined || seen.has(link)) return [];
    seen.add(link);
    return linkButton(link, numbersOf(group)) ?? [];
  });
  return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: buttons.slice(0, BUTTONS) }];
}

function fieldOf(group: Group, language: Language): APIEmbedField {
  const [first] = group;
  const { item, bulletin, links } = first;
  const link = links.map(linked).find((one) => one !== null) ?? null;
  const day = item.date === null || item.date === bulletin.publishedOn ? [] : [item.date];
  const others = otherIssues(first);
  const also = others.length === 0 ? [] : [ALSO_IN[language](others.join(', '))];
  const place = [...standing(item, bulletin), ...day, where(language, group), ...also].map(escaped).join(' · ');
  const tail = link === null ? '' : ` · ${link}`;
  return {
    name: `${numbersOf(group)} ${cut(escaped(itemName(item)), NAME - numbersOf(group).length - 1)}`,
    value: `${cut(place, VALUE - tail.length)}${tail}`,
  };
}

function numbersOf(group: Group): string {
  return group.map(({ n }) => `[${n}]`).join('');
}
