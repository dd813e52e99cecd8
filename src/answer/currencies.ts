/* What currencies are called, from the Unicode CLDR, which comes with Node. */

const LEAST_LETTERS = { ko: 2, en: 3 } as const; // of a name by which a currency is told
/** Words that are most often something else behind a number. */
const NO_CURRENCIES =
  'point points unit units code gold silver right rights mark marks leone leones won sol som par 통화 골드 레이 콜론 랜드 리온 특별인출권'.split(
    ' ',
  );

/** The words behind a sum that name its currency, in Korean and English, in small letters, the longest first: 크로나, kronor. */
export const CURRENCY_WORDS: readonly string[] = [...new Set(namesOf())].sort((a, b) => b.length - a.length);

function* namesOf(): Generator<string> {
  for (const language of ['ko', 'en'] as const) {
    for (const currency of Intl.supportedValuesOf('currency')) {
      const named = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'name' });
      for (const sum of [1, 2]) {
        const name = named.formatToParts(sum).find(({ type }) => type === 'currency')?.value ?? '';
        const word =
          name
            .replace(/\s?\(.*\)$/u, '')
            .toLowerCase()
            .split(' ')
            .at(-1) ?? '';
        if (word.length >= LEAST_LETTERS[language] && !NO_CURRENCIES.includes(word)) yield word;
      }
    }
  }
}
