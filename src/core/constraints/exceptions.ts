/**
 * The exceptions of the runtime, with the HTTP status that each has where no stream has begun: API model of
 * bedrock-agent-runtime 2023-07-26.
 */
export const EXCEPTION_STATUS = {
  AccessDeniedException: 403,
  BadGatewayException: 502,
  ConflictException: 409,
  DependencyFailedException: 424,
  InternalServerException: 500,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 400,
  ThrottlingException: 429,
  ValidationException: 400,
} as const;

export type ExceptionName = keyof typeof EXCEPTION_STATUS;
