import type { Phrase, PhraseOf } from '../answer/phrases.ts';
import type { Language } from '../bulletin/bulletin.ts';

/** A file is being loaded from Discord. */
export const LOADING: PhraseOf<string> = {
  ko: (file) => `**${file}** 파일을 받는 중입니다…`,
  en: (file) => `Loading **${file}** …`,
  zh: (file) => `正在接收 **${file}**……`,
};

/** A file is being read; `percent` is null until that is known. */
export const READING: PhraseOf<{ readonly file: string; readonly percent: number | null }> = {
  ko: ({ file, percent }) => `**${file}** 파일을 읽는 중입니다…${share(percent)}`,
  en: ({ file, percent }) => `Reading **${file}** …${share(percent)}`,
  zh: ({ file, percent }) => `正在读取 **${file}**……${share(percent)}`,
};

/** Title of the report on a file. */
export const ADDED: Readonly<Record<'added' | 'updated' | 'same', Phrase>> = {
  added: { ko: '게시물을 추가했습니다', en: 'Bulletin added', zh: '已添加通报' },
  updated: { ko: '게시물을 새 파일로 바꿨습니다', en: 'Bulletin updated', zh: '已更新通报' },
  same: { ko: '이미 있는 게시물입니다', en: 'This bulletin is there already', zh: '该通报已存在' },
};

/** No item was recognised in a bulletin. */
export const WITHOUT_ITEMS: Phrase = {
  ko: '항목을 하나도 찾지 못했습니다. 제목이나 번호가 있는 게시물인지 확인해 주세요.',
  en: 'No items were recognised. Check that the bulletin has headings or numbers.',
  zh: '未识别出任何条目，请确认通报带有标题或编号。',
};

/** Heading of the flaws that were found. */
export const WARNINGS: Phrase = { ko: '확인이 필요한 곳', en: 'To be checked', zh: '需要核对之处' };

/** A kind of flaw: how often it is there, and where first. */
export const WARNING: PhraseOf<{ readonly code: string; readonly count: number; readonly line: number }> = {
  ko: ({ code, count, line }) => `${FLAWS[code]?.ko ?? FLAW.ko}: ${count}곳 (${line}행부터)`,
  en: ({ code, count, line }) => `${FLAWS[code]?.en ?? FLAW.en}: ${count} (from line ${line})`,
  zh: ({ code, count, line }) => `${FLAWS[code]?.zh ?? FLAW.zh}：${count} 处（自第 ${line} 行起）`,
};

const FLAW: Phrase = { ko: '그 밖의 확인할 점', en: 'Something else to look at', zh: '其他需注意之处' };

const FLAWS: Readonly<Record<string, Phrase>> = {
  ROW_SHORT: { ko: '칸이 모자란 표의 행', en: 'Table rows with missing cells', zh: '单元格缺失的表格行' },
  ROW_LONG: { ko: '칸이 남는 표의 행', en: 'Table rows with too many cells', zh: '单元格过多的表格行' },
  UNPLACED: { ko: '어느 항목에도 속하지 않은 글', en: 'Text that belongs to no item', zh: '不属于任何条目的文字' },
  PAGES_WITHOUT_TEXT: {
    ko: '글자가 없는 쪽(스캔한 그림)',
    en: 'Pages without text (scanned)',
    zh: '没有文字的页面（扫描图像）',
  },
  TEXT_MAY_BE_MISSING: { ko: '빠진 글이 있을 수 있음', en: 'Text may be missing', zh: '可能有文字缺失' },
  HWP_TEXT_MISSING: {
    ko: '한글 문서에서 읽지 못한 글',
    en: 'Text of the HWP file that was not read',
    zh: 'HWP 文档中未能读取的文字',
  },
  HWP_OBJECTS: {
    ko: '한글 문서에 든 다른 개체',
    en: 'Other objects inside the HWP file',
    zh: 'HWP 文档中嵌入的其他对象',
  },
  HWP_DAMAGED: { ko: '한글 문서의 손상된 곳', en: 'Damaged parts of the HWP file', zh: 'HWP 文档中损坏的部分' },
};

/** A file could not be added. */
export const NOT_ADDED: PhraseOf<string> = {
  ko: (file) => `**${file}** 파일을 추가하지 못했습니다.`,
  en: (file) => `**${file}** was not added.`,
  zh: (file) => `未能添加 **${file}**。`,
};

/** A file is in the folder, but not read yet. */
export const ADDED_LATER: PhraseOf<string> = {
  ko: (file) => `**${file}** 파일은 안전하게 보관했지만 아직 읽지 못했습니다.`,
  en: (file) => `**${file}** is kept safely, but is not read yet.`,
  zh: (file) => `**${file}** 已妥善保存，但尚未读取。`,
};

