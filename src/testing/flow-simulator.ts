import type { IConstruct } from 'constructs';
import { FlowRun } from './flow-run';
import { NodeMock } from './node-mock';
import { parsedJson } from './parsed-json';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { described } from '../core/words/quote';
import { checkNodes } from '../runner/mocks/check-nodes';
import type { Mock } from '../runner/mocks/mock';
import { mockHandlers } from '../runner/mocks/mock-handlers';
import { parseMocks } from '../runner/mocks/parse-mocks';
import { readMockFile, type ReadMocks } from '../runner/mocks/read-mocks';
import { PreparedFlow } from '../runner/prepared-flow';
import type { LoadedFlow } from '../runner/sources/document-flow';
import { type FlowSource, loadFlow } from '../runner/sources/flow-source';
import { Tools } from '../runner/tools';

/** Options for a `FlowSimulator`. */
export interface FlowSimulatorOptions {
  /**
   * The flow to run, by logical id or name, where the file has several.
   *
   * @default - the only one there is
   */
  readonly flowId?: string;

  /**
   * The Python 3 program that runs inline code and functions.
   *
   * @default python3, on Windows python
   */
  readonly python?: string;

  /**
   * Whether a loop ends when its condition holds, as the API reference says, instead of continuing while it holds, as
   * the User Guide says.
   *
   * @default false
   */
  readonly loopsEndWhenTrue?: boolean;

  /**
   * Whether to refuse a definition with errors, as the service would.
   *
   * @default true
   */
  readonly check?: boolean;
}

/** Options for a simulated run beside its input. */
export interface FlowRunOptions {
  /**
   * The answers of the user to questions of agents, in order. Without more answers the run stays paused.
   *
   * @default - no answers
   */
  readonly answers?: any[];
}

/**
 * Runs a flow on this machine, with mocks in place of models, knowledge bases and functions: for tests in every
 * language.
 *
 * Every node that calls something needs a mock; conditions, iterators, loops, expressions and types are worked out as
 * the service does it. What the service does is known from documents and recorded runs only: `diagnostics` of a run say
 * where it rests on an assumption.
 *
 * @example
 * declare const flow: Flow;
 * const simulator = testing.FlowSimulator.fromFlow(flow);
 * simulator.mock('Classify', testing.NodeMock.returns('refund'));
 * simulator.mockType('Retrieval', testing.NodeMock.returns('a passage'));
 * const run = simulator.run({ message: 'I want my money back' });
 * run.output('RefundAnswer');
 */
export class FlowSimulator {
  /**
   * Simulates a flow of an app; the app need not be synthesized. Nodes that are added later are not part of it.
   *
   * @param flow a `Flow`, a `CfnFlow`, or a construct with exactly one flow in it
   * @param options the options of the simulation
   */
  public static fromFlow(flow: IConstruct, options: FlowSimulatorOptions = {}): FlowSimulator {
    return FlowSimulator.load(flow, options);
  }

  /**
   * Simulates a definition given as JSON, in the spelling of the API or of CloudFormation, or an answer of GetFlow.
   *
   * @param definition nodes and connections, or what is around them
   * @param options the options of the simulation
   */
  public static fromJson(definition: { [key: string]: any }, options: FlowSimulatorOptions = {}): FlowSimulator {
    return FlowSimulator.load(definition, options);
  }

  /**
   * Simulates a flow in a file, in JSON or YAML: a definition, an export or a template.
   *
   * @param path the file, relative to the working directory
   * @param options the options of the simulation, and which flow
   */
  public static fromFile(path: string, options: FlowSimulatorOptions = {}): FlowSimulator {
    return FlowSimulator.load(path, options);
  }

  /**
   * Simulates a flow of a CloudFormation template, such as `Template.fromStack(stack).toJSON()` gives.
   *
   * @param template the template
   * @param logicalId the logical id of the flow
   * @param options the options of the simulation
   */
  public static fromTemplate(
    template: { [key: string]: any }, logicalId: string, options: FlowSimulatorOptions = {},
  ): FlowSimulator {
    return FlowSimulator.load(template, { ...options, flowId: logicalId });
  }

  private static load(source: FlowSource, options: FlowSimulatorOptions): FlowSimulator {
    checkStruct('FlowSimulator', 'FlowSimulatorOptions', options);
    return new FlowSimulator(loadFlow(source, options.flowId), options);
  }

