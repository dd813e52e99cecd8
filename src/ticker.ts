import type { Ticker } from './documents/watch.ts';

/** A ticker that waits so many milliseconds after each call. It does not keep the process running. */
export function everyMilliseconds(milliseconds: number): Ticker {
  return (work) => {
    let timer: NodeJS.Timeout | null = null;
    let isStopped = false;
    const wait = () => {
      if (!isStopped) timer = setTimeout(() => work().finally(wait), milliseconds).unref();
    };
    wait();
    return () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    };
  };
}
