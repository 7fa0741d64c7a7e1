/** How a node looks in diagrams and pictures. */

/** The brackets around its text in Mermaid. */
export type Shape = readonly [open: string, close: string];

export interface Drawing {
  readonly shape: Shape;
  /** What tells it from others of its type, as far as that is known. Default: nothing */
  readonly details?: (node: Readonly<Record<string, unknown>>) => readonly (string | undefined)[];
  /** Its colour in a picture. */
  readonly category: 'model' | 'data' | 'code' | 'flow';
  /** Its form in a picture: where a flow begins and ends, where it chooses, or where work is done. */
  readonly form: 'end' | 'choice' | 'work';
}
