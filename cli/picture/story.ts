/** All that a picture or a page tells: the flow, what validate finds in it, and perhaps a run. */
import type { Definition } from '../../src/core/model/definition';
import {
  addedUp, type RunFacts, type Scene, type SceneEdge, type SceneNode, sceneOf, type Usage, type Visit,
} from '../../src/core/picture';
import type { Diagnostic } from '../../src/core/simulate';
import type { Finding } from '../../src/core/validate/finding';
import { validateModel } from '../../src/core/validate/validate';

/**
 * What became of a node in the run; `none` where there is no run, `open` where it began and did not come to its end.
 */
export type State = 'none' | 'ran' | 'failed' | 'asks' | 'open' | 'idle';

/** A Collector takes in items, and a LoopController decides, without an output that would end that. */
const GIVES_NOTHING: ReadonlySet<string> = new Set(['Collector', 'LoopController']);

/** What a picture says of a node in one line, and how the node looks for it. */
export interface Mark {
  readonly text: string;
  readonly look: 'added' | 'changed' | 'removed';
}

export interface NodeStory {
  readonly node: SceneNode;
  readonly state: State;
  readonly visits: readonly Visit[];
  readonly usage?: Usage;
  readonly findings: readonly Finding[];
  readonly mark?: Mark;
}

export interface StoryOptions {
  readonly title: string;
  readonly definition: Definition;
  /** Default: those of the definition. */
  readonly findings?: readonly Finding[];
  readonly run?: RunFacts;
  readonly diagnostics?: readonly Diagnostic[];
  /** Whether more is to come. */
  readonly isLive?: boolean;
  /** Marks of nodes, by their paths. */
  readonly marks?: ReadonlyMap<string, Mark>;
}

export class Story {
  public readonly title: string;
  public readonly scene: Scene;
  public readonly nodes: readonly NodeStory[];
  /** Of no node. */
  public readonly findings: readonly Finding[];
  public readonly run?: RunFacts;
  public readonly diagnostics: readonly Diagnostic[];
  public readonly isLive: boolean;
  /** What happened at nodes that the flow does not have. */
  public readonly strangers: readonly string[];
  private readonly byId: ReadonlyMap<string, NodeStory>;

  public constructor(
    {
      title, definition, findings = validateModel(definition), run, diagnostics = [], isLive = false, marks,
    }: StoryOptions,
  ) {
    this.title = title;
    this.run = run;
    this.diagnostics = diagnostics;
    this.isLive = isLive;
    this.scene = sceneOf(definition);
    const names = new Set(this.scene.nodes.map(({ name }) => name));
    this.findings = findings.filter(({ node }) => node === undefined || !names.has(node));
    this.strangers = [...run?.visits.keys() ?? []].filter((name) => !names.has(name));
    const seen = new Set<string>();
    this.nodes = this.scene.nodes.map((node): NodeStory => {
      // of nodes with one name, the first stands for all
      const isFirst = !seen.has(node.name);
      seen.add(node.name);
      const visits = isFirst ? run?.visits.get(node.name) ?? [] : [];
      const mark = node.path === undefined ? undefined : marks?.get(node.path);
      const usage = addedUp(visits.flatMap(({ actions }) => actions.flatMap((action) => action.usage ?? [])));
      return {
        node,
        visits,
        state: this.stateOf(visits, node.type),
        findings: isFirst
          ? findings.filter((finding) => finding.node === node.name) : [],
        ...usage && { usage },
        ...mark && { mark },
      };
    });
    this.byId = new Map(this.nodes.map((one) => [one.node.id, one]));
  }

  public of(id: string): NodeStory {
    const found = this.byId.get(id);
    if (!found) { throw new Error(`there is no node ${id} in the scene`); }
    return found;
  }

  /** The first node of a name. */
  public named(name: string): NodeStory | undefined {
    return this.nodes.find(({ node }) => node.name === name);
  }

  /** Whether the run went along an arrow. */
  public isTaken({ source, target, isConditional, conditions }: SceneEdge): boolean {
    const from = this.of(source).visits;
    if (isConditional) {
      return from.some(({ condition }) => condition !== undefined && conditions.includes(condition));
    }
    return from.some(({ outputs }) => outputs.length > 0) && this.of(target).visits.length > 0;
  }

  public get usage(): Usage | undefined {
    return addedUp(this.nodes.flatMap(({ usage }) => usage ?? []));
  }

  /** Whether time passed on the clock of the run; else only the order is known. */
  public get isTimed(): boolean {
    return this.run !== undefined && this.run.end - this.run.start >= 1;
  }

  /** Where a visit stands in the run, as shares from 0 to 1. */
  public spanOf({ start, end, first, last }: Visit): readonly [from: number, to: number] {
    const run = this.run!;
    const [from, to, all] = this.isTimed
      ? [start - run.start, end - run.start, run.end - run.start] : [first, last + 1, run.count + 1];
    return [from / all, Math.max(to, from) / all];
  }

  /** With a mark, since a colour alone says nothing to many. */
  public wordsOf({ state }: Pick<NodeStory, 'state'>): string {
    return {
      none: '',
      ran: '✓ ran',
      failed: '✕ failed',
      asks: '? asks',
      open: this.isLive ? '… running' : '… not over',
      idle: '– not run',
    }[state];
  }

  private stateOf(visits: readonly Visit[], type: string): State {
    if (!this.run) { return 'none'; }
    if (visits.length === 0) { return 'idle'; }
    if (visits.some(({ error }) => error)) { return 'failed'; }
    const last = visits[visits.length - 1];
    if (last.isOver || last.outputs.length > 0) { return 'ran'; }
    const asks = last.dialogue.length > 0 && !last.dialogue[last.dialogue.length - 1].isAnswer;
    return asks ? 'asks' : GIVES_NOTHING.has(type) ? 'ran' : 'open';
  }
}
