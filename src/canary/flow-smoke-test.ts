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
   * @default - any output passes; a flow that fails or has no output always fails the test
   */
  readonly expectPattern?: string;
}

/** A call that a new version must answer before callers can use it. */
export class FlowSmokeTest {
  /**
   * A smoke test that sends a document.
   *
   * @param document the input of the flow: a text, or JSON of the type of its Input node
   * @param options the expected output and the input node
   * @throws if there is no document, or the pattern is not a regular expression
   */
  public static of(document: any, options: FlowSmokeTestOptions = {}): FlowSmokeTest {
    checkStruct('FlowSmokeTest.of', 'FlowSmokeTestOptions', options);
    if (document === undefined || document === null) {
      throw new FlowError('FlowSmokeTest.of', 'there is no document; pass the document to send', 'IllegalValue');
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
