/** State machines that end as a test wants them to; what they would call is not run. */
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Rules } from './rules';
import { operationOf } from '../../support/in-memory-bedrock';

const KEYS = { region: 'us-east-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
const MACHINES = 'arn:aws:states:us-east-1:111122223333:stateMachine:';

/** What follows from an execution of a flow, where all is as assumed. */
const FOLLOWED = {
  status: 'Succeeded',
  outputs: [{ node: 'Word', value: 'hello' }, { node: 'Whole', value: { text: 'hello' } }],
  listed: 1,
  definition: '{"nodes":[{"name":"FlowInputNode"}]}',
  key: 'in/a b+c&ä%20.txt',
  again: 'BedrockAgentRuntime.ConflictException',
};

const ENDS = {
  'fails': { status: 'FAILED', error: 'ValidationException', cause: 'preview' },
  'may not': { status: 'FAILED', error: 'BedrockAgentRuntime.AccessDeniedException', cause: 'no policy allows it' },
  'never ends': { status: 'RUNNING' },
};

export class InMemoryMachines {
  public readonly names = new Set<string>();
  private asked = 0;

  public constructor(private readonly rules: Rules) {}

  public client(): SFNClient {
    const client = new SFNClient(KEYS);
    client.send = async (command: any) => this.answer(operationOf(command), command.input);
    return client;
  }

  private answer(operation: string, { name, definition, stateMachineArn }: any): unknown {
    switch (operation) {
      case 'CreateStateMachine':
        if (this.rules.stepFunctions === 'refuses') {
          throw Object.assign(new Error('SCHEMA_VALIDATION_FAILED: the resource is not recognized'),
            { name: 'InvalidDefinition', $fault: 'client' });
        }
        this.names.add(name);
        return { stateMachineArn: `${MACHINES}${name}` };
      case 'ValidateStateMachineDefinition': return this.validate(definition);
      case 'ListStateMachines':
        return { stateMachines: [...this.names].map((one) => ({ name: one, stateMachineArn: `${MACHINES}${one}` })) };
      case 'DeleteStateMachine': this.names.delete(stateMachineArn.slice(MACHINES.length)); return {};
      case 'StartExecution': this.asked = 0; return { executionArn: 'execution' };
      case 'DescribeExecution': return this.asked++ === 0 ? { status: 'RUNNING' } : this.end();
      default: throw new Error('not known here');
    }
  }

  /** It always misses arguments, as the service may. */
  private validate(definition: string): unknown {
    const { Resource } = JSON.parse(definition).States.Call;
    const missing = { location: '/States/Call/Arguments', message: 'a required member is missing' };
    const unknown = { location: '/States/Call/Resource', message: 'the resource is not recognized' };
    const isUnknown = this.rules.notIntegrated.includes(Resource.split(':').pop());
    return { result: 'FAIL', diagnostics: [missing, ...isUnknown ? [unknown] : []] };
  }

  private end(): unknown {
    const { stepFunctions, executionGives } = this.rules;
    return stepFunctions === 'starts' || stepFunctions === 'refuses'
      ? { status: 'SUCCEEDED', output: JSON.stringify({ ...FOLLOWED, ...executionGives }) } : ENDS[stepFunctions];
  }
}
