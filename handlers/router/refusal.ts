/**
 * A request that the router refuses without asking the service. It has the name that the service has for such mistakes.
 */
export class Refusal extends Error {
  public override readonly name = 'ValidationException';
}
