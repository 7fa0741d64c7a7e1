/** Models, inference, guardrails and reranking as values of a program. */
import { type Draft, Unsayable } from './draft';
import { jsonExpression } from './json';
import { parseModelId } from '../../../src/core/constraints';
import { canonical } from '../../../src/core/model/canonical';
import type {
  Definition, GuardrailConfiguration, InferenceConfiguration, RerankingConfiguration,
} from '../../../src/core/model/definition';
import { isOpaque, isRecord } from '../../../src/core/model/opaque';
import { everyNode } from '../../../src/core/model/visit';
import { wordsOf } from '../../spelling/words';
import { type Expression, statik, struct, texts } from '../program';

/** What several nodes of a flow use alike. */
export interface Shared {
  /** The models that more than one node asks, as canonical JSON. */
  readonly models: ReadonlySet<string>;
  /** The guardrail of every node that can have one. */
  readonly guardrail?: GuardrailConfiguration;
  /** Those that more than one node has. */
  readonly guardrails: ReadonlySet<string>;
}

export function sharedBy(definition: Definition, raw: ReadonlySet<string>): Shared {
  const models: string[] = [];
  const guardrails: (GuardrailConfiguration | undefined)[] = [];
  for (const { node } of everyNode(definition)) {
    if (raw.has(node.name)) { continue; }
    const prompt = node.type === 'Prompt' ? node.configuration?.prompt : undefined;
    const answer = node.type === 'KnowledgeBase'
      && node.configuration?.knowledgeBase?.modelId !== undefined ? node.configuration.knowledgeBase : undefined;
    const modelId = prompt?.sourceConfiguration?.inline?.modelId ?? answer?.modelId;
    if (modelId !== undefined) { models.push(canonical(modelId)); }
    if (prompt ?? answer) { guardrails.push((prompt ?? answer)!.guardrailConfiguration); }
  }
  const texts_ = guardrails.map((guardrail) => guardrail && canonical(guardrail));
  const isEverywhere = guardrails.length > 1 && guardrails[0] !== undefined && new Set(texts_).size === 1;
  return {
    models: repeated(models),
    guardrails: repeated(texts_.filter((one) => one !== undefined)),
    ...isEverywhere
      && { guardrail: guardrails[0] },
  };
}

function repeated(items: readonly string[]): ReadonlySet<string> {
  return new Set(items.filter((item, at) => items.indexOf(item) !== at));
}

export function modelExpression(draft: Draft, shared: Shared, modelId: unknown, node: string): Expression {
  const key = canonical(modelId);
  const make = () => model(draft, modelId, node);
  return shared.models.has(key) ? draft.once(`model ${key}`, () => draft.named(modelWords(modelId), make())) : make();
}

function model(draft: Draft, modelId: unknown, node: string): Expression {
  if (typeof modelId !== 'string' || isOpaque(modelId)) {
    const isProfile = /\["[^"]*","InferenceProfileArn"\]/i.test(canonical(modelId));
    return statik('FlowModel', isProfile ? 'applicationInferenceProfile' : 'foundationModel',
      draft.identifier(modelId, node, 'model id'));
  }
  const { kind } = parseModelId(modelId);
  const isArn = modelId.startsWith('arn:');
  const id: Expression = isArn ? draft.identifier(modelId, node, 'model arn') : { kind: 'text', value: modelId };
  if (kind === 'unknown') { throw new Unsayable(`'${modelId}' is not a model that the library knows`); }
  if (kind === 'prompt-router' || kind === 'default-prompt-router') {
    return statik('FlowModel', 'promptRouter', id, texts([]));
  }
  return statik('FlowModel', 'fromModelId', id);
}

/** `us.amazon.nova-lite-v1:0` is called nova lite. */
function modelWords(modelId: unknown): readonly string[] {
  if (typeof modelId !== 'string' || isOpaque(modelId)) { return ['model']; }
  const last = modelId.slice(modelId.lastIndexOf('/') + 1).replace(/:.*$/, '').replace(/-\d{8}/, '')
    .replace(/-v\d+$/, '');
  return wordsOf(last.slice(last.lastIndexOf('.') + 1));
}

