/** What a version of the router knows. All of it stands in its environment, which a version of a function freezes. */
export interface RouterEnvironment<Value> {
  readonly FLOW_ID: Value;
  /** The alias that is pinned to the version of the flow. */
  readonly FLOW_ALIAS_ID: Value;
  readonly FLOW_VERSION: Value;
}
