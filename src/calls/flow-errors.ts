import { FLOW_CALL_ERRORS } from '../core/contract';

/**
 * The error names to use in `errors` of a retry or a catch: those of the service (API model of bedrock-agent-runtime
 * 2023-07-26), and those that this library adds.
 */
export class FlowErrors {
  /** The caller lacks permission to use the alias. Retrying does not help. */
  public static readonly ACCESS_DENIED = 'AccessDeniedException';
  /** A resource that a node calls could not be reached. */
  public static readonly BAD_GATEWAY = 'BadGatewayException';
  /** Two requests conflicted with each other. */
  public static readonly CONFLICT = 'ConflictException';
  /** A resource that a node calls, such as a Lambda function, failed. */
  public static readonly DEPENDENCY_FAILED = 'DependencyFailedException';
  /** The service failed internally. */
  public static readonly INTERNAL_SERVER = 'InternalServerException';
  /** The flow or the alias does not exist. Retrying does not help. */
  public static readonly RESOURCE_NOT_FOUND = 'ResourceNotFoundException';
  /** A quota of the account is used up: catch this error to use a cheaper model or to try again later. */
  public static readonly QUOTA_EXCEEDED = 'ServiceQuotaExceededException';
  /** Too many requests were sent at the same time, to the service or to the model of a node. */
  public static readonly THROTTLING = 'ThrottlingException';
  /** The request, or a value in the flow, is not valid. Retrying does not help. */
  public static readonly VALIDATION = 'ValidationException';
  /** An agent in the flow asks the caller a question, which a task can't answer. */
  public static readonly INPUT_REQUIRED = FLOW_CALL_ERRORS.inputRequired;
  /** The result is larger than Step Functions takes, and the invoker has no `resultBucket`. */
  public static readonly RESULT_TOO_LARGE = FLOW_CALL_ERRORS.resultTooLarge;
  /** The flow took longer than its time limit. */
  public static readonly TIMED_OUT = FLOW_CALL_ERRORS.timedOut;
  /** An execution failed: the cause names the nodes, but does not distinguish throttling from other failures. */
  public static readonly FAILED = FLOW_CALL_ERRORS.failed;
  /** The execution was stopped by somebody. */
  public static readonly ABORTED = FLOW_CALL_ERRORS.aborted;

  private constructor() {}
}
