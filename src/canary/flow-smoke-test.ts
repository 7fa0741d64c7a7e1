/** A call that a new version must answer before it gets any traffic. */
export interface FlowSmokeTest {
  /** What is sent to the flow: a text, or JSON of the type that its input node takes. */
  readonly document: any;

  /**
   * The name of the input node.
   *
   * @default - the input node of the flow
   */
  readonly inputNode?: string;

  /**
   * A regular expression (of JavaScript, without slashes) that the outputs, as one JSON text, must match.
   *
   * @default - any output will do; a flow that fails, or gives none, is a failure in any case
   */
  readonly expectPattern?: string;
}
