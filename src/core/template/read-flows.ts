/**
 * Finds the flows in a document: an export of the console, an answer of the API, a CloudFormation resource or a whole
 * template.
 */
import { cloudControlFlows, opened } from './answers';
import { definitionText, type ParsedText } from './definition-text';
import { Deployment } from './deployment';
import { FLOW_TYPE, placedFlows, type PlacedTemplate, templatesIn } from './flow-places';
import { turned } from './keys';
import { normalise, type NormaliseOptions } from './normalise';
import type { Problem } from './problem';
import { substitute, type Substitutions } from './substitute';
import type { Definition } from '../model/definition';
import { isNoValue, isOpaque, isRecord } from '../model/opaque';

/**
 * `definition`: nodes and connections and nothing around them. `api`: a flow as GetFlow, GetFlowVersion, CreateFlow and
 * UpdateFlow write it. `resource`: one CloudFormation resource, or only its properties. `template`: a resource of a
 * template. `text`: text that is not JSON.
 */
export type FlowForm = 'definition' | 'api' | 'resource' | 'template' | 'text';

export interface FlowSource {
  /** Logical id in a template, else the flow's name, else its id. */
  readonly id?: string;
  readonly form: FlowForm;
  /** Of a flow with an ARN: the Region in it. */
  readonly region?: string;
  /** Not there where the flow has none, or has it elsewhere. */
  readonly definition?: Definition;
  /** Where CloudFormation reads the definition from; it can't be read here. Members may be intrinsics. */
  readonly s3Location?: { readonly bucket?: unknown; readonly key?: unknown; readonly version?: unknown };
  /**
   * What CloudFormation fills in; done already where there is a definition, to be done by whoever reads `s3Location`.
   */
  readonly substitutions?: Substitutions;
  /** The key that the flow is encrypted with, if it says one; may be an intrinsic. */
  readonly encryptionKey?: unknown;
  /** The role that executions of the flow assume; may be an intrinsic. */
  readonly executionRole?: unknown;
  readonly problems: Problem[];
  /**
   * With `sees`: the schema of the resource decides what may be in the definition, since it stands in its `Definition`.
   */
  readonly isOfResource?: true;
  /** The steps to the members of the flow, in a document of another tool. */
  readonly at?: readonly string[];
  /** What `sees` asked for; not there where nothing was left to see. */
  readonly seen?: SeenDefinition;
}

export interface SeenDefinition {
  /** The definition with its intrinsic functions as they were. */
  readonly before: Definition;
  /** What stands for values that only a deployment knows, such as `${Phone}`. */
  readonly unknown: readonly string[];
}

export interface ReadOptions {
  /**
   * Whether to work out intrinsic functions, as far as the document says what they yield. Without it they stay what
   * they are.
   */
  readonly sees?: boolean;
}

/**
 * All flows of a parsed document, or of JSON text. What contains no flow at all gives an empty list: a template without
 * flows is not a mistake, and only the caller knows whether one was promised.
 */
export function readFlows(document: unknown, { sees = false }: ReadOptions = {}): FlowSource[] {
  if (typeof document !== 'string') { return new Reader(sees).found(opened(document), true); }
  const { value, problems } = definitionText(document);
  return problems.length > 0 ? [{ form: 'text', problems }] : new Reader(sees).found(opened(value), true);
}

class Reader {
  public constructor(private readonly sees: boolean) {}

  public found(document: unknown, outermost: boolean): FlowSource[] {
    if (!isRecord(document)) { return []; }
    const templates = templatesIn(document);
    if (templates.length > 0) { return templates.flatMap((one) => this.inTemplate(one)); }
    const placed = [...cloudControlFlows(document), ...placedFlows(document)];
    if (placed.length > 0) {
      return placed.map(({ form, flow, id, at }) => ({ ...this.read(form, flow, undefined, id), at }));
    }
    if (document.Type === FLOW_TYPE) { return [this.read('resource', properties(document), undefined)]; }
    if (['definition', 'definitionString', 'definitionS3Location'].some((key) => either(document, key) !== undefined)) {
      return [this.read(document.definition === undefined ? 'resource' : 'api', document, undefined)];
    }
    if (either(document, 'nodes') !== undefined || either(document, 'connections') !== undefined) {
      return [{ form: 'definition', ...this.normalised(document, undefined, {}) }];
    }
    return outermost && document.flow !== undefined ? this.found(document.flow, false) : [];
  }

  private inTemplate({ template, at, stepsTo }: PlacedTemplate): FlowSource[] {
    return Object.entries(template.Resources as object)
      .filter(([, resource]) => isRecord(resource) && resource.Type === FLOW_TYPE)
      .map(([id, resource]) => ({
        ...this.read('template', properties(resource), template, id),
        at: [...at, ...stepsTo(id), 'Properties'],
      }));
  }

