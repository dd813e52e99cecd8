/** Something that Discord's OpenAPI document, or a rule that the document misses, does not allow. `by` tells whose body or deed it was:
 *  the bot's, or the fake's own. */
export type Violation = {
  readonly rule: string;
  readonly by: 'bot' | 'fake';
  /** Such as `POST /channels/1/messages`, or `gateway READY`. */
  readonly where: string;
  readonly message: string;
};

/** A flaw of a body: the name of the rule, and what is wrong where. */
export type Flaw = Pick<Violation, 'rule' | 'message'>;
