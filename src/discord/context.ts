import type { Desk } from '../desk.ts';
import type { Logger } from '../log.ts';

/** What commands answer with. */
export type Context = {
  readonly desk: Desk;
  readonly now: () => Date;
  readonly log: Logger;
};
