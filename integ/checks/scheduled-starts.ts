import { type Check, NotTried, type Result, verdict } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { runOnce } from '../kit/own-machine';
import { ownRole } from '../kit/own-role';
import { nameOf } from '../kit/world';

/** What the state machine gives: how many executions there are, or why there is no schedule. */
interface Seen {
  readonly listed?: number;
  readonly refused?: string;
}

interface Schedule {
  readonly name: string;
  readonly partition: string;
  readonly roleArn: string;
  readonly flow: { readonly FlowIdentifier: string; readonly FlowAliasIdentifier: string };
}

const REFUSED = 'Scheduler.ValidationException';

export const scheduledStarts: Check = {
  number: 24,
  name: 'scheduled-starts',
  assumes: 'EventBridge Scheduler can start an execution of a flow by its universal target '
    + 'bedrockagentruntime:startFlowExecution',
  matters: 'where it holds, BedrockFlowScheduleTarget could start flows without a function: '
    + 'src/events/bedrock-flow-schedule-target.ts',
  makes: 'a flow with a version and an alias, a state machine, and a schedule that ends after five minutes at most',
  minutes: 4,
  dollars: 0.01,
  run: async (world, undo) => {
    const { partition, region, account } = world;
    const flow = await OwnFlow.make(world, undo, 'scheduled-starts');
    const alias = await flow.point('scheduled', await flow.publish());
    const resources = [flow.flowArn, `${flow.flowArn}/alias/*`];
    const roleArn = await ownRole(world, undo, 'scheduled-starts-target', { Service: 'scheduler.amazonaws.com' },
      [{ Effect: 'Allow', Action: ['bedrock:StartFlowExecution'], Resource: resources }]);
    const name = nameOf(world, 'scheduled-starts');
    return runOnce(world, undo, 'scheduled-starts', {
      definition: definition({
        name, partition, roleArn, flow: { FlowIdentifier: flow.flowId, FlowAliasIdentifier: alias },
      }),
      statements: [
        {
          Effect: 'Allow',
          Action: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule'],
          Resource: [`arn:${partition}:scheduler:${region}:${account}:schedule/default/${name}`],
        },
        { Effect: 'Allow', Action: ['iam:PassRole'], Resource: [roleArn] },
        { Effect: 'Allow', Action: ['bedrock:ListFlowExecutions'], Resource: resources },
      ],
    }, ({ output }) => judge(JSON.parse(output ?? '{}') as Seen));
  },
};

function judge({ listed = 0, refused }: Seen): Result {
  if (refused !== undefined && /role/i.test(refused)) { throw new NotTried(`the role is refused: ${refused}`); }
  return verdict([
    ...refused === undefined ? [] : [`the schedule is refused: ${refused}`],
    ...refused !== undefined || listed > 0 ? [] : ['the schedule is accepted, and starts nothing in 90 seconds'],
  ], 'the schedule is accepted, and starts an execution');
}

/** Makes a schedule, waits for its first execution, and takes it away; left alone, it ends by itself. */
function definition({ name, partition, roleArn, flow }: Schedule): object {
  const call = (service: string, action: string, Arguments: object) => ({
    Type: 'Task', Resource: `arn:${partition}:states:::aws-sdk:${service}:${action}`, Arguments,
  });
  const input = {
    ...flow,
    Inputs: [{ NodeName: 'FlowInputNode', NodeOutputName: 'document', Content: { Document: 'hello' } }],
  };
  return {
    StartAt: 'Schedule',
    QueryLanguage: 'JSONata',
    States: {
      Schedule: {
        ...call('scheduler', 'createSchedule', {
          Name: name,
          ScheduleExpression: 'rate(1 minute)',
          EndDate: '{% $fromMillis($millis() + 300000) %}',
          ActionAfterCompletion: 'DELETE',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: `arn:${partition}:scheduler:::aws-sdk:bedrockagentruntime:startFlowExecution`,
            RoleArn: roleArn,
            Input: JSON.stringify(input),
          },
        }),
        // a role that was just made may not be known yet
        Retry: [{ ErrorEquals: [REFUSED], IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 1 }],
        Catch: [{ ErrorEquals: [REFUSED], Output: { refused: '{% $states.errorOutput.Cause %}' }, Next: 'Refused' }],
        Output: { looks: 0 },
        Next: 'Wait',
      },
      Refused: { Type: 'Pass', End: true },
      Wait: { Type: 'Wait', Seconds: 10, Next: 'List' },
      List: {
        ...call('bedrockagentruntime', 'listFlowExecutions', flow),
        Output: {
          looks: '{% $states.input.looks + 1 %}', listed: '{% $count($states.result.FlowExecutionSummaries) %}',
        },
        Next: 'Enough',
      },
      Enough: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.listed = 0 and $states.input.looks < 9 %}', Next: 'Wait' }],
        Default: 'Delete',
      },
      Delete: {
        ...call('scheduler', 'deleteSchedule', { Name: name }), Output: '{% $states.input %}', End: true,
      },
    },
  };
}
