import type { FlowDefinition } from '@aws-sdk/client-bedrock-agent';
import { ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { type Check, type Result, verdict } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { runOnce } from '../kit/own-machine';
import type { World } from '../kit/world';

interface Output {
  readonly node?: string;
  readonly value?: unknown;
}

/** What the state machine hands on, and gives in the end. A member that the service does not answer is missing. */
interface Seen {
  readonly status?: string;
  readonly outputs?: readonly Output[];
  readonly listed?: number;
  readonly definition?: unknown;
  /** The error of a second start with the same name. */
  readonly again?: string;
}

/** What BedrockFlowExecution catches. */
const CONFLICT = 'BedrockAgentRuntime.ConflictException';
/** A member with a small letter: Step Functions writes the members of requests and answers with capital letters. */
const DOCUMENT = { text: 'hello' };
/** What the flow gives, by output: the whole document, and the member that it sees under its name. */
const OUTPUTS = [
  { name: 'Whole', type: 'Object', expression: '$.data', value: DOCUMENT },
  { name: 'Word', type: 'String', expression: '$.data.text', value: DOCUMENT.text },
] as const;

const ACTIONS = [
  'getFlowExecution', 'listFlowExecutionEvents', 'listFlowExecutions', 'getExecutionFlowSnapshot', 'stopFlowExecution',
] as const;

export const executionReads: Check = {
  number: 23,
  name: 'execution-reads',
  assumes: 'Step Functions can follow an execution of a flow by its SDK integration, with members in PascalCase and '
    + `documents as they are, and a second start with the same name fails with ${CONFLICT}`,
  matters: 'BedrockFlowExecution waits, collects outputs and stops so, and a retry of its start relies on the name: '
    + 'src/step-functions/execution-expressions.ts',
  makes: 'a flow with a version and an alias, and a state machine',
  minutes: 3,
  dollars: 0.01,
  run: async (world, undo) => {
    const unknown = await unknownActions(world);
    if (unknown.length > 0) { return verdict(unknown, ''); }
    const flow = await OwnFlow.make(world, undo, 'execution-reads', { definition: FLOW, statements: [] });
    const alias = await flow.point('followed', await flow.publish());
    const aliases = `${flow.flowArn}/alias/*`;
    return runOnce(world, undo, 'execution-reads', {
      definition: definition(world.partition, flow.flowId, alias),
      statements: [{
        Effect: 'Allow',
        Action: [
          'bedrock:GetExecutionFlowSnapshot', 'bedrock:GetFlowExecution', 'bedrock:ListFlowExecutionEvents',
          'bedrock:ListFlowExecutions', 'bedrock:StartFlowExecution',
        ],
        Resource: [flow.flowArn, aliases],
      }],
    }, ({ output }) => judge(JSON.parse(output ?? '{}') as Seen));
  },
};

/** Those that Step Functions does not integrate. It makes nothing. */
async function unknownActions({ clients, partition }: World): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const action of ACTIONS) {
    const { result, diagnostics = [] } = await clients.stepFunctions.send(new ValidateStateMachineDefinitionCommand({
      definition: JSON.stringify({
        StartAt: 'Call',
        QueryLanguage: 'JSONata',
        States: { Call: { Type: 'Task', Resource: resource(partition, action), Arguments: {}, End: true } },
      }),
    }));
    if (result !== 'FAIL') { continue; }
    // arguments that are missing are another matter: only the resource counts here
    const about = diagnostics.filter(({ location = '', message = '' }) => /resource/i.test(`${location} ${message}`));
    faults.push(...about.map(({ message }) => `${action} is refused: ${message}`));
  }
  return faults;
}

function judge({ status, outputs = [], listed = 0, definition: snapshot, again = 'no error' }: Seen): Result {
  const wrong = OUTPUTS.filter(({ name, value }) => (
    JSON.stringify(outputs.find(({ node }) => node === name)?.value) !== JSON.stringify(value)));
  const faults = [
    ...status === 'Succeeded' ? [] : [`GetFlowExecution answers with status ${status ?? 'nothing'}`],
    ...wrong.length === 0 ? [] : [`ListFlowExecutionEvents gives the outputs ${JSON.stringify(outputs)}`],
    ...listed > 0 ? [] : ['ListFlowExecutions lists no execution'],
    ...String(snapshot).includes('FlowInputNode') ? [] : ['GetExecutionFlowSnapshot gives no definition'],
    ...again === CONFLICT ? [] : [`a second start with the same name gives ${again}`],
  ];
  return verdict(faults, `all five calls answer as assumed, and a second start with the same name gives ${again}`);
}

function definition(partition: string, FlowIdentifier: string, FlowAliasIdentifier: string): object {
  const flow = { FlowIdentifier, FlowAliasIdentifier };
  const execution = { ...flow, ExecutionIdentifier: '{% $states.input.execution %}' };
  const call = (action: string, Arguments: object, member: string) => ({
    Type: 'Task',
    Resource: resource(partition, action),
    Arguments,
    Output: `{% $merge([$states.input, {${member}}]) %}`,
  });
  const start = {
    ...flow,
    FlowExecutionName: '{% $states.context.Execution.Name %}',
    Inputs: [{ NodeName: 'FlowInputNode', NodeOutputName: 'document', Content: { Document: DOCUMENT } }],
  };
  return {
    StartAt: 'Start',
    QueryLanguage: 'JSONata',
    States: {
      Start: { ...call('startFlowExecution', start, '\'execution\': $states.result.ExecutionArn'), Next: 'Again' },
      Again: {
        ...call('startFlowExecution', start, ''),
        Catch: [{
          ErrorEquals: ['States.ALL'],
          Output: '{% $merge([$states.input, {\'again\': $states.errorOutput.Error}]) %}',
          Next: 'Wait',
        }],
        Next: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: 2, Next: 'Look' },
      Look: { ...call('getFlowExecution', execution, '\'status\': $states.result.Status'), Next: 'Over' },
      Over: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.status = \'Running\' %}', Next: 'Wait' }],
        Default: 'Events',
      },
      Events: {
        ...call('listFlowExecutionEvents', { ...execution, EventType: 'Flow' },
          '\'outputs\': [$states.result.FlowExecutionEvents.FlowOutputEvent'
          + '.{\'node\': NodeName, \'value\': Fields[0].Content.Document}]'),
        Next: 'List',
      },
      List: {
        ...call('listFlowExecutions', flow, '\'listed\': $count($states.result.FlowExecutionSummaries)'),
        Next: 'Snapshot',
      },
      Snapshot: {
        ...call('getExecutionFlowSnapshot', execution, '\'definition\': $states.result.Definition'), End: true,
      },
    },
  };
}

const FLOW: FlowDefinition = {
  nodes: [
    {
      name: 'FlowInputNode',
      type: 'Input',
      configuration: { input: {} },
      outputs: [{ name: 'document', type: 'Object' }],
    },
    ...OUTPUTS.map(({ name, type, expression }) => ({
      name, type: 'Output' as const, configuration: { output: {} }, inputs: [{ name: 'document', type, expression }],
    })),
  ],
  connections: OUTPUTS.map(({ name }) => ({
    name: `FlowInputNodeTo${name}`,
    type: 'Data',
    source: 'FlowInputNode',
    target: name,
    configuration: { data: { sourceOutput: 'document', targetInput: 'document' } },
  })),
};

function resource(partition: string, action: string): string {
  return `arn:${partition}:states:::aws-sdk:bedrockagentruntime:${action}`;
}
