/**
 * What is wrong, and what to do: said by a constructor that refuses it and by the rule that finds it in a definition.
 * The files beside this one have a function for each fault that both can meet.
 */
export interface Sentence {
  /** Lower case, no full stop, with the value. */
  readonly message: string;
  readonly remedy: string;
}
