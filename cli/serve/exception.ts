/** What the service answers instead of a result. */
import { EXCEPTION_STATUS, type ExceptionName } from '../../src/core/constraints/exceptions';

/** Members beside the message: `resourceName` of DependencyFailed and BadGateway, `reason` of InternalServer. */
export interface ExceptionDetails {
  readonly resourceName?: string;
  readonly reason?: string;
}

export class ServiceException extends Error {
  /** The HTTP status that it has where no stream has begun. */
  public readonly status: number;

  constructor(
    public override readonly name: ExceptionName, message: string, public readonly details: ExceptionDetails = {},
  ) {
    super(message);
    this.status = EXCEPTION_STATUS[name];
  }

  /** The body of an answer, or of the message in a stream. */
  public toJSON(): { message: string } & ExceptionDetails {
    return { message: this.message, ...this.details };
  }
}

/** Anything that was thrown, as the service would say it: what is not its own kind of fault is an internal one. */
export function toServiceException(thrown: unknown): ServiceException {
  if (thrown instanceof ServiceException) { return thrown; }
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new ServiceException('InternalServerException', text.split(/\r?\n/, 1)[0] || 'the run failed without '
    + 'a message');
}
