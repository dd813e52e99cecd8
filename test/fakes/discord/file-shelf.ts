/** A file that was uploaded by a user or sent by the bot. */
export type ShelvedFile = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
};

/** Keeps files, and tells where they are fetched from: the fake's own host, as Discord serves them from its own. */
export class FileShelf {
  readonly #nextId: () => string;
  readonly #base: () => string;
  readonly #files = new Map<string, ShelvedFile>();

  /** `base` gives the address of the fake's host, without a slash at the end. */
  constructor(nextId: () => string, base: () => string) {
    this.#nextId = nextId;
    this.#base = base;
  }

  put(name: string, bytes: Buffer, type: string): ShelvedFile {
    const file = { id: this.#nextId(), name, type, bytes };
    this.#files.set(file.id, file);
    return file;
  }

  get(id: string): ShelvedFile | undefined {
    return this.#files.get(id);
  }

  /** An attachment as Discord describes it. */
  body({ id, name, type, bytes }: ShelvedFile): Readonly<Record<string, unknown>> {
    const url = `${this.#base()}/attachments/${id}/${encodeURIComponent(name)}`;
    return { id, filename: name, size: bytes.length, url, proxy_url: url, content_type: type };
  }
}
