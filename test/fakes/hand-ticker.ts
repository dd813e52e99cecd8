import type { Ticker } from '../../src/documents/watch.ts';

/** A ticker whose time passes only by hand: `tick` calls each work that it was given once, in order. */
export function handTicker(): { readonly every: Ticker; readonly tick: (count?: number) => Promise<void> } {
  const works = new Set<() => Promise<void>>();
  return {
    every: (work) => {
      works.add(work);
      return () => works.delete(work);
    },
    tick: async (count = 1) => {
      for (let i = 0; i < count; i++) for (const work of [...works]) await work();
    },
  };
}
