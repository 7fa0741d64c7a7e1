/** A flow as the rules of a policy see it: its definition with the contents of prompts, and what its template says. */
import { at as member } from '../diagram/values';
import type { InlinePrompt } from '../model/definition';
import type { FlowSource } from '../template/read-flows';
import type { DefinitionIndex, IndexedNode } from '../validate/indexed';

export interface PolicedFlow {
  readonly source: FlowSource;
  readonly definition: DefinitionIndex;
  /** The prompts of the document, by what a node may name. */
  readonly prompts: { readonly [name: string]: InlinePrompt };
  /** How many versions it keeps; `undefined` where it is not published in its template. */
  readonly retainedVersions?: number;
  /** Other flows of the document that have its role. */
  readonly sharesRoleWith: readonly string[];
}

/** A place where a model writes text, or ranks what was found. */
export interface ModelUse {
  readonly node: IndexedNode;
  /** The id or ARN; no string where it is known only at deployment. */
  readonly model: unknown;
  /** Of a ranking model there is no limit. */
  readonly maxTokens?: unknown;
  readonly writes: boolean;
  /** Where the model stands, and where the limit of its tokens does or would. */
  readonly path: string;
  readonly tokensPath: string;
}

/** Of a prompt that is kept elsewhere nothing is known. */
export interface UnknownPrompt {
  readonly node: IndexedNode;
  readonly promptArn: string;
  readonly path: string;
}

const RERANKER = ['rerankingConfiguration', 'bedrockRerankingConfiguration', 'modelConfiguration', 'modelArn'];

export function modelUses({ definition, prompts }: PolicedFlow): readonly (ModelUse | UnknownPrompt)[] {
  return definition.nodes.flatMap((node): readonly (ModelUse | UnknownPrompt)[] => {
    if (node.type === 'Prompt') { return [promptUse(node, prompts)].flat(); }
    return node.type === 'KnowledgeBase' ? knowledgeBaseUses(node) : [];
  });
}

/** Whether a model writes text in the node, so that a guardrail has something to guard. */
export function writesText({ type, configuration }: IndexedNode): boolean {
  return type === 'Prompt' || type === 'KnowledgeBase' && configuration?.modelId !== undefined;
}

function promptUse(node: IndexedNode, prompts: PolicedFlow['prompts']): ModelUse | UnknownPrompt | [] {
  const source = node.configuration?.sourceConfiguration;
  const path = `${node.path}.configuration.prompt.sourceConfiguration`;
  const promptArn = member(source, 'resource', 'promptArn');
  const inline = member(source, 'inline') ?? contentOf(promptArn, prompts);
  if (inline === undefined) {
    return promptArn === undefined ? [] : { node, promptArn: text(promptArn), path: `${path}.resource.promptArn` };
  }
  const place = promptArn === undefined ? `${path}.inline` : `${path}.resource.promptArn`;
  return {
    node,
    model: member(inline, 'modelId'),
    maxTokens: member(inline, 'inferenceConfiguration', 'text', 'maxTokens'),
    writes: true,
    path: promptArn === undefined ? `${place}.modelId` : place,
    tokensPath: promptArn === undefined ? `${place}.inferenceConfiguration.text.maxTokens` : place,
  };
}

function knowledgeBaseUses(node: IndexedNode): readonly ModelUse[] {
  const { configuration } = node;
  const path = `${node.path}.configuration.knowledgeBase`;
  const reranker = member(configuration, ...RERANKER);
  const model = configuration?.modelId;
  return [
    ...model === undefined ? [] : [{
      node,
      model,
      maxTokens: member(configuration, 'inferenceConfiguration', 'text', 'maxTokens'),
      writes: true,
      path: `${path}.modelId`,
      tokensPath: `${path}.inferenceConfiguration.text.maxTokens`,
    }],
    ...reranker === undefined ? [] : [{
      node, model: reranker, writes: false, path: [path, ...RERANKER].join('.'), tokensPath: path,
    }],
  ];
}

function contentOf(promptArn: unknown, prompts: PolicedFlow['prompts']): InlinePrompt | undefined {
  const name = typeof promptArn === 'string' ? promptArn : JSON.stringify(promptArn) ?? '';
  return Object.hasOwn(prompts, name) ? prompts[name] : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}