  private read(form: FlowForm, flow: Record<string, unknown>, template: unknown, logicalId?: string): FlowSource {
    const id = logicalId ?? [either(flow, 'name'), either(flow, 'id')].find((name) => typeof name === 'string'
      && name !== '' && !isOpaque(name));
    const region = ARN.exec(String(either(flow, 'arn')))?.[1];
    const encryptionKey = either(flow, 'customerEncryptionKeyArn');
    const executionRole = either(flow, 'executionRoleArn');
    const source = {
      ...id !== undefined && { id: id as string },
      form,
      ...region !== undefined
        && { region },
      ...encryptionKey !== undefined && { encryptionKey },
      ...executionRole !== undefined && { executionRole },
    };
    const given = either(flow, 'definitionSubstitutions');
    const substitutions = isRecord(given) && !isOpaque(given) ? given : undefined;
    const problems = ambiguous(flow);
    const whole = either(flow, 'definition') ?? included(flow);
    if (whole !== undefined && typeof whole !== 'string') {
      if (given !== undefined && either(flow, 'definitionString') === undefined) { problems.push(withoutText(given)); }
      const isOfResource = form !== 'api';
      const read = this.normalised(whole, template,
        { spelling: isOfResource ? 'pascal' : 'camel', converts: isOfResource });
      return {
        ...source, ...read, ...this.sees && isOfResource && { isOfResource }, problems: [...problems, ...read.problems],
      };
    }
    const text = whole ?? either(flow, 'definitionString');
    if (text !== undefined) { return { ...source, ...this.fromText(text, template, substitutions, problems) }; }
    const location = either(flow, 'definitionS3Location');
    if (location === undefined) { return { ...source, problems }; }
    const s3Location = isRecord(location)
      ? { bucket: either(location, 'bucket'), key: either(location, 'key'), version: either(location, 'version') }
      : {};
    return { ...source, s3Location, ...(substitutions && { substitutions }), problems };
  }

  private fromText(
    text: unknown, template: unknown, substitutions: Substitutions | undefined, problems: Problem[],
  ): Read {
    const parsed = this.parsedText(text, template);
    problems.push(...parsed.problems);
    if (parsed.value === undefined) { return { problems, ...(substitutions && { substitutions }) }; }
    let json: unknown = parsed.value;
    if (substitutions) {
      const filled = substitute(json, substitutions, { called: 'definitionSubstitutions' });
      json = filled.value;
      problems.push(...filled.problems);
    }
    const read = this.normalised(json, template, {});
    return { ...read, ...(substitutions && { substitutions }), problems: [...problems, ...read.problems] };
  }

  /** The parsed text; of a function that yields the whole text, what the template says of it. */
  private parsedText(text: unknown, template: unknown): ParsedText {
    const parsed = definitionText(text);
    if (!this.sees || typeof text === 'string' || parsed.value !== undefined) { return parsed; }
    const { value, unknown } = new Deployment(template).see(text);
    return typeof value === 'string' && unknown.length === 0 ? definitionText(value) : parsed;
  }

  private normalised(json: unknown, template: unknown, options: NormaliseOptions): Read {
    if (!this.sees) {
      const { definition, problems } = normalise(json, options);
      return { definition, problems };
    }
    const { value, unknown } = new Deployment(template).see(json);
    const { definition, problems } = normalise(value, { ...options, wantsAll: true });
    return {
      definition, problems, ...value !== json && { seen: { before: normalise(json, options).definition, unknown } },
    };
  }
}

const ARN = /^arn:[^:]+:bedrock:([a-z0-9-]+):\d{12}:flow\//;

type Read = Pick<FlowSource, 'definition' | 'substitutions' | 'problems' | 'seen'>;

function properties(resource: unknown): Record<string, unknown> {
  return isRecord(resource) && isRecord(resource.Properties) ? resource.Properties : {};
}

function withoutText(given: unknown): Problem {
  return {
    code: 'IllegalDefinition',
    path: 'definitionSubstitutions',
    message: 'is given with \'definition\', where CloudFormation does not apply it',
    remedy: 'give \'definitionString\' instead, or write the values into the definition',
    value: given,
  };
}

/** What a macro makes of the properties may well be the definition. */
function included(flow: Record<string, unknown>): unknown {
  const isThere = ['definition', 'definitionString', 'definitionS3Location']
    .some((key) => either(flow, key) !== undefined);
  return isThere ? undefined : either(flow, 'Fn::Transform') && { 'Fn::Transform': flow['Fn::Transform'] };
}

// Which of several counts is not documented.
function ambiguous(flow: Record<string, unknown>): Problem[] {
  const given =
    ['definition', 'definitionString', 'definitionS3Location'].filter((key) => either(flow, key) !== undefined);
  if (given.length < 2) { return []; }
  return [{
    code: 'IllegalDefinition',
    path: given[1],
    message: `is given beside '${given[0]}', and the service does not document which one applies`,
    remedy: 'give only one of them',
    value: either(flow, given[1]),
  }];
}

// the member of that name in either spelling
function either(json: Record<string, unknown>, key: string): unknown {
  const value = own(json, key) ?? own(json, turned(key)) ?? undefined;
  return isNoValue(value) ? undefined : value;
}

function own(json: Record<string, unknown>, key: string): unknown {
  return Object.prototype.hasOwnProperty.call(json, key) ? json[key] : undefined;
}
