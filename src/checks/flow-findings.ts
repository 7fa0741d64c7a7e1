import type { Construct } from 'constructs';
import { canBeOverruled } from './acknowledgement';
import { promptsInApp } from './prompts-in-app';
import { regionOf } from './region';
import { shown } from './shown';
import { spelt, speltMember } from './spelt';
import { hasTakenAway, warn } from './warn';
import type { Code } from '../core/constraints';
import type { Problem } from '../core/template';
import type { Finding } from '../core/validate/finding';
import { validateModel } from '../core/validate/validate';
import { errorLine, withRemedy } from '../core/words/line';
import type { FlowGraph, GraphOwner } from '../graph/flow-graph';
import type { FlowNode } from '../graph/flow-node';

/** What to do in the words of the constructs, where the rules speak of definitions. */
const IN_CONSTRUCTS: ReadonlyMap<Code, string> = new Map<Code, string>([
  ['MissingEndingNodes', 'add an OutputNode with the value to return as its \'document\''],
  ['MissingLoopControllerNode', spelt`close it with continueWhile(), without which it never ends`],
  ['UnconnectedCondition', 'run a node in that branch, for example an OutputNode'],
  ['UnfulfilledNodeInput', 'pass a value for it when the node is created'],
  ['UnusedNodeOutput', 'pass it to a node, or remove this one'],
]);

/** What the API calls as TypeScript calls the options of the constructs, and codes whose texts have it. */
const OF_API = /\b(maxTokens|topP)\b/g;
const NAMES_OPTIONS: ReadonlySet<Code> = new Set<Code>(['RefusedInference', 'UnlimitedTokens']);

/**
 * What the rules say of a whole flow, each finding at the construct it is about. Errors are returned to CDK, which puts
 * the path before them and shows all at once; warnings become annotations.
 */
export class FlowFindings {
  private readonly acknowledged = new Set<Code>();
  private readonly overruled = new Set<Code>();
  private readonly asked = new Set<FlowNode>();
  private found?: ReadonlyMap<FlowNode | undefined, readonly Finding[]>;

  /**
   * @param problems what was noticed in an imported definition; `undefined` for a flow that was written with constructs
   * alone
   */
  public constructor(
    private readonly flow: Construct, private readonly graph: FlowGraph, private readonly problems?: readonly Problem[],
  ) {}

  public acknowledge(code: Code): void {
    this.acknowledged.add(code);
  }

  /**
   * What is said at the flow itself. CDK asks it before its nodes, so this is where each synth starts afresh. Most
   * nodes have nothing said of them, ever: those that do are asked too, from the first time on.
   */
  public errorsOfFlow(): string[] {
    this.found = undefined;
    for (const node of this.all().keys()) {
      if (!node || this.asked.has(node)) { continue; }
      this.asked.add(node);
      node.node.addValidation({ validate: () => this.say(node, node) });
    }
    return this.say(this.flow, undefined);
  }

  /** What was acknowledged and takes nothing away, once all has been said. */
  public errorsOfAcknowledgements(): string[] {
    const codes = new Set([...this.all().values()].flat().map(({ code }) => code));
    return [...this.acknowledged].filter((code) => !this.overruled.has(code)
      && !hasTakenAway(this.flow, code)).map((code) => (codes.has(code)
      ? errorLine('',
        `'${code}' is acknowledged, but can't be overruled here, because the service enforces it; correct it`,
        'IllegalValue')
      : errorLine(
        '', `'${code}' is acknowledged, but the flow has no such finding; remove the acknowledgement`, 'IllegalValue',
      )));
  }

  private get isAuthored(): boolean {
    return this.problems === undefined;
  }

  private say(scope: Construct, node: FlowNode | undefined): string[] {
    const errors: string[] = [];
    for (const { severity, code, isErrorOfAuthor, ...said } of this.all().get(node) ?? []) {
      const isSpelt = this.isAuthored && NAMES_OPTIONS.has(code);
      const [message, general] = [said.message, said.remedy]
        .map((text) => (isSpelt ? text.replace(OF_API, speltMember) : text));
      const remedy = this.isAuthored ? IN_CONSTRUCTS.get(code) ?? general : general;
      if (severity === 'error' || isErrorOfAuthor && this.isAuthored) {
        errors.push(shown(errorLine('', withRemedy(message, remedy), code)));
      } else {
        warn(scope, code, message, remedy);
      }
    }
    return errors;
  }

  private all(): ReadonlyMap<FlowNode | undefined, readonly Finding[]> {
    if (this.found) { return this.found; }
    const nodes = nodesByName(this.graph);
    const found = new Map<FlowNode | undefined, Finding[]>();
    this.overruled.clear();
    const definition = this.graph.definition();
    const surroundings = { region: regionOf(this.flow), prompts: promptsInApp(definition) };
    for (const finding of validateModel(definition, this.problems, surroundings)) {
      if (this.acknowledged.has(finding.code) && canBeOverruled(finding)) {
        this.overruled.add(finding.code);
        continue;
      }
      const node = nodes.get(finding.node ?? '');
      const list = found.get(node);
      if (list) { list.push(finding); } else { found.set(node, [finding]); }
    }
    this.found = found;
    return found;
  }
}

function nodesByName(graph: FlowGraph, byName = new Map<string, FlowNode>()): ReadonlyMap<string, FlowNode> {
  for (const node of graph.nodes) {
    byName.set(node.nodeName, node);
    const inside = (node as Partial<GraphOwner>)._scopeGraph;
    if (inside) { nodesByName(inside, byName); }
  }
  return byName;
}
