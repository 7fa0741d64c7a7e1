/** The custom resource that tests the working draft of a flow before a version is made of it. */
export const ALIAS_TESTS = 'Custom::BedrockFlowSmokeTests';

export interface AliasTestProperties<Value> {
  readonly FlowId: Value;
  /** A list of smoke tests, as JSON. */
  readonly Tests: Value;
  /** The hash of what is tested: with another one, the tests run again. */
  readonly Revision: Value;
}
