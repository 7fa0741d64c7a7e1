import { Token } from 'aws-cdk-lib';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import type { SmokeTest } from '../core/contract';

/** Options for a `FlowSmokeTest`. */
export interface FlowSmokeTestOptions {
  /**
   * The name of the input node.
   *
   * @default - the input node of the flow
   */
  readonly inputNode?: string;

  /**
   * A regular expression (of JavaScript, without slashes) that the outputs, as one JSON text, must match.
   *
   * @default - any output will do; a flow that fails, or gives none, is a failure in any case
   */
  readonly expectPattern?: string;
}

/** A call that a new version must answer before anybody else can call it. */
export class FlowSmokeTest {
  /**
   * A smoke test that sends a document.
   *
   * @param document what is sent to the flow: a text, or JSON of the type that its input node takes
   * @param options what is expected, and where it is sent
   * @throws if there is no document, or the pattern is not a regular expression
   */
  public static of(document: any, options: FlowSmokeTestOptions = {}): FlowSmokeTest {
    checkStruct('FlowSmokeTest.of', 'FlowSmokeTestOptions', options);
    if (document === undefined || document === null) {
      throw new FlowError('FlowSmokeTest.of', 'there is no document; give what is to be sent', 'IllegalValue');
    }
    if (options.expectPattern !== undefined && !Token.isUnresolved(options.expectPattern)) {
      checkPattern(options.expectPattern);
    }
    return new FlowSmokeTest(document, options);
  }

  private constructor(private readonly document: any, private readonly options: FlowSmokeTestOptions) {}

  /** @internal */
  public _test(inputNode: string): SmokeTest {
    const { expectPattern } = this.options;
    return {
      document: this.document,
      inputNode: this.options.inputNode ?? inputNode,
      ...expectPattern !== undefined && { expectPattern },
    };
  }
}

function checkPattern(pattern: string): void {
  try {
    new RegExp(pattern);
  } catch (error) {
    throw new FlowError('FlowSmokeTest.of', spelt`'expectPattern' is not a regular `
      + `expression: ${(error as Error).message.toLowerCase()}; correct it`, 'IllegalValue');
  }
}
