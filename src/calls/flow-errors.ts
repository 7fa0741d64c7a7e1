import { FLOW_CALL_ERRORS } from '../core/contract';

/**
 * The names of errors, for `errors` of a retry or a catch: those of the service (API model of bedrock-agent-runtime
 * 2023-07-26), and those that this library adds.
 */
export class FlowErrors {
  /** The caller may not use the alias. It does not help to try again. */
  public static readonly ACCESS_DENIED = 'AccessDeniedException';
  /** Something that a node calls could not be reached. */
  public static readonly BAD_GATEWAY = 'BadGatewayException';
  /** Two requests were in each other's way. */
  public static readonly CONFLICT = 'ConflictException';
  /** Something that a node calls failed, such as a Lambda function. */
  public static readonly DEPENDENCY_FAILED = 'DependencyFailedException';
  /** The service failed. */
  public static readonly INTERNAL_SERVER = 'InternalServerException';
  /** There is no such flow or alias. It does not help to try again. */
  public static readonly RESOURCE_NOT_FOUND = 'ResourceNotFoundException';
  /** A quota of the account is used up: catch it, and use a cheaper model or come back later. */
  public static readonly QUOTA_EXCEEDED = 'ServiceQuotaExceededException';
  /** Too many requests at a time, to the service or to the model of a node. */
  public static readonly THROTTLING = 'ThrottlingException';
  /** The request or a value in the flow is wrong. It does not help to try again. */
  public static readonly VALIDATION = 'ValidationException';
  /** An agent in the flow asks the caller something, and a task can't answer. */
  public static readonly INPUT_REQUIRED = FLOW_CALL_ERRORS.inputRequired;
  /** The result is larger than Step Functions takes, and the invoker has no `resultBucket`. */
  public static readonly RESULT_TOO_LARGE = FLOW_CALL_ERRORS.resultTooLarge;
  /** The flow took longer than it was given. */
  public static readonly TIMED_OUT = FLOW_CALL_ERRORS.timedOut;
  /** An execution failed: the cause names the nodes, and does not tell throttling from other failures. */
  public static readonly FAILED = FLOW_CALL_ERRORS.failed;
  /** Somebody stopped an execution. */
  public static readonly ABORTED = FLOW_CALL_ERRORS.aborted;

  private constructor() {}
}
