/** Runs the rules over a definition. */
import { Finding } from './finding';
import { DefinitionIndex, indexDefinition } from './index-definition';
import { RULES } from './registry';
import { normalise, NormaliseOptions } from '../template/normalise';
import { Problem } from '../template/problem';

/** The findings on a definition, in either spelling, of any origin: sorted, each fault once. Never throws. */
export function validate(json: unknown, options?: NormaliseOptions): readonly Finding[] {
  const { definition, problems } = normalise(json, options);
  return validateModel(definition, problems);
}

/** The same for a definition that is in the model's spelling already; `problems` are those of its normalising. */
export function validateModel(definition: unknown, problems: readonly Problem[] = []): readonly Finding[] {
  const index = indexDefinition(definition);
  const findings: Finding[] = problems.map((problem) => ({ ...asFinding(problem), ...nodeAt(index, problem.path) }));
  for (const rule of RULES) {
    for (const report of rule.check(index)) { findings.push({ ...report, code: rule.code, severity: report.severity ?? rule.severity }); }
  }
  return findings.sort(byPlace);
}

/** What the normaliser could not read. CloudFormation refuses keys it does not know; one that was retired is dropped at import. */
export function asFinding(problem: Problem): Finding {
  const { code, path, message, remedy, value } = problem;
  return { severity: code === 'RetiredKey' ? 'warning' : 'error', code, path, message, remedy, value };
}

// nodes[2].configuration.loop.definition.nodes[0].inputs -> the node in the loop
const NODE_PATH = /^(nodes\[\d+\]\.configuration\.loop\.definition\.)*nodes\[\d+\]/;

function nodeAt(index: DefinitionIndex, path: string): Pick<Finding, 'node'> {
  const [nodePath] = NODE_PATH.exec(path) ?? [];
  const name = nodePath && index.nodes.find((node) => node.path === nodePath)?.name;
  return name ? { node: name } : {};
}

function byPlace(left: Finding, right: Finding): number {
  return compare(left.severity, right.severity) || comparePaths(left.path, right.path) || compare(left.code, right.code)
    || (left.offset ?? -1) - (right.offset ?? -1) || compare(left.message, right.message);
}

// nodes[2] before nodes[10]
function comparePaths(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true }) || compare(left, right);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
