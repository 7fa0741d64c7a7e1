import { parsedJson } from './parsed-json';
import { Mistakes } from '../runner/mocks/mistakes';
import type { Mock } from '../runner/mocks/mock';
import { parseMock } from '../runner/mocks/parse-mocks';

/** What happens when a node is called more often than there are answers. */
export enum MockRepeat {
  /** The run ends with an error of the test. */
  ERROR = 'error',
  /** The last answer is given again. */
  LAST = 'last',
  /** The answers begin again with the first. */
  CYCLE = 'cycle',
}

/** How a mock answers in turn. */
export interface MockSequenceOptions {
  /**
   * What happens after the last answer.
   *
   * @default MockRepeat.ERROR
   */
  readonly repeat?: MockRepeat;
}

/** How a program behind a node is run. */
export interface MockProgramOptions {
  /**
   * After how many seconds the program is ended, and its node fails: 0.1 to 3600.
   *
   * @default 60, of inline code 30
   */
  readonly timeoutSeconds?: number;
}

/**
 * What answers for a node in a test: a fixed value, an error of the service, or code.
 *
 * The same can be written as JSON in a mock file, which TypeScript and the command `bedrock-flows` share.
 */
export class NodeMock {
  /**
   * The node gives this value in every call.
   *
   * @param value what its output is: a text for prompts and agents, a list of results for a knowledge base that
   * retrieves, what a function returns. Default: null
   */
  public static returns(value?: any): NodeMock {
    return new NodeMock({ returns: value ?? null });
  }

  /**
   * The same with a value that is written as JSON: what jsii would change on its way from another language, such as
   * `None` in a dict of Python, which is left out, arrives as it is written.
   *
   * @param json the output as JSON text, for example that of `json.dumps()`
   * @throws if the text is no JSON
   */
  public static returnsJson(json: string): NodeMock {
    return NodeMock.returns(parsedJson('NodeMock.returnsJson', json));
  }

  /**
   * A guardrail steps in: the node gives the blocked message, and the flow goes on. For prompts and generating
   * knowledge bases.
   *
   * @param message the text that the guardrail gives
   */
  public static guardrailIntervenes(message: string): NodeMock {
    return new NodeMock({ intervenes: message });
  }

  /**
   * The node gives one value after the other: one for each call, and inside an iterator or loop one for each iteration.
   *
   * @param values the outputs, at least one
   * @param options what happens after the last
   */
  public static sequence(values: any[], options: MockSequenceOptions = {}): NodeMock {
    return new NodeMock({ sequence: values, ...options });
  }

  /**
   * One mock for each call, of any kind.
   *
   * @param mocks what answers the first call, the second, and so on; at least one
   * @param options what happens after the last
   */
  public static calls(mocks: NodeMock[], options: MockSequenceOptions = {}): NodeMock {
    return new NodeMock({ calls: mocks.map(({ _mock }) => _mock), ...options });
  }

  /**
   * The node fails, and the flow ends with this exception.
   *
   * @param error the exception as InvokeFlow has it in its stream, such as `throttlingException` or
   * `dependencyFailedException`
   * @param message its message
   */
  public static throwsError(error: string, message: string): NodeMock {
    return new NodeMock({ throws: { error, message } });
  }

  /**
   * The agent asks the user, and the run pauses until there is an answer.
   *
   * @param question what it asks
   */
  public static asks(question: any): NodeMock {
    return new NodeMock({ asks: question });
  }

  /**
   * The code of a Lambda function, in Python or JavaScript. It gets the event that the service sends, in a process of
   * its own.
   *
   * @param handler the file and its function, `functions/extract.py#handler`, relative to the working directory
   * @param options the time limit
   */
  public static lambdaHandler(handler: string, options: MockProgramOptions = {}): NodeMock {
    return new NodeMock({ lambda: handler, ...options });
  }

  /**
   * A program: it reads JSON from its standard input and writes its result as JSON to its standard output. Behind a
   * Lambda function node it reads the event of the function, behind others the inputs and the request of the node.
   *
   * @param command the program and its arguments
   * @param options the time limit
   */
  public static command(command: string[], options: MockProgramOptions = {}): NodeMock {
    return new NodeMock({ command, ...options });
  }

  /**
   * Runs the inline code of the node with the Python 3 of this machine. That is no sandbox: the code can do what you
   * can do.
   *
   * @param options the time limit
   */
  public static python(options: MockProgramOptions = {}): NodeMock {
    return new NodeMock({ python: true, ...options });
  }

  /**
   * Objects in memory, for nodes that read from and write to S3.
   *
   * @param objects the texts that are there from the start, by key
   */
  public static objects(objects: { [key: string]: string } = {}): NodeMock {
    return new NodeMock({ objects });
  }

  /**
   * A folder in place of the bucket, for nodes that read from and write to S3.
   *
   * @param path the folder, relative to the working directory
   */
  public static folder(path: string): NodeMock {
    return new NodeMock({ folder: path });
  }

  /**
   * Answers that the command `bedrock-flows run --record` has written to a file.
   *
   * @param path the file, relative to the working directory
   */
  public static replay(path: string): NodeMock {
    return new NodeMock({ replay: path });
  }

  /**
   * A mock as it is in a mock file.
   *
   * @param json for example `{"returns": "refund"}`
   * @throws if it is not a mock
   */
  public static fromJson(json: { [key: string]: any }): NodeMock {
    return new NodeMock(json);
  }

  /** @internal */
  public readonly _mock: Mock;

  private constructor(json: { readonly [key: string]: unknown }) {
    // options that are not given come as undefined
    const mock = Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
    const mistakes = new Mistakes('NodeMock');
    parseMock(mock, '', mistakes);
    mistakes.check();
    this._mock = mock as unknown as Mock;
  }
}
