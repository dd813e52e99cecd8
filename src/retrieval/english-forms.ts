/** Endings of English nouns and verbs, with what stands in their place in a dictionary. */
const ENDINGS = [
  ['ies', 'y'],
  ['es', ''],
  ['s', ''],
  ['ing', ''],
  ['ing', 'e'],
  ['ed', ''],
  ['ed', 'e'],
] as const;
const SHORTEST = 3; // letters that stay when an ending is cut off

/** What an English word in lower case may stand under in a dictionary: itself, and without each ending that it may have. Some are no words.
 *  @example dictionaryForms('batteries') // => ['batteries', 'battery', 'batteri', 'batterie'] */
export function dictionaryForms(word: string): readonly string[] {
  const cut = ENDINGS.filter(([ending]) => word.endsWith(ending) && word.length - ending.length >= SHORTEST);
  return [word, ...cut.map(([ending, instead]) => word.slice(0, -ending.length) + instead)];
}

/** How a word of a dictionary may be written in a text. Some are no words.
 *  @example inflections('invest') // => ['invest', 'invests', 'investes', 'invested', 'investing'] */
export function inflections(word: string): readonly string[] {
  const stem = word.endsWith('e') ? word.slice(0, -1) : word;
  const plural = word.endsWith('y') ? [`${word.slice(0, -1)}ies`] : [];
  return [word, `${word}s`, `${word}es`, `${stem}ed`, `${stem}ing`, ...plural];
}
