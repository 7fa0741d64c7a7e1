import { parsedJson } from './parsed-json';
import { spelt } from '../checks/spelt';
import { Mistakes } from '../runner/mocks/mistakes';
import type { Mock } from '../runner/mocks/mock';
import { parseMock } from '../runner/mocks/parse-mocks';

/** The behavior of a mock that is called more often than it has answers. */
export enum MockRepeat {
  /** The run ends with an error of the test. */
  ERROR = 'error',
  /** The last answer is repeated. */
  LAST = 'last',
  /** The answers start again with the first. */
  CYCLE = 'cycle',
}

/** Options for a mock with a sequence of answers. */
export interface MockSequenceOptions {
  /**
   * The behavior after the last answer.
   *
   * @default MockRepeat.ERROR
   */
  readonly repeat?: MockRepeat;
}

/** Options for a program that answers for a node. */
export interface MockProgramOptions {
  /**
   * The time limit in seconds, after which the program is ended and its node fails: 0.1 to 3600.
   *
   * @default 60, of inline code 30
   */
  readonly timeoutSeconds?: number;
}

/**
 * A mock that answers for a node in a test: a fixed value, an error of the service, or code.
 *
 * The same can be written as JSON in a mock file, which TypeScript and the command `bedrock-flows` share.
 */
export class NodeMock {
  /**
   * The node outputs this value in every call.
   *
   * @param value what its output is: a text for prompts and agents, a list of results for a knowledge base that
   * retrieves, what a function returns. Default: null
   */
  public static returns(value?: any): NodeMock {
    return new NodeMock({ returns: value ?? null });
  }

  /**
   * The node outputs a value given as JSON text: values that jsii would change on their way from another language, such
   * as `None` in a dict of Python, which is left out, arrive as they are written.
   *
   * @param json the output as JSON text, for example that of `json.dumps()`
   * @throws if the text is no JSON
   */
  public static returnsJson(json: string): NodeMock {
    return NodeMock.returns(parsedJson(spelt`NodeMock.returnsJson`, json));
  }

  /**
   * A guardrail intervenes: the node outputs the blocked message, and the flow continues. For prompts and generating
   * knowledge bases.
   *
   * @param message the text that the guardrail gives
   */
  public static guardrailIntervenes(message: string): NodeMock {
    return new NodeMock({ intervenes: message });
  }

  /**
   * The node outputs one value after the other: one for each call, and inside an iterator or loop one for each
   * iteration.
   *
   * @param values the outputs, at least one
   * @param options what happens after the last
   */
  public static sequence(values: any[], options: MockSequenceOptions = {}): NodeMock {
    return new NodeMock({ sequence: values, ...options });
  }

  /**
   * Each call of the node has a mock of its own, of any kind.
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
   * Runs the handler of a Lambda function, in Python or JavaScript. It gets the event that the service sends, in a
   * process of its own.
   *
   * @param handler the file and its function, `functions/extract.py#handler`, relative to the working directory
   * @param options the time limit
   */
  public static lambdaHandler(handler: string, options: MockProgramOptions = {}): NodeMock {
    return new NodeMock({ lambda: handler, ...options });
  }

  /**
   * Runs a program, which reads JSON from its standard input and writes its result as JSON to its standard output.
   * Behind a Lambda function node it reads the event of the function, behind others the inputs and the request of the
   * node.
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
   * Keeps objects in memory, for nodes that read from and write to S3.
   *
   * @param objects the texts that are there from the start, by key
   */
  public static objects(objects: { [key: string]: string } = {}): NodeMock {
    return new NodeMock({ objects });
  }

  /**
   * Uses a folder in place of the bucket, for nodes that read from and write to S3.
   *
   * @param path the folder, relative to the working directory
   */
  public static folder(path: string): NodeMock {
    return new NodeMock({ folder: path });
  }

  /**
   * Replays the answers that the command `bedrock-flows run --record` has written to a file.
   *
   * @param path the file, relative to the working directory
   */
  public static replay(path: string): NodeMock {
    return new NodeMock({ replay: path });
  }

  /**
   * Reads a mock in the form that mock files have.
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
