/** The flows of one input, with their findings and where these stand. */
import { regionOfFile, regionOfFlow } from './region';
import { PolicyCheck } from '../../src/core/policy/check';
import type { Policy } from '../../src/core/policy/policy';
import { type FlowSource, insteadOf, readFlows } from '../../src/core/template';
import { byShownNames, promptsOf } from '../../src/core/template/prompts-of';
import type { Finding } from '../../src/core/validate/finding';
import { asFinding, type Surroundings, validateModel, validateSource } from '../../src/core/validate/validate';
import type { Input } from '../source/inputs';
import { locate } from '../source/locate';
import type { SourceDocument } from '../source/parse';
import { readSource } from '../source/read';
import type { Lines, Position } from '../source/span';

export interface Located extends Finding {
  readonly position?: Position;
}

export interface CheckedFlow {
  readonly file: string;
  /** Logical id, name or id; a mere definition has none. */
  readonly flow?: string;
  readonly findings: readonly Located[];
  readonly lines: Lines;
}

export interface CheckedInput {
  readonly flows: readonly CheckedFlow[];
  /** A template without flows is not a mistake. */
  readonly isTemplate: boolean;
  /** Of a document without flows: what to give in its place. */
  readonly instead?: string;
}

export interface CheckOptions {
  /** The Region of flows whose file does not say it. */
  readonly region?: string;
  /** What is asked for beyond the rules of the service. */
  readonly policy?: Policy;
}

const NOTHING: CheckedInput = { flows: [], isTemplate: false };

/** Throws a CommandError where the input can't be read. What a folder holds besides flows is passed over. */
export async function check(input: Input, { region, policy }: CheckOptions = {}): Promise<CheckedInput> {
  const { file, folder } = input;
  const document = await readSource(input);
  if (!document) { return NOTHING; }
  const json = document.json;
  const sources = typeof json === 'string'
    ? [] : readFlows(json, { sees: true }).filter((source) => folder === undefined || isSurelyFlow(source));
  const isTemplate = typeof json === 'object' && json !== null && 'Resources' in json;
  const ofFile = sources.some(({ form }) => form === 'template') ? await regionOfFile(input) : undefined;
  const prompts = sources.length > 0 ? byShownNames(promptsOf(json)) : {};
  const policed = policy && new PolicyCheck(policy, json, sources);
  return {
    isTemplate,
    ...sources.length === 0 && { instead: insteadOf(json, file) },
    flows: sources.map((source) => {
      const known = { region: regionOfFlow(source, ofFile, region), prompts };
      const findings = [...findingsOf(source, known), ...policed?.findingsOf(source, known) ?? []];
      return checkedFlow(file, source, document, findings);
    }),
  };
}

function checkedFlow(
  file: string, source: FlowSource, document: SourceDocument, findings: readonly Finding[],
): CheckedFlow {
  const spans = findings.length > 0 ? document.spans() : undefined;
  return {
    file,
    ...source.id !== undefined && { flow: source.id },
    findings: findings.map((finding) => ({
      ...finding, ...spans && { position: document.lines.position(locate(spans, source, finding)) },
    })),
    lines: document.lines,
  };
}

function findingsOf(source: FlowSource, known: Surroundings): readonly Finding[] {
  const { definition, problems, s3Location } = source;
  if (definition !== undefined) { return validateSource(source, known); }
  if (s3Location !== undefined) { return [...problems.map(asFinding), notHere(s3Location)]; }
  // without any definition the rules say what is missing; what can't be read has been said
  return problems.length > 0 ? problems.map(asFinding) : validateModel({});
}

function notHere({ bucket, key }: NonNullable<FlowSource['s3Location']>): Finding {
  const place = [bucket, key].every((part) => typeof part === 'string') ? ` (${String(bucket)}/${String(key)})` : '';
  return {
    severity: 'warning',
    code: 'IllegalDefinition',
    path: 'definitionS3Location',
    message: `the definition is in S3${place}, which is not read here`,
    remedy: 'validate the file that is uploaded there',
    value: key,
  };
}

// any JSON may have a 'definition' or 'nodes'
function isSurelyFlow({ form, definition }: FlowSource): boolean {
  return form === 'template' || (definition?.nodes !== undefined && definition.connections !== undefined);
}
