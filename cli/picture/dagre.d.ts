/**
 * What is used of dagre. Its own types are those of an ES module, which a CommonJS program can't import; the code has
 * both forms.
 */
declare module '@dagrejs/dagre' {
  interface GraphLabel {
    readonly rankdir: 'TB';
    readonly nodesep: number;
    readonly edgesep: number;
    readonly ranksep: number;
  }

  interface EdgeLabel {
    readonly labelpos: 'c';
    readonly width: number;
    readonly height: number;
  }

  interface Route extends Partial<Placed> {
    readonly points?: readonly { readonly x: number; readonly y: number }[];
  }

  interface Placed {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }

  export class Graph {
    public constructor(options: { readonly compound: boolean; readonly multigraph: boolean });
    public setGraph(label: GraphLabel): this;
    public setNode(id: string, label: { readonly width?: number; readonly height?: number }): this;
    public setParent(id: string, parent: string): this;
    public setEdge(source: string, target: string, label: EdgeLabel, name: string): this;
    public node(id: string): Partial<Placed> | undefined;
    public edge(source: string, target: string, name: string): Route | undefined;
  }

  export function layout(graph: Graph): void;
}
