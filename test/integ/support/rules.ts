/** How an account behaves: as the library assumes, but for what a test says. */
export interface Rules {
  readonly deletesVersionsInUse: boolean;
  readonly deletesFlowsInUse: boolean;
  readonly deletesFlowsWithVersions: boolean;
  readonly keepsFreedVersions: boolean;
  readonly reusesNumbers: boolean;
  /** How many aliases of one's own a flow can have. */
  readonly aliases: number;
  readonly unchangedDraft: 'new' | 'same' | 'refused';
  readonly allowsTwinAliases: boolean;
  readonly tagsMoveUpdatedAt: boolean;
  readonly tagsArrive: boolean;
  /** What must be there to the end of a call. */
  readonly callsNeed: 'nothing' | 'alias' | 'version';
  readonly flowsStream: boolean;
  readonly urlsStream: boolean;
  readonly crashesCount: boolean;
  /** The operations that are denied whatever a policy allows. */
  readonly denied: readonly string[];
  readonly obeysDeny: boolean;
  /** Whether IAM sees the tags of an alias that is called. */
  readonly seesTags: boolean;
  readonly stepFunctions: 'starts' | 'refuses' | 'fails' | 'may not' | 'never ends';
  /** Operations of executions of flows that Step Functions does not know. */
  readonly notIntegrated: readonly string[];
  /** What a state machine gives that follows an execution, where that is not as assumed. */
  readonly executionGives: { readonly [member: string]: unknown };
  /** How long an alarm keeps its state when it is re-aimed, and how long after faults it goes off. */
  readonly alarmKeepsSeconds: number;
  readonly alarmSeconds: number;
  /** What the run time of Lambda has of the SDK. */
  readonly runtime: { readonly sdk: string; readonly missing: readonly string[] };
  /** What a weight of 1 becomes. */
  readonly weightFactor: number;
  readonly rollsBackGradually: boolean;
  /** What goes wrong with deployments of stacks. */
  readonly deployments: 'work' | 'fail at once' | 'forget to roll back' | 'do not prune' | 'keep the policies'
    | 'leave the flow' | 'delete early'
      | 'make policies late' | 'leave the new version' | 'lose the policies';
  /** Whether the function that prunes may delete anything when a stack goes. */
  readonly prunerMayDelete: boolean;
  /** Whether the command line reaches CloudFormation still after it was ended. */
  readonly asksLate: boolean;
  /** Whether an inline policy counts for versions that are there already. */
  readonly policiesCount: 'always' | 'when published' | 'for ever';
  readonly isBootstrapped: boolean;
  readonly hasFlows: boolean;
  /** What Lambda runs functions with, whatever they ask for. */
  readonly node: string;
  /** Operations of the account that whoever runs the checks may not call. */
  readonly forbidden: readonly string[];
}

export const AS_ASSUMED: Rules = {
  deletesVersionsInUse: false,
  deletesFlowsInUse: false,
  deletesFlowsWithVersions: false,
  keepsFreedVersions: false,
  reusesNumbers: false,
  aliases: 9,
  unchangedDraft: 'new',
  allowsTwinAliases: false,
  tagsMoveUpdatedAt: true,
  tagsArrive: true,
  callsNeed: 'nothing',
  seesTags: true,
  flowsStream: true,
  urlsStream: true,
  crashesCount: true,
  denied: [],
  obeysDeny: true,
  stepFunctions: 'starts',
  notIntegrated: [],
  executionGives: {},
  alarmKeepsSeconds: 0,
  alarmSeconds: 90,
  runtime: { sdk: '3.700.0', missing: [] },
  weightFactor: 1,
  rollsBackGradually: false,
  deployments: 'work',
  prunerMayDelete: true,
  asksLate: false,
  policiesCount: 'always',
  isBootstrapped: true,
  hasFlows: true,
  node: 'v24.4.0',
  forbidden: [],
};
