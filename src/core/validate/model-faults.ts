/** What the table of models says of each node that names one. Worked out once for several rules. */
import type { Report } from './finding';
import type { DefinitionIndex, IndexedNode } from './indexed';
import { modelAdvice, type ModelAdvice, type ModelCode } from './model-advice';
import { at } from './places';
import { isRecord, knownNumber } from '../model/opaque';

interface ModelFault {
  readonly code: ModelCode;
  readonly report: Report;
}

const FOUND = new WeakMap<DefinitionIndex, readonly ModelFault[]>();

export function modelFaults(definition: DefinitionIndex, code: ModelCode): readonly Report[] {
  let faults = FOUND.get(definition);
  if (!faults) {
    faults = definition.nodes.flatMap((node) => usesOf(node).flatMap((use) => faultsOf(node, use, definition.region)));
    FOUND.set(definition, faults);
  }
  return faults.filter((fault) => fault.code === code).map(({ report }) => report);
}

/** A place of a node where a model is asked. */
interface Use {
  readonly modelId: unknown;
  readonly modelPath: string;
  readonly inference: unknown;
  readonly inferencePath: string;
  /** Whether the model was said at another use of the node. */
  readonly isAgain?: true;
}

function usesOf({ type, configuration }: IndexedNode): readonly Use[] {
  if (!configuration) { return []; }
  if (type === 'Prompt') {
    const inline = isRecord(configuration.sourceConfiguration) ? configuration.sourceConfiguration.inline : undefined;
    return isRecord(inline) ? [useIn(inline, 'prompt.sourceConfiguration.inline.')] : [];
  }
  if (type !== 'KnowledgeBase') { return []; }
  const { modelId, orchestrationConfiguration } = configuration;
  const orchestration: readonly Use[] = isRecord(orchestrationConfiguration) ? [{
    modelId,
    modelPath: '',
    inference: orchestrationConfiguration.inferenceConfig,
    inferencePath: 'knowledgeBase.orchestrationConfiguration.inferenceConfig',
    isAgain: true,
  }] : [];
  return [useIn(configuration, 'knowledgeBase.'), ...orchestration];
}

function useIn({ modelId, inferenceConfiguration }: Record<string, unknown>, path: string): Use {
  return {
    modelId,
    modelPath: `${path}modelId`,
    inference: inferenceConfiguration,
    inferencePath: `${path}inferenceConfiguration`,
  };
}

function faultsOf(node: IndexedNode, use: Use, region: string | undefined): readonly ModelFault[] {
  const modelId = textOf(use.modelId);
  if (modelId === undefined) { return []; }
  const text = isRecord(use.inference) && isRecord(use.inference.text) ? use.inference.text : {};
  const { temperature, topP } = text;
  return modelAdvice({ modelId, region, temperature: knownNumber(temperature), topP: knownNumber(topP) })
    .filter(({ isOfInference }) => isOfInference || !use.isAgain)
    .map((advice) => faultOf(node, use, advice));
}

function faultOf(node: IndexedNode, use: Use, { code, message, remedy, isOfInference }: ModelAdvice): ModelFault {
  const path = `${node.path}.configuration.${isOfInference ? use.inferencePath : use.modelPath}`;
  return { code, report: { ...at(node), path, value: isOfInference ? use.inference : use.modelId, message, remedy } };
}

const UNKNOWN = '${Token[X]}';

/**
 * An identifier as a text in which what only a deployment knows is a token, as `parseModelId` reads it: partition and
 * account of an ARN, mostly.
 */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') { return value.replace(/\$\{[^{}]*\}/g, UNKNOWN); }
  if (!isRecord(value)) { return undefined; }
  const { 'Fn::Sub': sub, 'Fn::Join': join } = value;
  if (typeof sub === 'string') { return textOf(sub); }
  if (!Array.isArray(join) || join[0] !== '' || !Array.isArray(join[1])) { return undefined; }
  return join[1].map((part: unknown) => textOf(part) ?? UNKNOWN).join('');
}
