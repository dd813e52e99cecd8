import type { Store } from '../../src/store/store.ts';

/** The store, with something done before and after each read that a refresh waits for. */
export function interrupted(inner: Store, meanwhile: () => Promise<void>): Store {
  const around = async <T>(read: () => Promise<T>): Promise<T> => {
    await meanwhile();
    const result = await read();
    await meanwhile();
    return result;
  };
  return {
    ...bound(inner),
    sequence: () => around(() => inner.sequence()),
    bulletins: () => around(() => inner.bulletins()),
    entries: (id) => around(() => inner.entries(id)),
  };
}

/** The store as an object whose methods can be exchanged one by one. */
export function bound(inner: Store): Store {
  return {
    feedback: inner.feedback,
    outbox: inner.outbox,
    sequence: () => inner.sequence(),
    bulletins: () => inner.bulletins(),
    keptFiles: () => inner.keptFiles(),
    stored: (id) => inner.stored(id),
    bulletin: (id) => inner.bulletin(id),
    source: (id) => inner.source(id),
    chunks: (id) => inner.chunks(id),
    entries: (id) => inner.entries(id),
    texts: (ids) => inner.texts(ids),
    sentenceVectors: (ids) => inner.sentenceVectors(ids),
    notedFiles: () => inner.notedFiles(),
    save: (record, now) => inner.save(record, now),
    moveFile: (id, file) => inner.moveFile(id, file),
    remove: (id) => inner.remove(id),
    noteFile: (file) => inner.noteFile(file),
    forgetFile: (path) => inner.forgetFile(path),
    close: () => inner.close(),
  };
}
