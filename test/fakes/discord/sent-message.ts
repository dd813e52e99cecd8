import type { ShelvedFile } from './file-shelf.ts';
import { messageFlaws, sentMessageSchema } from './message-rules.ts';
import type { RouteRequest } from './route.ts';
import type { Flaw } from './violations.ts';

/** What is wrong with the message that a request sends or, with `edit`, changes. */
export function sentFlaws({ body, files }: RouteRequest, { edit }: { readonly edit: boolean }): readonly Flaw[] {
  return messageFlaws(sentMessageSchema.parse(body ?? {}), { edit, files: files.length });
}

/** Keeps the files that came with a request, under the names that its message gives them. */
export function shelve({ files, body, state }: RouteRequest): readonly ShelvedFile[] {
  const message = sentMessageSchema.safeParse(body);
  const named = message.success ? (message.data.attachments ?? []) : [];
  return files.map(({ index, name, type, bytes }) => {
    const own = named.find((one) => String(one.id) === index)?.filename;
    return state.files.put(own ?? name, bytes, type);
  });
}
