import type { Block, Bulletin, Item } from '../bulletin/bulletin.ts';
import { linksOf } from './citation.ts';
import { weightOfFigures } from './sentence-signs.ts';

const SECTION = 2; // a bulletin puts its main part first: this outweighs any one of the others
const LINKS = 0.5;
const LONG = 1600; // letters from which an item counts as long
const MANY_FIGURES = 6; // weight from which figures count in full
const MANY_LINKS = 3;

/** The ids of a bulletin's items, the most important first: by section, length, figures and links. Equals stay in the bulletin's order. */
export function byImportance({ items, sections }: Pick<Bulletin, 'items' | 'sections'>): readonly string[] {
  const titles = sections.map(({ title }) => title);
  return items
    .map((item) => ({ id: item.id, importance: importanceOf(item, Math.max(0, titles.indexOf(item.section ?? ''))) }))
    .sort((a, b) => b.importance - a.importance)
    .map(({ id }) => id);
}

/** 0 to 4.5, higher is more important. `section` is the place of the item's section in the bulletin, from 0. */
function importanceOf(item: Item, section: number): number {
  const texts = item.blocks.flatMap(textsOf);
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  const figures = texts.reduce((sum, text) => sum + weightOfFigures(text), 0);
  return (
    SECTION / (1 + section) +
    Math.min(1, letters / LONG) +
    Math.min(1, figures / MANY_FIGURES) +
    LINKS * Math.min(1, linksOf(item).length / MANY_LINKS)
  );
}

function textsOf(block: Block): readonly string[] {
  return block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells) : [block.text];
}
