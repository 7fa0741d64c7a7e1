/** The custom resources that keep the versions of a flow within the quota of the service. */

/** Comes after the aliases: what is old goes once they have moved. */
export const PRUNING = 'Custom::BedrockFlowRevisionPruning';

/** Comes before the versions, so that it is deleted after all that leads to them. */
export const TEARDOWN = 'Custom::BedrockFlowRevisionTeardown';

export interface TeardownProperties<Value, List> {
  readonly FlowId: Value;
  /** The logical id of the flow: whether a template has it tells whether the flow stays. */
  readonly FlowLogicalId: Value;
  /** The role to do it with: it may change this flow alone. */
  readonly PruningRoleArn: Value;
  /** The role of the flow; none where it may not be changed. */
  readonly RoleName?: Value;
  /** What the paths of the flow's policies begin with. */
  readonly PolicyPath?: Value;
  /** Prompts whose versions belong to the flow alone. */
  readonly PromptIds?: List;
}

export interface PruningProperties<Value, List> extends TeardownProperties<Value, List> {
  /** How many versions stay. A number, as text: CloudFormation turns all into texts. */
  readonly Keep: Value;
  /** What this deployment made or left as it was: numbers. */
  readonly CurrentVersions: List;
  /** ARNs. */
  readonly CurrentPolicies?: List;
}
