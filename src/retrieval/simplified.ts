import { Converter } from 'opencc-js/t2cn';
import { append } from './append.ts';

const HAN_BLOCKS = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
] as const;

/** The simplified form of each character up to U+FFFF that has another, else 0. */
const FORMS = formsOf();
const TRADITIONAL = traditionalOf(FORMS);

/** A text with each traditional Han character in its simplified form, as it is on the mainland: 學 and 学 are one for search. One character
 *  for one, so that places in the text stay what they are.
 *  @example simplified('新質生產力') // => '新质生产力' */
export function simplified(text: string): string {
  let result = '';
  let kept = 0; // up to where the result holds the text
  for (let at = 0; at < text.length; at++) {
    const form = FORMS[text.charCodeAt(at)] ?? 0;
    if (form === 0) continue;
    result += text.slice(kept, at) + String.fromCharCode(form);
    kept = at + 1;
  }
  return kept === 0 ? text : result + text.slice(kept);
}

/** The traditional characters that have this simplified form, besides the character itself; none for most.
 *  @example traditionalForms('台') // => ['檯', '臺', '颱'] */
export function traditionalForms(character: string): readonly string[] {
  return TRADITIONAL.get(character) ?? [];
}

/** Asks OpenCC for each character alone: its phrases would only matter to texts that are shown. A form that has a further one (few, and
 *  rare) gives that, so that a text is changed once and for all. */
function formsOf(): Uint16Array {
  const convert = Converter({ from: 't', to: 'cn' });
  const forms = new Uint16Array(0x10000);
  for (const [first, last] of HAN_BLOCKS) {
    for (let code = first; code <= last; code++) {
      const form = lastForm(String.fromCharCode(code), convert);
      if (form.charCodeAt(0) !== code) forms[code] = form.charCodeAt(0);
    }
  }
  return forms;
}

function lastForm(character: string, convert: (text: string) => string): string {
  const met = new Set([character]);
  for (let form = convert(character); form.length === 1 && !met.has(form); form = convert(form)) met.add(form);
  return [...met].at(-1) ?? character;
}

function traditionalOf(forms: Uint16Array): ReadonlyMap<string, readonly string[]> {
  const traditional = new Map<string, string[]>();
  forms.forEach((form, code) => {
    if (form === 0) return;
    append(traditional, String.fromCharCode(form), String.fromCharCode(code));
  });
  return traditional;
}
