import type { Logger } from '../log.ts';
import type { FeedbackStore } from '../store/feedback.ts';

/** How long votes are kept: long enough to learn from every kind of issue of a year, and no longer. */
export const FEEDBACK_DAYS = 365;

const DAY_MS = 86_400_000;

type ForgetOptions = {
  readonly now: () => Date;
  readonly log: Logger;
  /** Calls again and again until it is stopped. */
  readonly every: (work: () => Promise<void>) => () => void;
};

/** Deletes votes that were kept for their time, now and then every day; gives how to end it. What cannot be deleted now is the next
 *  day. */
export function forgetDaily(
  feedback: Pick<FeedbackStore, 'removeBefore'>,
  { now, log, every }: ForgetOptions,
): () => void {
  const forget = async () => {
    try {
      const count = await feedback.removeBefore(new Date(now().getTime() - FEEDBACK_DAYS * DAY_MS));
      if (count > 0) log.info({ count }, 'old votes deleted');
    } catch (error) {
      log.warn({ err: error }, 'old votes could not be deleted');
    }
  };
  void forget();
  return every(forget);
}
