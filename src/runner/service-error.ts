import type { ExceptionCode, FlowException } from '../core/simulate';

/** An error of the service: its name is that of the exception, as SDKs have it. */
export class FlowServiceError extends Error {
  public readonly $fault: 'client' | 'server';

  public constructor(public readonly exception: FlowException) {
    super(exception.message);
    this.name = exceptionName(exception.code);
    this.$fault = SERVER.has(exception.code) ? 'server' : 'client';
  }
}

/** `validationException` to `ValidationException`. */
export function exceptionName(code: ExceptionCode): string {
  return code.charAt(0).toUpperCase() + code.slice(1);
}

const SERVER: ReadonlySet<ExceptionCode> =
  new Set(['internalServerException', 'dependencyFailedException', 'badGatewayException']);
