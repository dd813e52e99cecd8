import type { LocalizationMap } from 'discord.js';
import type { Phrase } from '../answer/phrases.ts';
import type { Language } from '../bulletin/bulletin.ts';

/** The language that users of a Discord locale are answered in: English where it is none of ours.
 *  @example languageOfLocale('zh-TW') // => 'zh' */
export function languageOfLocale(locale: string): Language {
  if (locale === 'ko') return 'ko';
  return locale.startsWith('zh') ? 'zh' : 'en';
}

/** A phrase for every locale of ours. Discord falls back from zh-TW to the default rather than to zh-CN, and from en-GB likewise.
 *  @example localizations({ ko: '질문', en: 'ask', zh: '提问' }).ko // => '질문' */
export function localizations({ ko, en, zh }: Phrase): LocalizationMap {
  return { ko, 'en-US': en, 'en-GB': en, 'zh-CN': zh, 'zh-TW': zh };
}
