import type { LocalizationMap } from 'discord.js';
import { Locale } from 'discord.js';
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

/** The locale of Discord that a language of ours is told for.
 *  @example localeOf('zh') // => 'zh-CN' */
export function localeOf(language: Language): Locale {
  return LOCALES[language];
}

const LOCALES: Readonly<Record<Language, Locale>> = { ko: Locale.Korean, en: Locale.EnglishUS, zh: Locale.ChineseCN };
