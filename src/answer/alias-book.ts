import type { Alias } from '../bulletin/aliases.ts';
import { simplified } from '../retrieval/simplified.ts';

const MOST_WORDINGS = 4; // that a question is searched by besides its own
const HEAD = 2; // characters that forms are looked up by
const SCRIPTS = [/^\p{Script=Hangul}/u, /^\p{Script=Han}/u, /^[\p{Script=Latin}\d]/u];

/** A name that a text holds: as the text has it, and the other forms that bulletins give it, those that most bulletins give first. */
export type KnownAs = { readonly written: string; readonly others: readonly string[] };

/** A form that stands beside another, as it was written first, and how many bulletins have the two. */
type Beside = { readonly written: string; readonly bulletins: number };

/** The names that bulletins give two forms of, such as 판젠웨이 (潘建伟): kept with their bulletins, looked up in questions. */
export class AliasBook {
  readonly #byBulletin = new Map<string, readonly Alias[]>();
  /** For each form, in the shape it is compared in, the forms it stands beside; and for the head of each form, the forms. */
  #beside = new Map<string, Map<string, Beside>>();
  #byHead = new Map<string, string[]>();
  #isStale = false;

  /** Takes over the aliases of a bulletin, in place of those it had. */
  set(bulletinId: string, aliases: readonly Alias[]): void {
    this.#byBulletin.set(bulletinId, aliases);
    this.#isStale = true;
  }

  /** Forgets the aliases of a bulletin. */
  delete(bulletinId: string): void {
    if (this.#byBulletin.delete(bulletinId)) this.#isStale = true;
  }

  /** The names in a text that have other forms, in its order, the longest at each place.
   *  @example book.in('潘建伟的团队') // => [{ written: '潘建伟', others: ['판젠웨이'] }] */
  in(text: string): readonly KnownAs[] {
    if (this.#isStale) this.#build();
    const written = text.normalize('NFKC');
    const shape = shapeOf(written);
    const found: KnownAs[] = [];
    for (let at = 0; at + HEAD <= shape.length; at++) {
      const form = this.#byHead.get(shape.slice(at, at + HEAD))?.find((one) => standsAt(one, shape, at));
      if (form === undefined) continue;
      found.push({ written: written.slice(at, at + form.length), others: this.#others(form) });
      at += form.length - 1;
    }
    return found;
  }

  /** All forms that are one name with this, however many bulletins lie between. */
  #others(form: string): string[] {
    const met = new Map<string, string>();
    const waiting = [form];
    for (const one of waiting) {
      const beside = [...(this.#beside.get(one) ?? [])].sort(([, a], [, b]) => b.bulletins - a.bulletins);
      for (const [shape, { written }] of beside) {
        if (shape === form || met.has(shape)) continue;
        met.set(shape, written);
        waiting.push(shape);
      }
    }
    return [...met.values()];
  }

  #build(): void {
    this.#beside = new Map();
    for (const aliases of this.#byBulletin.values()) {
      for (const [name, other] of aliases) {
        this.#add(name, other);
        this.#add(other, name);
      }
    }
    this.#byHead = new Map();
    for (const form of [...this.#beside.keys()].sort((a, b) => b.length - a.length)) {
      const head = form.slice(0, HEAD);
      this.#byHead.set(head, [...(this.#byHead.get(head) ?? []), form]);
    }
    this.#isStale = false;
  }

  #add(form: string, other: string): void {
    const [shape, others] = [shapeOf(form), shapeOf(other)];
    if (others === shape) return;
    const beside = this.#beside.get(shape) ?? new Map<string, Beside>();
    const { written, bulletins } = beside.get(others) ?? { written: other, bulletins: 0 };
    this.#beside.set(shape, beside.set(others, { written, bulletins: bulletins + 1 }));
  }
}

/** Whether a name has a form in Han beside others: letters may abbreviate a common noun (AI, 인공지능), which a text that answers may say in
 *  other words. */
export function isProper({ written, others }: KnownAs): boolean {
  return [written, ...others].some((form) => /^\p{Script=Han}+$/u.test(form));
}

/** The text (in NFKC) in other words: with one name in another of its forms each time, so that it is searched by all of them. Of each script
 *  one form: that which most bulletins give, as letters may abbreviate several names.
 *  @example otherWordings('潘建伟的团队', [{ written: '潘建伟', others: ['판젠웨이'] }]) // => ['판젠웨이的团队'] */
export function otherWordings(text: string, known: readonly KnownAs[]): string[] {
  const written = text.normalize('NFKC');
  const wordings = known.flatMap(({ written: name, others }) => {
    const firsts = SCRIPTS.flatMap((script) => others.find((other) => script.test(other)) ?? []);
    return firsts.map((other) => written.replace(name, () => other));
  });
  return [...new Set(wordings)].slice(0, MOST_WORDINGS);
}

/** The shape in which forms are compared: of the same length as the text, in NFKC. */
function shapeOf(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  return simplified(lower.length === text.length ? lower : text);
}

/** A form in letters stands for itself only between other characters; in Hangul, only at the start of a word. */
function standsAt(form: string, shape: string, at: number): boolean {
  if (!shape.startsWith(form, at)) return false;
  const before = shape.charAt(at - 1);
  if (/^\p{Script=Hangul}/u.test(form)) return !/\p{Script=Hangul}/u.test(before);
  if (!/^[\p{Script=Latin}\d]/u.test(form)) return true;
  return !/[\p{Script=Latin}\d]/u.test(before) && !/[\p{Script=Latin}\d]/u.test(shape.charAt(at + form.length));
}
