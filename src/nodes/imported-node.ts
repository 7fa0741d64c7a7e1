import type { Construct } from 'constructs';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import type { KnowledgeBaseConfiguration, Node, NodeOf, PromptConfiguration } from '../core/model/definition';
import { FlowGraph } from '../graph/flow-graph';
import { FlowNode } from '../graph/flow-node';
import type { FlowDataType, FlowValue } from '../graph/flow-value';
import { FlowGuardrail } from '../models/flow-guardrail';
import { guardedBy, warnUnguarded } from '../models/guarded';
import { bindInline } from '../prompts/managed-prompt';
import { promptNeeds } from '../prompts/prompt-needs';
import { importedNeeds, modelNeedsOrWarn } from '../role/imported-needs';
import { generateNeeds } from '../role/node-needs';

/**
 * A node of an existing definition. It goes into the template as it came; only what CloudFormation can't express is put
 * elsewhere.
 */
export class ImportedNode extends FlowNode {
  /** The nodes inside, where this is a loop. */
  public readonly _scopeGraph?: FlowGraph;

  constructor(scope: Construct, private readonly model: Node) {
    super(scope, model.name, {
      nodeType: model.type,
      nodeName: model.name,
      configuration: model.configuration,
      outputs: Object.fromEntries((Array.isArray(model.outputs) ? model.outputs : [])
        .map(({ name, type }) => [name, type as FlowDataType])),
    });
    if (isOf('Loop', model)) {
      this._scopeGraph = new FlowGraph(this, { ...this._home.services, entry: (place) => this.entry(place) },
        this._home);
    }
    this._allow(importedNeeds(this, model));
    if (isOf('Prompt', model) && model.configuration?.prompt) {
      this._configuration = { ...model.configuration, prompt: this.prompt(model.configuration.prompt) };
    }
    if (isOf('KnowledgeBase', model) && model.configuration?.knowledgeBase) {
      this._configuration = {
        ...model.configuration, knowledgeBase: this.knowledgeBase(model.configuration.knowledgeBase),
      };
    }
  }

  public override _render(): unknown {
    const rendered = { ...this.model, ...this._configuration !== undefined && { configuration: this._configuration } };
    if (!isOf('Loop', this.model) || !this._scopeGraph) { return rendered; }
    const { loop } = this.model.configuration!;
    const definition = { ...loop.definition, ...this._scopeGraph.definition() };
    return { ...rendered, configuration: { ...this.model.configuration, loop: { ...loop, definition } } };
  }

  /** The first value that comes into a loop. */
  private entry(place: string): FlowValue {
    const start = this._scopeGraph?.nodes.find((node) => node.nodeType === 'LoopInput');
    const [output] = Object.keys(start?._outputs() ?? {});
    if (start && output) { return start.output(output); }
    throw new FlowError(place, `no value enters the loop '${this.nodeName}'; give the node a value of the loop in `
      + '\'inputs\'', 'MissingNodeInput');
  }

  private prompt(prompt: PromptConfiguration): PromptConfiguration {
    const { inline } = prompt.sourceConfiguration ?? {};
    const own = ownGuardrail(prompt.guardrailConfiguration);
    const guarded = { ...prompt, ...guardedBy(this, own) };
    if (!inline) {
      const { promptArn } = prompt.sourceConfiguration?.resource ?? {};
      const remedy = spelt`add FlowModel.fromModelId('…').policyStatements(flow) with flow.addToRolePolicy()`;
      this._allow(typeof promptArn === 'string' && promptArn !== '' ? promptNeeds(this, promptArn, { remedy }) : []);
      return guarded;
    }
    const { source, needs } = bindInline(this, inline, modelNeedsOrWarn(this, inline.modelId));
    this._allow(needs);
    return { ...guarded, sourceConfiguration: source };
  }

  private knowledgeBase(configuration: KnowledgeBaseConfiguration): KnowledgeBaseConfiguration {
    if (configuration.modelId === undefined) {
      warnUnguarded(this);
      return configuration;
    }
    const reranker = configuration.rerankingConfiguration?.bedrockRerankingConfiguration?.modelConfiguration.modelArn;
    this._allow(generateNeeds(modelNeedsOrWarn(this, configuration.modelId), reranker === undefined
      ? undefined : modelNeedsOrWarn(this, reranker)));
    return { ...configuration, ...guardedBy(this, ownGuardrail(configuration.guardrailConfiguration)) };
  }
}

function isOf<K extends Node['type']>(type: K, node: Node): node is Node & NodeOf<K> {
  return node.type === type;
}

function ownGuardrail(configuration: PromptConfiguration['guardrailConfiguration']): FlowGuardrail | undefined {
  const { guardrailIdentifier, guardrailVersion } = configuration ?? {};
  if (guardrailIdentifier === undefined) { return undefined; }
  return FlowGuardrail.fromId(guardrailIdentifier as string, (guardrailVersion ?? 'DRAFT') as string);
}
