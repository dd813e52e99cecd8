import type { APIAttachment } from 'discord.js';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Language } from '../../bulletin/bulletin.ts';
import { AppError } from '../../errors.ts';
import { LARGEST_BYTES } from '../attachment.ts';
import type { CommandCall, ComponentCall } from '../call.ts';
import type { Command, Reply, Tell } from '../command.ts';
import { handlerOf } from '../command.ts';
import type { Context } from '../context.ts';
import { cut } from '../cut.ts';
import { escaped } from '../escape.ts';
import { hidden } from '../hidden.ts';
import { BULLETIN_GONE, NO_BULLETIN } from '../item-messages.ts';
import { findBulletin } from '../keys.ts';
import { bulletinList, bulletinPageId, removalCard, removeId } from '../library-cards.ts';
import { KEPT, LOADING, NOT_REMOVED, READING, REMOVED, reasonFor } from '../library-messages.ts';
import { described } from '../localized.ts';
import { NOTHING_INDEXED } from '../messages.ts';
import { refusalCard, reportCard } from '../report-card.ts';
import { bulletinFor } from '../suggester.ts';

/** Between two messages about how far the reading is. */
const PROGRESS_MS = 2_000;

/** Adds, lists and removes bulletins. */
export const bulletin = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...described(
      { ko: '게시물', en: 'bulletin', zh: '通报' },
      {
        ko: '게시물을 추가하거나 제거합니다 (서버 관리 권한 필요)',
        en: 'Adds or removes bulletins (needs Manage Server)',
        zh: '添加或移除通报（需要“管理服务器”权限）',
      },
    ),
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...described(
          { ko: '추가', en: 'add', zh: '添加' },
          { ko: '파일 하나를 게시물로 추가합니다', en: 'Adds a file as a bulletin', zh: '将文件添加为通报' },
        ),
        options: [
          {
            type: ApplicationCommandOptionType.Attachment,
            ...described(
              { ko: '파일', en: 'file', zh: '文件' },
              {
                ko: 'PDF, HWP, HWPX, DOCX, HTML, Markdown, 텍스트 (20 MB까지)',
                en: 'PDF, HWP, HWPX, DOCX, HTML, Markdown or text, up to 20 MB',
                zh: 'PDF、HWP、HWPX、DOCX、HTML、Markdown 或文本，最大 20 MB',
              },
            ),
            required: true,
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...described(
          { ko: '목록', en: 'list', zh: '列表' },
          {
            ko: '색인된 게시물과 파일을 보여 줍니다',
            en: 'Lists the bulletins and their files',
            zh: '列出通报及其文件',
          },
        ),
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        ...described(
          { ko: '제거', en: 'remove', zh: '移除' },
          { ko: '게시물을 색인에서 제거합니다', en: 'Removes a bulletin', zh: '移除通报' },
        ),
        options: [
          {
            type: ApplicationCommandOptionType.String,
            ...described(
              { ko: '게시물', en: 'bulletin', zh: '通报' },
              { ko: '제거할 게시물', en: 'The bulletin to remove', zh: '要移除的通报' },
            ),
            required: true,
            autocomplete: true,
          },
        ],
      },
    ],
  },
  managersOnly: true,
  beside: true,
  acknowledge: ({ options }) => (options.subcommand === 'add' ? 'thinking-hidden' : 'at-once'),
  autocomplete: ({ focused, mayManage }, { suggester }) => (mayManage ? suggester.bulletins(focused.value) : []),
  execute: (call, context, tell) => {
    switch (call.options.subcommand) {
      case 'add':
        return add(call, context, tell);
      case 'remove':
        return askToRemove(call, context);
      default:
        return hidden(bulletinList(context.desk.catalog.bulletins, 0, call.language));
    }
  },
} satisfies Command;

