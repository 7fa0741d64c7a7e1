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
  readonly stepFunctions: 'starts' | 'refuses' | 'fails';
  /** How long an alarm keeps its state when it is re-aimed, and how long after faults it goes off. */
  readonly alarmKeepsSeconds: number;
  readonly alarmSeconds: number;
  readonly runtimeSdk: string;
  /** What a weight of 1 becomes. */
  readonly weightFactor: number;
  readonly rollsBackGradually: boolean;
  /** What goes wrong with deployments of stacks. */
  readonly deployments: 'work' | 'fail at once' | 'forget to roll back' | 'do not prune' | 'keep the policies' | 'leave the flow';
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
  alarmKeepsSeconds: 0,
  alarmSeconds: 90,
  runtimeSdk: '3.700.0',
  weightFactor: 1,
  rollsBackGradually: false,
  deployments: 'work',
  forbidden: [],
};
