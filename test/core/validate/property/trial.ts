/** Breaks a flow and says how the validator took it. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Dice } from './dice';
import { Draft, type Fault } from './draft';
import { normalise } from '../../../../src/core/template/normalise';
import type { Finding } from '../../../../src/core/validate/finding';
import { validate } from '../../../../src/core/validate/validate';
import type { Json } from '../arbitrary-configurations';

const CORPUS = join(__dirname, '..', '..', '..', 'corpus', 'flows');

/** The flows of the corpus that nothing is wrong with, in the keys of the API. */
export const CORPUS_FLOWS: readonly (readonly [string, Json])[] = readdirSync(CORPUS).sort()
  .map((file) => [file, normalise(JSON.parse(readFileSync(join(CORPUS, file), 'utf8'))).definition as Json] as const)
  .filter(([, flow]) => !validate(flow).some(isError));

export interface Trial {
  readonly broken: unknown;
  /** Nothing where it was found, named and not misread. */
  readonly complaint?: string;
}

/** Applies a fault; `undefined` where the flow has nothing that could be broken this way. */
export function tried(fault: Fault, flow: Json, seed: number): Trial | undefined {
  const draft = new Draft(flow, new Dice(seed));
  const about = fault.apply(draft);
  if (about === undefined) { return undefined; }
  const before = findingsOf(flow);
  const after = validate(draft.definition);
  const { severity = 'error' } = fault;
  const isRight = (finding: Finding) => (severity === 'either' || finding.severity === severity)
    && fault.codes.includes(finding.code) && names(finding, about);
  if (after.filter(isRight).length <= before.filter(isRight).length) {
    return {
      broken: draft.definition,
      complaint: `not found by ${fault.codes.join(' or ')} with '${about}', only\n${lines(after)}`,
    };
  }
  const { also = [] } = fault;
  const stray = after.filter((finding) => isError(finding) && !(severity !== 'warning'
    && fault.codes.includes(finding.code)) && also !== 'any' && !also.includes(finding.code));
  return {
    broken: draft.definition,
    ...stray.length > 0 && { complaint: `errors that have nothing to do with it:\n${lines(stray)}` },
  };
}

const KNOWN = new WeakMap<Json, readonly Finding[]>();

function findingsOf(flow: Json): readonly Finding[] {
  if (!KNOWN.has(flow)) { KNOWN.set(flow, validate(flow)); }
  return KNOWN.get(flow)!;
}

function names(finding: Finding, about: string): boolean {
  const { node, input, output, condition, connection, message, path, remedy } = finding;
  return about === ''
    || [node, input, output, condition, connection, message, path, remedy].some((words) => words?.includes(about));
}

function isError(finding: Finding): boolean { return finding.severity === 'error'; }

function lines(findings: readonly Finding[]): string {
  return findings.map(({ code, severity, path, message }) => `  ${severity} ${code} ${path}: ${message}`).join('\n');
}