  private readonly layers: ReadMocks[] = [];

  private constructor(private readonly flow: LoadedFlow, private readonly options: FlowSimulatorOptions) {
    // a flow that can't run is found here, not in its first run
    new PreparedFlow(flow, { isSync: true, ...options.check !== undefined && { check: options.check } });
  }

  /**
   * Sets the mock of a node. A later mock replaces an earlier one.
   *
   * @param nodeName the name of the node, as it is in the definition
   * @param mock what answers
   * @throws if the flow has no such node, or it needs another kind of mock
   */
  public mock(nodeName: string, mock: NodeMock): void {
    this.add({ mocks: { nodes: { [nodeName]: mockOf('mock', mock) } }, folder: process.cwd(), source: 'mock' });
  }

  /**
   * Sets the mock of all nodes of a type that have no mock of their own.
   *
   * @param nodeType Agent, InlineCode, KnowledgeBase, LambdaFunction, Lex, Prompt, Retrieval or Storage
   * @param mock what answers
   * @throws if there is no such type, or it needs another kind of mock
   */
  public mockType(nodeType: string, mock: NodeMock): void {
    this.add({
      mocks: parseMocks({ types: { [nodeType]: mockOf(spelt`mockType`, mock) } }, spelt`mockType`),
      folder: process.cwd(),
      source: spelt`mockType`,
    });
  }

  /**
   * Reads mocks from a file, which TypeScript, the command and other languages share; paths in it are relative to the
   * file.
   *
   * @param path the file, relative to the working directory
   * @throws with a line for each mistake in it
   */
  public mocksFromFile(path: string): void {
    this.add(readMockFile(path));
  }

  /**
   * Runs the flow to its end, or to a question of an agent that has no answer.
   *
   * @param input what the caller sends: a text, or whatever the Input node takes. Default: the `input` of the mock file
   * @param options answers to agents
   * @returns the run; a flow that fails gives one with `errorMessage`
   * @throws if a node runs that has no mock, or a mock can't be used
   */
  public run(input?: any, options: FlowRunOptions = {}): FlowRun {
    checkStruct('FlowSimulator.run', 'FlowRunOptions', options);
    const given = input ?? this.layers.map(({ mocks }) => mocks.input).filter((one) => one !== undefined).pop();
    const { python, loopsEndWhenTrue } = this.options;
    const flow = new PreparedFlow(this.flow, {
      isSync: true,
      check: false,
      handlers: mockHandlers(
        this.layers, new Tools({ isSync: true, python }),
      ),
      ...python !== undefined && { python },
      ...loopsEndWhenTrue && { loopPolarity: 'exitWhenTrue' },
    });
    const execution = flow.execution();
    let result = execution.invokeSync(flow.inputs(given));
    for (const answer of options.answers ?? []) {
      if (execution.isPaused) { result = execution.invokeSync(execution.answer(answer)); }
    }
    return FlowRun._of(result, execution.question?.document);
  }

  /**
   * Runs the flow with an input given as JSON text: values that jsii would change on their way from another language,
   * such as `None` in a dict of Python, which is left out, arrive as they are written. (Python's `float('nan')` is no
   * JSON, and ends the process that jsii runs in; `json.dumps(value, allow_nan=False)` says so before.)
   *
   * @param json the input as JSON text, for example that of `json.dumps()`
   * @param options answers to agents
   * @returns the run; a flow that fails gives one with `errorMessage`
   * @throws if the text is no JSON, a node runs that has no mock, or a mock can't be used
   */
  public runJson(json: string, options: FlowRunOptions = {}): FlowRun {
    return this.run(parsedJson(spelt`FlowSimulator.runJson`, json), options);
  }

  private add(layer: ReadMocks): void {
    checkNodes(layer.mocks, this.flow.definition, layer.source);
    this.layers.push(layer);
  }
}

/** What a mock is; in JavaScript it may be anything. */
function mockOf(place: string, mock: unknown): Mock {
  if (mock instanceof NodeMock) { return mock._mock; }
  throw new FlowError(`FlowSimulator.${place}`, `the mock must be a NodeMock, got ${described(mock)}; create it `
    + spelt`with a method of NodeMock, for example NodeMock.fromJson()`, 'IllegalValue');
}
