import type { LocalizationMap } from 'discord.js';
import type { Phrase } from '../answer/phrases.ts';
import { localizations } from './languages.ts';

type Named = { readonly name: string; readonly name_localizations: LocalizationMap };
type Described = { readonly description: string; readonly description_localizations: LocalizationMap };

/** The name of a command or choice in every language; English is the default.
 *  @example named({ ko: '질문', en: 'ask', zh: '提问' }).name // => 'ask' */
export function named(phrase: Phrase): Named {
  return { name: phrase.en, name_localizations: localizations(phrase) };
}

/** Name and description of a command, subcommand or option in every language. */
export function described(name: Phrase, description: Phrase): Named & Described {
  return { ...named(name), description: description.en, description_localizations: localizations(description) };
}

/** A choice of an option: what is sent when it is chosen, and its name in every language. */
export function choice<V extends string>(value: V, name: Phrase): Named & { readonly value: V } {
  return { ...named(name), value };
}
