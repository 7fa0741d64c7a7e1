/** Runs the rules over a definition. */
import type { Finding } from './finding';
import { indexDefinition } from './index-definition';
import type { DefinitionIndex } from './indexed';
import { byPlace } from './order';
import { RULES } from './registry';
import type { Code } from '../constraints/codes';
import { isOpaque, isRecord } from '../model/opaque';
import { normalise, type NormaliseOptions } from '../template/normalise';
import type { Problem } from '../template/problem';
import type { FlowSource } from '../template/read-flows';

/** What is known about a flow beside its definition. */
export interface Surroundings {
  /** The Region that it is in, where that is known. */
  readonly region?: string;
  /** What prompts of the same app or template say, by what a node may name: `promptsOf()`. */
  readonly prompts?: DefinitionIndex['prompts'];
}

/** The findings on a definition, in either spelling, of any origin: sorted, each fault once. Never throws. */
export function validate(json: unknown, options?: NormaliseOptions & Surroundings): readonly Finding[] {
  const { definition, problems } = normalise(json, options);
  return validateModel(definition, problems, options);
}

/** The same for a definition that is in the model's spelling already; `problems` are those of its normalising. */
export function validateModel(
  definition: unknown, problems: readonly Problem[] = [], surroundings: Surroundings = {},
): readonly Finding[] {
  return all(definition, problems, surroundings).sort(byPlace);
}

/**
 * The findings on a flow of a document, where its definition can be read: how grave they are depends on what reads it
 * at the deployment.
 */
export function validateSource(
  { definition, problems, isOfResource, seen }: FlowSource, surroundings: Surroundings = {},
): readonly Finding[] {
  if (definition === undefined) { return problems.map(asFinding).sort(byPlace); }
  const strict = (finding: Finding): Finding => isOfResource
    && REFUSED.has(finding.code) ? { ...finding, severity: 'error' } : finding;
  const mild = (finding: Finding): Finding => seen
    && restsOnDeployment(seen.before, finding.path) ? { ...finding, severity: 'warning' } : finding;
  return all(definition, problems, surroundings).map(strict).map(mild).sort(byPlace);
}

/** What the schema of AWS::Bedrock::Flow refuses in a `Definition`, though the service may take it in another way. */
const REFUSED: ReadonlySet<Code> = new Set<Code>(['IllegalName', 'NotInCloudFormation', 'RetiredKey']);

function all(definition: unknown, problems: readonly Problem[], { region, prompts }: Surroundings): Finding[] {
  // one that is none at all lacks everything
  if (isEmpty(definition) && problems.some(({ path }) => path === '')) { return problems.map(asFinding); }
  const index = indexDefinition(definition, region, prompts);
  const findings = problems.length === 0 ? [] : located(problems, index);
  for (const rule of RULES) {
    for (const report of rule.check(index)) {
      findings.push({ ...report, code: rule.code, severity: report.severity ?? rule.severity });
    }
  }
  return findings;
}

/** Whether the value at a path came of an intrinsic function: a deployment may give another. */
function restsOnDeployment(before: unknown, path: string): boolean {
  let value = before;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof value !== 'object' || value === null || isOpaque(value)) { break; }
    value = Object.hasOwn(value, step) ? (value as Readonly<Record<string, unknown>>)[step] : undefined;
  }
  return isOpaque(value);
}

function located(problems: readonly Problem[], { nodes }: DefinitionIndex): Finding[] {
  const names = new Map(nodes.map(({ path, name }) => [path, name]));
  return problems.map((problem) => {
    const node = names.get(NODE_PATH.exec(problem.path)?.[0] ?? '');
    return { ...asFinding(problem), ...node && { node } };
  });
}

/**
 * What the normaliser could not read. CloudFormation refuses keys it does not know; one that was retired is dropped at
 * import.
 */
export function asFinding(problem: Problem): Finding {
  const { code, path, key, message, remedy, value, isMild } = problem;
  return {
    severity: isMild || code === 'RetiredKey' ? 'warning' : 'error',
    code,
    path,
    message,
    remedy,
    value,
    ...key !== undefined && { key },
  };
}

// nodes[2].configuration.loop.definition.nodes[0].inputs -> the node in the loop
const NODE_PATH = /^(nodes\[\d+\]\.configuration\.loop\.definition\.)*nodes\[\d+\]/;

function isEmpty(definition: unknown): boolean {
  return !isRecord(definition) || Object.keys(definition).length === 0;
}
