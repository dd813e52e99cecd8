import type { APIEmbed, APIMessage } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import { markdownHtml, textHtml } from './discord-markdown.ts';

/** A use of the bot as it stands in a channel: who did what, and what the bot answered. */
export type Exchange = {
  readonly user: string;
  /** The command as its user sees it, such as `/질문`; null for a message that came by itself. */
  readonly command: string | null;
  readonly message: Pick<APIMessage, 'content' | 'embeds' | 'components'>;
};

const PHONE = 412; // CSS pixels
const BOT = 'bulletin-bot';

/** A page that shows an exchange much as Discord's app does on a phone. */
export function discordPage({ user, command, message }: Exchange): string {
  const used =
    command === null
      ? ''
      : `<div class="used"><span class="hook"></span><b>${textHtml(user)}</b> <span class="command">${textHtml(command)}</span></div>`;
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
<main>${used}<div class="message"><div class="avatar">“</div><div class="body">
<div class="name"><b>${BOT}</b> <span class="app">✓ APP</span> <time>9:00</time></div>
${message.content === '' ? '' : `<div class="text">${markdownHtml(message.content)}</div>`}
${message.embeds.map(embedHtml).join('\n')}
${(message.components ?? []).map(rowHtml).join('\n')}
</div></div></main>
<script>document.documentElement.dataset.height = document.querySelector('main').offsetHeight;</script>`;
}

function embedHtml({ color, title, description, fields = [], footer }: APIEmbed): string {
  const colour = `#${(color ?? 0x4e5058).toString(16).padStart(6, '0')}`;
  return `<section style="border-left-color:${colour}">
${title === undefined ? '' : `<h1>${markdownHtml(title)}</h1>`}
${description === undefined ? '' : `<div class="text">${markdownHtml(description)}</div>`}
${fields.map(({ name, value }) => `<h2>${markdownHtml(name)}</h2><div class="text">${markdownHtml(value)}</div>`).join('\n')}
${footer === undefined ? '' : `<footer>${textHtml(footer.text)}</footer>`}
</section>`;
}

function rowHtml(row: NonNullable<APIMessage['components']>[number]): string {
  if (row.type !== ComponentType.ActionRow) return '';
  const buttons = row.components.flatMap((one) => {
    if (one.type !== ComponentType.Button || one.style === ButtonStyle.Premium) return [];
    const kind = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' }[one.style];
    const text = [one.emoji?.name, one.label].flatMap((part) => part ?? []).map(textHtml);
    const arrow = one.style === ButtonStyle.Link ? ' <span class="out">⇱</span>' : '';
    return `<span class="button ${kind}${one.disabled === true ? ' disabled' : ''}">${text.join(' ')}${arrow}</span>`;
  });
  return `<div class="row">${buttons.join('')}</div>`;
}

const STYLE = `
* { box-sizing: border-box; margin: 0; }
html { background: #313338; color: #dbdee1; font: 15px/1.4 Inter, "Noto Sans CJK KR", "Noto Color Emoji", sans-serif; }
body { width: ${PHONE}px; word-break: keep-all; overflow-wrap: anywhere; }
main { padding: 14px 12px 16px; }
.used { display: flex; align-items: center; gap: 6px; color: #b5bac1; font-size: 13px; margin: 0 0 4px 19px; }
.hook { width: 26px; height: 11px; border: 2px solid #4e5058; border-width: 2px 0 0 2px; border-radius: 7px 0 0; margin-top: 9px; }
.command { color: #00a8fc; background: #3b4160; border-radius: 3px; padding: 0 4px; }
.message { display: flex; gap: 12px; }
.avatar { flex: none; width: 38px; height: 38px; border-radius: 50%; background: #1c7ed6; color: #fff; font: 700 34px/52px Georgia, serif; text-align: center; }
.body { min-width: 0; flex: 1; }
.name b { color: #f2f3f5; }
.app { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10px; font-weight: 600; padding: 2px 4px; vertical-align: 2px; }
time { color: #949ba4; font-size: 12px; }
section { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 10px 12px 12px; margin-top: 6px; }
h1 { font-size: 15.5px; line-height: 1.35; color: #f2f3f5; margin-bottom: 6px; }
h2 { font-size: 14px; line-height: 1.35; color: #f2f3f5; margin: 10px 0 1px; }
section .text { font-size: 14px; }
footer { color: #b5bac1; font-size: 12px; margin-top: 10px; }
a { color: #00a8fc; text-decoration: none; }
blockquote { border-left: 4px solid #4e5058; border-radius: 2px; padding-left: 9px; margin: 1px 0; }
small { display: block; font-size: 12.5px; color: #a5abb3; }
code { background: #1e1f22; border-radius: 4px; padding: 0 4px; font: 13px "Noto Sans Mono CJK KR", monospace; }
ul { padding-left: 17px; }
.gap { height: 9px; }
.row { display: flex; flex-wrap: wrap; gap: 7px; margin-top: 8px; }
.button { background: #4e5058; color: #fff; border-radius: 8px; font-size: 13.5px; font-weight: 500; padding: 6px 13px; }
.danger { background: #da373c; } .primary { background: #5865f2; } .success { background: #248046; }
.disabled { opacity: .5; }
.out { display: inline-block; transform: scaleX(-1); color: #dbdee1; font-size: 12px; }
`;