/** Why something could not be done, and what to do: by the code of the fault. */
export function reasonFor(code: string, language: Language): string {
  return (REASONS[code] ?? OTHER_REASON)[language];
}

const OTHER_REASON: Phrase = {
  ko: '내부 문제로 처리하지 못했습니다. 관리자에게 로그를 확인해 달라고 요청해 주세요.',
  en: 'It failed for an internal reason. Ask the administrator to look at the log.',
  zh: '因内部问题未能完成，请联系管理员查看日志。',
};

const REASONS: Readonly<Record<string, Phrase>> = {
  FOREIGN: {
    ko: 'Discord에 올린 파일만 받을 수 있습니다. 파일을 다시 첨부해 주세요.',
    en: 'Only files that are uploaded to Discord are taken. Attach the file again.',
    zh: '只接受上传到 Discord 的文件，请重新附上文件。',
  },
  UNREACHABLE: {
    ko: 'Discord에서 파일을 받지 못했습니다. 잠시 후 다시 첨부해 주세요.',
    en: 'The file could not be loaded from Discord. Attach it again in a moment.',
    zh: '无法从 Discord 接收该文件，请稍后重新上传。',
  },
  FILE_TOO_LARGE: {
    ko: '파일이 20 MB보다 크거나 내용이 너무 깁니다. 호별로 나누어 올려 주세요.',
    en: 'The file has more than 20 MB, or too much in it. Split it into one file for each issue.',
    zh: '文件超过 20 MB 或内容过长，请按期拆分后上传。',
  },
  FILE_UNSUPPORTED: {
    ko: '읽을 수 없는 형식입니다. PDF, HWP, HWPX, DOCX, HTML, Markdown, 텍스트 파일로 올려 주세요.',
    en: 'This format cannot be read. Upload a PDF, HWP, HWPX, DOCX, HTML, Markdown or text file.',
    zh: '无法读取此格式。请上传 PDF、HWP、HWPX、DOCX、HTML、Markdown 或文本文件。',
  },
  FILE_ENCRYPTED: {
    ko: '암호가 걸린 파일입니다. 암호를 풀어 저장한 뒤 다시 올려 주세요.',
    en: 'The file is protected by a password. Save it without one and upload it again.',
    zh: '文件已加密，请去除密码后重新上传。',
  },
  FILE_NO_TEXT: {
    ko: '파일에 글자가 없습니다. 스캔한 문서라면 문자 인식(OCR)을 거친 파일을 올려 주세요.',
    en: 'There is no text in the file. Upload a scan with recognised text (OCR).',
    zh: '文件中没有文字。如为扫描件，请上传经文字识别（OCR）的文件。',
  },
  FILE_DAMAGED: {
    ko: '파일이 손상되어 읽을 수 없습니다. 원본을 다시 내려받아 올려 주세요.',
    en: 'The file is damaged and cannot be read. Download the original again and upload that.',
    zh: '文件已损坏，无法读取。请重新下载原文件后上传。',
  },
  FILE_HARMFUL: {
    ko: '안전하게 읽을 수 있는 한도를 넘는 파일입니다. 다른 형식으로 저장해 올려 주세요.',
    en: 'The file goes beyond what can be read safely. Save it in another format and upload that.',
    zh: '文件超出可安全读取的限度，请另存为其他格式后上传。',
  },
  FILE_NOT_TEXT: {
    ko: '텍스트 파일이 아닙니다. 원래 형식 그대로 올려 주세요.',
    en: 'This is no text file. Upload it in its original format.',
    zh: '这不是文本文件，请以原格式上传。',
  },
  FILE_ENCODING: {
    ko: '글자 인코딩을 알 수 없습니다. UTF-8로 저장해 다시 올려 주세요.',
    en: 'The encoding of the text is unknown. Save it as UTF-8 and upload it again.',
    zh: '无法识别文字编码，请另存为 UTF-8 后重新上传。',
  },
  STATE_BUSY: {
    ko: '다른 게시물을 읽는 작업이 아직 끝나지 않았습니다. 끝나는 대로 처리됩니다.',
    en: 'Other bulletins are being read at the moment. It goes on as soon as that is done.',
    zh: '正在读取其他通报，完成后会自动继续。',
  },
  REMOVE_BUSY: {
    ko: '다른 게시물을 읽는 중이라 제거하지 못했습니다. 잠시 후 다시 시도해 주세요.',
    en: 'Nothing was removed: other bulletins are being read at the moment. Try again in a little while.',
    zh: '正在读取其他通报，未能移除。请稍后再试。',
  },
  DISK_FULL: {
    ko: '디스크가 가득 찼습니다. 기존 게시물은 그대로입니다. 관리자에게 공간을 확보해 달라고 요청해 주세요.',
    en: 'The disk is full. What was kept before is as it was. Ask the administrator to make room.',
    zh: '磁盘已满，原有通报不受影响。请联系管理员释放空间。',
  },
  FOLDER_READ_ONLY: {
    ko: '게시물 폴더에 쓸 수 없습니다. 관리자에게 폴더 권한을 확인해 달라고 요청해 주세요.',
    en: 'The bulletins folder cannot be written. Ask the administrator to check its permissions.',
    zh: '通报文件夹不可写入，请联系管理员检查权限。',
  },
  STATE_READ_ONLY: {
    ko: '지금은 색인을 바꿀 수 없는 읽기 전용 상태입니다. 관리자에게 상태 폴더의 권한을 확인해 달라고 요청해 주세요.',
    en: 'The index is read-only at the moment. Ask the administrator to check the permissions of the state folder.',
    zh: '索引目前为只读状态，请联系管理员检查状态文件夹的权限。',
  },
  BULLETIN_DIR_MISSING: {
    ko: '게시물 폴더를 찾을 수 없습니다. 관리자에게 폴더나 디스크 연결을 확인해 달라고 요청해 주세요.',
    en: 'The bulletins folder is gone. Ask the administrator whether it is mounted.',
    zh: '找不到通报文件夹，请联系管理员检查文件夹或磁盘挂载情况。',
  },
  NO_BULLETINS: {
    ko: '게시물 폴더가 비어 있습니다. 디스크가 연결되지 않았을 수 있어 아무것도 바꾸지 않았습니다.',
    en: 'The bulletins folder is empty, perhaps because its disk is not mounted. Nothing was changed.',
    zh: '通报文件夹为空，可能是磁盘未挂载，因此未作任何更改。',
  },
};

