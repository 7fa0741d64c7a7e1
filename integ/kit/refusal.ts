/**
 * Errors with which the service says that a rule of its own is broken; the others say nothing about the rule that is
 * tried.
 */
export interface Rule {
  /** The names of the error, as the API reference has them for this. */
  readonly errors: readonly string[];
  /** What the message of a ValidationException, which is about anything, must speak of. */
  readonly about?: RegExp;
}

export const IN_USE: Rule = { errors: ['ConflictException'], about: /in use|alias|version/i };
export const QUOTA_EXCEEDED: Rule = { errors: ['ServiceQuotaExceededException'], about: /quota|limit|maximum|exceed/i };
export const NAME_TAKEN: Rule = { errors: ['ConflictException'], about: /exist|already|unique|duplicate/i };
export const NOT_CHANGED: Rule = { errors: ['ConflictException'], about: /change|identical|same|already/i };
export const NOT_THERE: Rule = { errors: ['NoSuchEntityException', 'ResourceNotFoundException'] };

/**
 * With which error the service refuses something by a rule; `undefined` if it does it. Any other error is none of the
 * rule's.
 */
export async function refusal(call: () => Promise<unknown>, { errors, about }: Rule): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    if (errors.includes(name) || name === 'ValidationException' && about?.test(message)) { return name; }
    throw error;
  }
}
