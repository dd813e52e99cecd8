import type { Language } from '../bulletin/bulletin.ts';

/** What someone thought of an answer. `answerId` is that of the message with the answer; `user` the pseudonym of who voted; `question`
 *  is null unless whoever voted had asked it; `itemIds` are the items that the answer cited, in their order; `at` is when the vote was
 *  last changed (ISO 8601, UTC). */
export type Feedback = {
  readonly answerId: string;
  readonly user: string;
  readonly vote: 'up' | 'down';
  readonly reason: string | null;
  readonly question: string | null;
  readonly outcome: 'answered' | 'related' | 'none';
  readonly itemIds: readonly string[];
  readonly language: Language;
  readonly at: string;
};

/** The feedback that is kept: one vote of each user on each answer. Faults are those of the store. */
export interface FeedbackStore {
  /** A name that stands for a user wherever something is kept of them: always the same for the same id in this database, and not to be
   *  guessed without it. 32 hexadecimal digits. */
  pseudonym(userId: string): Promise<string>;
  /** Keeps a vote in place of the one that its user gave on the same answer before. */
  put(feedback: Feedback): Promise<void>;
  /** The vote of a user on an answer, or null when there is none. */
  find(user: string, answerId: string): Promise<Feedback | null>;
  /** All votes of a user, newest first; then by answer. */
  ofUser(user: string): Promise<readonly Feedback[]>;
  /** All votes, newest first; then by user and answer. */
  all(): Promise<readonly Feedback[]>;
  /** Removes the vote of a user on an answer; false when there is none. */
  remove(user: string, answerId: string): Promise<boolean>;
  /** Removes all votes of a user; tells how many those were. */
  removeOfUser(user: string): Promise<number>;
  /** Removes the votes that were last changed before a moment; tells how many those were. */
  removeBefore(moment: Date): Promise<number>;
}
