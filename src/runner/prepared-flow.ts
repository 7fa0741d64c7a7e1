/** A flow that is ready to run, as often as one likes, with its handlers. */
import { refuseErrors } from './check-flow';
import { Execution } from './execution';
import type { Terminal } from './handlers/ask-user';
import { Recorder, replay } from './handlers/fixture';
import { sharesState } from './mocks/about-mocks';
import { checkHandlers, checkNodes } from './mocks/check-nodes';
import { Tools } from './tools';
import { EFFECT_TYPES } from '../core/kinds';
import { mockHandlers } from './mocks/mock-handlers';
import type { Mocks } from './mocks/parse-mocks';
import { readMocks } from './mocks/read-mocks';
import { runnerError } from './runner-error';
import type { LoadedFlow } from './sources/document-flow';
import type { AsyncHandler, CompileOptions, FlowInput, Handlers, Plan } from '../core/simulate';
import { compile } from '../core/simulate';
import { byShownNames } from '../core/template/prompts-of';

export interface PrepareOptions extends CompileOptions {
  /** Mocks, or the path of a mock file; of several, later ones go before earlier ones. */
  readonly mocks?: Mocks | string | readonly (Mocks | string)[];
  /** Handlers that make the whole answer; they go before mocks. */
  readonly handlers?: Handlers<AsyncHandler>;
  /** A recording that answers for nodes without mock or handler. */
  readonly replay?: string;
  /** The file to record the answers in. */
  readonly record?: string;
  /** The program that runs Python 3. Default: `python3`, on Windows `python`. */
  readonly python?: string;
  /** Where a person is asked. Default: the standard input and the standard error. */
  readonly terminal?: Terminal;
  /** Takes each line that code behind nodes prints. Default: the standard error. */
  readonly log?: (line: string) => void;
  /** Whether mocks with "sequence" go on from one run to the next, in place of beginning anew. Default: false. */
  readonly goesOn?: boolean;
  /** Whether a definition with errors, which the service would refuse, is refused. Default: true. */
  readonly check?: boolean;
  /** Whether handlers must answer at once. Default: false. */
  readonly isSync?: boolean;
}

export class PreparedFlow {
  /** For messages: its name, logical id or path. */
  public readonly name: string;
  /** For pages and reports. */
  public readonly title: string;
  public readonly definition: LoadedFlow['definition'];
  public readonly plan: Plan;
  public readonly handlers: Handlers<AsyncHandler>;
  /** The input that the mocks give. */
  public readonly input: unknown;
  /** Whether one run may see what another has left behind: a person, or objects that are written. */
  public readonly isShared: boolean;
  private readonly tools: Tools;
  private readonly recorder: Recorder | undefined;

  /** @throws SimulateError if the flow can't run, or with a line for each mistake in the mocks */
  public constructor(loaded: LoadedFlow, options: PrepareOptions = {}) {
    const { name, title = name, definition, prompts, unknown, whole = definition } = loaded;
    if (options.check !== false) { refuseErrors(loaded, options); }
    this.name = name;
    this.title = title;
    this.definition = definition;
    this.plan = compile(definition,
      { unknown, ...options, prompts: { ...prompts, ...byShownNames(options.prompts ?? {}) } });
    const layers = readMocks(options.mocks);
    for (const { mocks, source } of layers) { checkNodes(mocks, whole, source); }
    checkHandlers(options.handlers, whole);
    this.input = layers.map(({ mocks }) => mocks.input).filter((input) => input !== undefined).pop();
    this.isShared = layers.some(({ mocks }) => sharesState(mocks));
    this.tools = new Tools({
      isSync: options.isSync === true,
      python: options.python,
      terminal: options.terminal,
      log: options.log,
      goesOn: options.goesOn,
    });
    const mocked = mockHandlers(layers, this.tools);
    const replayed = options.replay === undefined
      ? {} : Object.fromEntries(EFFECT_TYPES.map((type) => [type, replay(options.replay!)]));
    const handlers = {
      nodes: { ...mocked.nodes, ...options.handlers?.nodes },
      types: { ...replayed, ...mocked.types, ...options.handlers?.types },
    };
    this.recorder = options.record === undefined ? undefined : new Recorder(options.record);
    this.handlers = this.recorder?.watch(handlers) ?? handlers;
  }

  /** The name of the node that takes the input. */
  public get inputNode(): string {
    const [name] = this.plan.inputNodes.keys();
    return name;
  }

  /**
   * The input as InvokeFlow takes it.
   * @throws SimulateError if neither is given one nor do the mocks have one
   */
  public inputs(input: unknown = this.input): readonly FlowInput[] {
    if (input !== undefined) { return [{ nodeName: this.inputNode, content: { document: input } }]; }
    throw runnerError(this.name, 'there is no input for the flow',
      `pass the value of '${this.inputNode}' as the input, or as "input" in the mocks`, 'IllegalInput');
  }

  /** A run of it, which may go on after a pause. */
  public execution(): Execution { return new Execution(this); }

  /**
   * Writes the recording, if there is one.
   *
   * @param how much there is: of a run that did not come to its end, what there is of it, which must not replace a
   * recording by nothing
   */
  public save(how: 'wholly' | 'partly' = 'wholly'): void {
    if (how === 'wholly' || this.recorder?.isEmpty === false) { this.recorder?.save(); }
  }

  /** Ends what the handlers have started: Python, connections, the terminal. */
  public close(): void { this.tools.close(); }
}