export function inferenceExpression(inference: InferenceConfiguration | undefined): Expression | undefined {
  const { temperature, topP, maxTokens, stopSequences } = inference?.text ?? {};
  return inference && struct('FlowInference', {
    temperature: number(temperature),
    topP: number(topP),
    maxTokens: number(maxTokens),
    stopSequences: stopSequences && stopSequences.length > 0 ? texts(stopSequences.map(plain)) : undefined,
  });
}

export function number(value: unknown): Expression | undefined {
  if (value !== undefined && typeof value !== 'number') {
    throw new Unsayable('the number is known only at deployment');
  }
  return value === undefined ? undefined : { kind: 'number', value };
}

export function plain(value: unknown): string {
  if (typeof value !== 'string') { throw new Unsayable('the text is known only at deployment'); }
  return value;
}

export function guardrailExpression(
  draft: Draft, shared: Shared, guardrail: GuardrailConfiguration | undefined, node: string,
): Expression | undefined {
  if (guardrail === undefined || shared.guardrail !== undefined) { return undefined; }
  const key = canonical(guardrail);
  const make = () => guardrailCall(draft, guardrail, node);
  return shared.guardrails.has(key) ? draft.once(`guardrail ${key}`, () => draft.named(['guardrail'], make())) : make();
}

export function guardrailCall(
  draft: Draft, { guardrailIdentifier, guardrailVersion }: GuardrailConfiguration, node: string,
): Expression {
  if (guardrailIdentifier === undefined || guardrailVersion === undefined) {
    throw new Unsayable('the guardrail is incomplete');
  }
  return statik('FlowGuardrail', 'fromId', draft.identifier(guardrailIdentifier, node, 'guardrail id'),
    draft.known(guardrailVersion, node, 'guardrail version'));
}

export function rerankingExpression(
  draft: Draft, reranking: RerankingConfiguration | undefined, node: string,
): Expression | undefined {
  const configuration = reranking?.bedrockRerankingConfiguration;
  if (reranking === undefined) { return undefined; }
  if (configuration === undefined) { throw new Unsayable('the reranking has no model'); }
  const { modelConfiguration, numberOfRerankedResults, metadataConfiguration } = configuration;
  const { modelArn, additionalModelRequestFields } = modelConfiguration;
  const inRegion = /^arn:\$\{AWS::Partition\}:bedrock:\$\{AWS::Region\}::foundation-model\/(.+)$/.exec(joined(modelArn)
    ?? '')?.[1];
  const id = inRegion === undefined
    ? draft.identifier(modelArn, node, 'reranker arn') : { kind: 'text' as const, value: inRegion };
  const isOpen = inRegion === undefined && isOpaque(modelArn);
  return statik('FlowReranking', 'bedrock', statik('FlowModel', isOpen
    ? 'foundationModel' : 'fromModelId', id), struct('RerankingOptions', {
    numberOfRerankedResults: number(numberOfRerankedResults),
    metadata: metadataConfiguration && metadata(metadataConfiguration),
    additionalModelRequestFields: additionalModelRequestFields
      && jsonExpression(draft, additionalModelRequestFields, node),
  }));
}

type Metadata =
  NonNullable<NonNullable<RerankingConfiguration['bedrockRerankingConfiguration']>['metadataConfiguration']>;

function metadata({ selectionMode, selectiveModeConfiguration }: Metadata): Expression {
  if (selectionMode === 'ALL') { return statik('RerankingMetadata', 'all'); }
  const { fieldsToInclude, fieldsToExclude } = selectiveModeConfiguration ?? {};
  const names = (fieldsToInclude ?? fieldsToExclude ?? [])
    .map(({ fieldName }): Expression => ({ kind: 'text', value: fieldName }));
  return {
    kind: 'static',
    type: 'RerankingMetadata',
    method: fieldsToInclude ? 'only' : 'allExcept',
    args: names,
    isVariadic: true,
  };
}

// what a join of texts and references says, with the references in braces
function joined(value: unknown): string | undefined {
  const parts = isRecord(value) && Array.isArray(value['Fn::Join']) ? (value['Fn::Join'] as unknown[])[1] : undefined;
  if (!Array.isArray(parts)) { return undefined; }
  return parts.map((part: unknown) => isRecord(part) ? `\${${String(part.Ref)}}` : String(part)).join('');
}
