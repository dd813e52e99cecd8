import type { APIButtonComponentWithURL } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';

const LONGEST_URL = 512; // Discord's limit for a button
const LONGEST_INLINE = 180; // in a text that shows other things too
const LABEL = 80;

/** An address that Discord takes for a link: written out, with a host that has a name. Null for any other. */
function addressOf(link: string): URL | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  return url !== null && /^https?:$/.test(url.protocol) && /^[^.]+(?:\.[^.]+)+$/.test(url.hostname) ? url : null;
}

/** The link as the name of its host that can be pressed; null where Discord would not take it for a link, or it is too long.
 *  @example linked('https://www.ndrc.gov.cn/a') // => '[ndrc.gov.cn](https://www.ndrc.gov.cn/a)' */
export function linked(link: string): string | null {
  const url = addressOf(link);
  if (url === null) return null;
  const text = `[${hostOf(url)}](${url.href.replaceAll('(', '%28').replaceAll(')', '%29')})`;
  return text.length > LONGEST_INLINE ? null : text;
}

/** A button that opens the link; null where Discord would not take it. */
export function linkButton(link: string, label: string): APIButtonComponentWithURL | null {
  const url = addressOf(link);
  if (url === null || url.href.length > LONGEST_URL) return null;
  const text = `${label} ${hostOf(url)}`.trim();
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: text.slice(0, LABEL), url: url.href };
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^www\./, '');
}
