import { readDocument } from './read-document';
import { tokenised } from './tokenised';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { joined } from '../core/joined';
import type { Definition } from '../core/model/definition';
import { everyNode } from '../core/model/visit';
import {
  type FlowSource, opened, type Problem, readFlows, substitute, toldAt, unseenIn, withoutRetired,
} from '../core/template';
import { listed } from '../core/words/lists';
import { documentIn } from '../runner/yaml/document-in-text';

/** Options for reading a definition: values for its placeholders, and which of several flows to read. */
export interface FlowDefinitionOptions {
  /**
   * The values that replace each `${name}` in the texts of the definition, and each `$$NAME`, as published templates
   * have it. A value may be a token. (CloudFormation's `DefinitionSubstitutions`, done at synth, so that the role and
   * all checks see the result.)
   *
   * @default - nothing; a placeholder outside a prompt or code is then an error
   */
  readonly substitutions?: { [name: string]: string };

  /**
   * The logical id of the flow, where the file is a template with several.
   *
   * @default - the only flow there is
   */
  readonly flowId?: string;
}

/**
 * An existing definition: an export of the console or of `GetFlow`, written for the API (camelCase) or for
 * CloudFormation (PascalCase), or a template that contains it.
 *
 * Keys that the service does not know are kept and reported at synth. `topK` beside `temperature`, which the service
 * retired in 2024, is removed with a warning. A connection name that is too long for CloudFormation is replaced.
 *
 * Other members of an answer of `GetFlow` are not imported: the flow creates its own role with the permissions of the
 * nodes, unless you pass one; if the answer has a key and the flow has none, there is a warning.
 */
export class FlowDefinition {
  /**
   * Reads a definition from JSON.
   *
   * @param json nodes and connections, or an export, resource or template around them
   * @param options the substitutions
   * @throws if there is no definition in it, one that can't be read, or one whose nodes only a deployment knows
   */
  public static fromJson(json: { [key: string]: any }, options: FlowDefinitionOptions = {}): FlowDefinition {
    return FlowDefinition.read(spelt`FlowDefinition.fromJson`, json, options);
  }

  /**
   * Reads a definition from a JSON or YAML file, at the time of this call.
   *
   * @param path the file, UTF-8, relative to the working directory; in YAML with the short forms of intrinsic functions
   * too
   * @param options the substitutions
   * @throws if the file can't be read, is neither JSON nor YAML, has no definition in it, or one whose nodes only a
   * deployment knows
   */
  public static fromFile(path: string, options: FlowDefinitionOptions = {}): FlowDefinition {
    const place = spelt`FlowDefinition.fromFile ${path}`;
    return FlowDefinition.read(place, readDocument(place, path), options);
  }

  private static read(place: string, json: unknown, options: FlowDefinitionOptions): FlowDefinition {
    checkStruct(place, 'FlowDefinitionOptions', options);
    const { definition, problems, encryptionKey } = chosen(place, readFlows(opened(json, documentIn)), options.flowId);
    const filled = substitute(definition, options.substitutions ?? {}, { everyUse: true, withDollars: true });
    const open = filled.problems.filter((problem) => !isFreeText(problem));
    const [error] = [...problems, ...open].filter((problem) => !isWarning(problem));
    if (error) { throw asError(place, error); }
    const unseen = unseenNodes(filled.value);
    if (unseen) { throw asError(place, { ...unseen, remedy: 'give the deployed value' }); }
    for (const { node, path } of everyNode(definition)) {
      if (typeof node.name !== 'string') { throw new FlowError(place, `${path} has no name; add one`, 'IllegalName'); }
    }
    return new FlowDefinition(tokenised(withoutRetired(filled.value as Definition)) as Definition, problems,
      encryptionKey);
  }

  private constructor(
    /** @internal */
    public readonly _definition: Definition,
    /** @internal What was noticed and is not an error. */
    public readonly _remarks: readonly Problem[],
    /** @internal The key of the flow that it comes from. */
    public readonly _encryptionKey?: unknown,
  ) {}

  /** The names of all nodes, those inside loops included, in the order of the definition. */
  public get nodeNames(): string[] {
    return [...everyNode(this._definition)].map(({ node }) => node.name);
  }
}

type Chosen = Required<Pick<FlowSource, 'definition' | 'problems'>> & Pick<FlowSource, 'encryptionKey'>;

function chosen(place: string, sources: readonly FlowSource[], flowId: string | undefined): Chosen {
  const fitting = flowId === undefined ? sources : sources.filter((source) => source.id === flowId);
  if (fitting.length === 0) {
    const ids = listed(sources.map(({ id }) => id ?? ''));
    throw sources.length > 0
      ? new FlowError(place,
        `there is no flow '${flowId}' in it, only ${ids}; choose one of those`, 'IllegalDefinition')
      : new FlowError(place, 'it contains no flow; give nodes and connections, an export of GetFlow, or a template '
        + 'with an AWS::Bedrock::Flow', 'IllegalDefinition');
  }
  if (fitting.length > 1) {
    throw new FlowError(place, `there are ${fitting.length} flows in it, ${listed(fitting.map(({ id }) => id ?? ''))}; `
      + 'choose one by its flow id', 'IllegalDefinition');
  }
  const [{ definition, problems, s3Location, encryptionKey }] = fitting;
  if (definition) { return { definition, problems, encryptionKey }; }
  if (problems.length > 0) { throw asError(place, problems[0]); }
  throw new FlowError(place, s3Location ? 'the definition is in S3; download it and give the file'
    : 'the flow has no definition; add one', 'IllegalDefinition');
}

function isWarning(problem: Problem): boolean {
  return problem.code === 'RetiredKey' || (problem.code === 'UnknownKey' && problem.path !== 'substitutions');
}

// Braces in a prompt or in code may be just that.
function isFreeText({ path }: Problem): boolean {
  return FREE_TEXT.test(path);
}

const FREE_TEXT = joined(
  /\.templateConfiguration\.(text\.text|chat\..*\.text)$|\.inlineCode\.code$|\.textPromptTemplate$/,
  /|\.additionalModelRequestFields\b|\.inputSchema\b/,
);

function asError(place: string, problem: Problem): FlowError {
  return new FlowError(place, `${toldAt(problem)}; ${problem.remedy}`, problem.code);
}

/** Nodes that a function makes, and names that are no text: nothing could be granted, checked or named. */
function unseenNodes(definition: unknown): Problem | undefined {
  return unseenIn(definition).find(({ path, value }) => /(^|\.)nodes(\[\d+\])?$/.test(path)
    || path.endsWith('.name') && typeof value !== 'string');
}