/** Turns the pages of the list. */
export const bulletinPages = handlerOf(bulletinPageId, {
  managersOnly: true,
  acknowledge: (_: ComponentCall) => 'at-once',
  execute: ({ language }, { page }, { desk }) => ({
    kind: 'update',
    message: bulletinList(desk.catalog.bulletins, page, language),
  }),
});

/** Removes a bulletin, or leaves it. */
export const removeBulletin = handlerOf(removeId, {
  managersOnly: true,
  beside: true,
  acknowledge: (_: ComponentCall) => 'updating',
  execute: async ({ language }, { bulletin: key, remove }, context) => {
    const content = remove === 'no' ? KEPT[language] : await removed(key, language, context);
    return { kind: 'update', message: { content } };
  },
});

async function add({ options, language }: CommandCall, context: Context, tell: Tell): Promise<Reply> {
  const file = options.attachment('file');
  if (file === null) return hidden(refusalCard('?', 'UNREACHABLE', language));
  const name = nameOf(file);
  if (file.size > LARGEST_BYTES) return hidden(refusalCard(name, 'FILE_TOO_LARGE', language));
  await tell({ content: LOADING[language](escaped(name)) });
  const loaded = await context.download(file.url);
  if (loaded.kind !== 'loaded') return hidden(refusalCard(name, NOT_LOADED[loaded.kind], language));
  await tell({ content: READING[language]({ file: escaped(name), percent: null }) });
  try {
    const added = await context.library.add(name, loaded.bytes, progressOf(name, language, context, tell));
    return hidden(reportCard(name, added, language));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
    context.log.warn({ err: error }, 'a bulletin was not added');
    return hidden(refusalCard(name, error.code, language));
  }
}

const NOT_LOADED = { foreign: 'FOREIGN', 'too-large': 'FILE_TOO_LARGE', unreachable: 'UNREACHABLE' } as const;

/** The name of a file as its owner knows it: Discord keeps letters beyond ASCII in its title alone, without the extension. */
function nameOf({ filename, title }: APIAttachment): string {
  const extension = /\.\w{1,8}$/.exec(filename)?.[0] ?? '';
  if (title === undefined || title === '') return filename;
  return title.toLowerCase().endsWith(extension.toLowerCase()) ? title : `${title}${extension}`;
}

/** Tells how far the reading is, but not more often than it can be read. */
function progressOf(file: string, language: Language, { now }: Context, tell: Tell) {
  let told = 0;
  return ({ share }: { readonly share?: number }) => {
    const at = now().getTime();
    if (at - told < PROGRESS_MS) return;
    told = at;
    const percent = share === undefined ? null : Math.floor(share * 100);
    void tell({ content: READING[language]({ file: escaped(file), percent }) });
  };
}

function askToRemove({ options, language }: CommandCall, { desk, suggester }: Context): Reply {
  const words = options.text('bulletin')?.trim() ?? '';
  const stored = bulletinFor(words, desk.catalog, suggester);
  if (stored !== undefined) return hidden(removalCard(stored, language));
  const isEmpty = desk.catalog.bulletins.length === 0;
  return hidden({ content: isEmpty ? NOTHING_INDEXED[language] : NO_BULLETIN[language](escaped(cut(words, 100))) });
}

async function removed(key: string, language: Language, { desk, library, log }: Context): Promise<string> {
  const stored = findBulletin(key, desk.catalog);
  if (stored === null) return BULLETIN_GONE[language];
  const { id, title } = stored.bulletin;
  try {
    const files = await library.remove(id);
    if (files === null) return BULLETIN_GONE[language];
    const names = files.map((name) => `\`${name.replaceAll('`', '')}\``).join(', ');
    return REMOVED[language]({ title: cut(escaped(title), 200), files: cut(names, 1_000) });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
    log.warn({ err: error }, 'a bulletin was not removed');
    const code = error.code === 'STATE_BUSY' ? 'REMOVE_BUSY' : error.code;
    return `${NOT_REMOVED[language]}\n${reasonFor(code, language)}`;
  }
}