/** Title of the list of bulletins. */
export const BULLETINS: PhraseOf<number> = {
  ko: (count) => `게시물 ${count}건`,
  en: (count) => `${count} ${count === 1 ? 'bulletin' : 'bulletins'}`,
  zh: (count) => `通报 ${count} 期`,
};

/** Asks once more before a bulletin is removed. */
export const REALLY_REMOVE: Phrase = {
  ko: '이 게시물을 제거할까요? 답과 목록에서 사라지며, 파일은 게시물 폴더의 `.removed`에 보관됩니다.',
  en: 'Remove this bulletin? It disappears from answers and lists; its file is kept in `.removed` of the bulletins folder.',
  zh: '要移除该通报吗？它将不再出现在回答和列表中，文件会保存在通报文件夹的 `.removed` 中。',
};

/** Removes a bulletin. */
export const REMOVE: Phrase = { ko: '제거', en: 'Remove', zh: '移除' };

/** Leaves it where it is. */
export const KEEP: Phrase = { ko: '그대로 두기', en: 'Keep it', zh: '保留' };

/** A bulletin was removed; `files` are the names of those that were set aside. */
export const REMOVED: PhraseOf<{ readonly title: string; readonly files: string }> = {
  ko: ({ title, files }) =>
    `**${title}** 게시물을 제거했습니다. ${files === '' ? '파일은 게시물 폴더 밖에 있어 그대로 두었습니다.' : `\`.removed\`에 보관한 파일: ${files}`}`,
  en: ({ title, files }) =>
    `**${title}** is removed. ${files === '' ? 'Its file stands outside of the bulletins folder and was left there.' : `Kept in \`.removed\`: ${files}`}`,
  zh: ({ title, files }) =>
    `已移除 **${title}**。${files === '' ? '文件位于通报文件夹之外，已原样保留。' : `保存在 \`.removed\` 中的文件：${files}`}`,
};

/** Nothing was removed. */
export const KEPT: Phrase = {
  ko: '게시물을 그대로 두었습니다.',
  en: 'The bulletin stays.',
  zh: '通报已保留。',
};

/** A bulletin could not be removed. */
export const NOT_REMOVED: Phrase = {
  ko: '게시물을 제거하지 못했습니다. 모두 그대로입니다.',
  en: 'The bulletin was not removed; all is as it was.',
  zh: '未能移除通报，一切保持原样。',
};

function share(percent: number | null): string {
  return percent === null ? '' : ` ${percent}%`;
}
