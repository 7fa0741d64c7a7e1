/** A call that a new version must answer, as it stands in an environment or a property: JSON. */
export interface SmokeTest {
  readonly document: unknown;
  readonly inputNode: string;
  /** A regular expression that the outputs, as one JSON text, must match. */
  readonly expectPattern?: string;
}

/** The environment of the function that tests a version of the router. */
export interface SmokeTestEnvironment<Value> {
  /** The ARN of the version. */
  readonly ROUTER_FUNCTION: Value;
  /** A list of tests, as JSON. */
  readonly SMOKE_TESTS: Value;
}
