/** Where flows stand in documents of other tools: Serverless Framework, Terraform and Pulumi. */
import { type Unrolled, unrolled } from './for-each';
import { fromHcl } from './hcl';
import { isRecord } from '../model/opaque';

type Json = Readonly<Record<string, unknown>>;

export const FLOW_TYPE = 'AWS::Bedrock::Flow';

/** A flow that some tool deploys. */
export interface PlacedFlow {
  readonly id?: string;
  /** The steps from the document to what holds the members of the flow. */
  readonly at: readonly string[];
  /** As the API (`api`) or CloudFormation (`resource`) has it. */
  readonly form: 'api' | 'resource';
  readonly flow: Json;
}

/** A template inside a document, with its loops carried out, and the steps to its resources. */
export interface PlacedTemplate {
  readonly template: Json;
  readonly at: readonly string[];
  /** The steps from its resources to one of them. */
  stepsTo(id: string): readonly string[];
}

/**
 * The templates of a document: itself, an answer of GetTemplate around it, only its resources (a part that other files
 * include), or what Serverless Framework has in `resources`, once or in a list.
 */
export function templatesIn(document: unknown): readonly PlacedTemplate[] {
  if (!isRecord(document)) { return []; }
  if (isRecord(document.Resources)) { return [placed(document, ['Resources'])]; }
  const { resources, TemplateBody: body } = document;
  if (isRecord(body) && isRecord(body.Resources)) { return [placed(body, ['TemplateBody', 'Resources'])]; }
  if (Object.values(document).some((one) => isRecord(one) && one.Type === FLOW_TYPE && isRecord(one.Properties))) {
    return [placed({ Resources: document }, [], document)];
  }
  const parts = Array.isArray(resources)
    ? resources.map((one, index) => [['resources', String(index)], one] as const)
    : [[['resources'], resources] as const];
  return parts.flatMap(([at, one]) => isRecord(one) && isRecord(one.Resources)
    ? [placed(one, [...at, 'Resources'])] : []);
}

/** One document is asked for often: what has loops is unrolled once. */
const UNROLLED = new WeakMap<object, Unrolled>();

function placed(template: Json, at: readonly string[], of: object = template): PlacedTemplate {
  const done = UNROLLED.get(of) ?? unrolled(template);
  UNROLLED.set(of, done);
  const { resources, from } = done;
  return {
    template: resources === template.Resources ? template : { ...template, Resources: resources },
    at,
    stepsTo: (id) => from.get(id) ?? [id],
  };
}

/** The resources of all templates in a document. */
export function resourcesIn(document: unknown): Json {
  const all = templatesIn(document).flatMap(({ template }) => Object.entries(template.Resources as Json));
  return Object.fromEntries(all);
}

/** The flows of `terraform show -json`, `pulumi stack export` and a Pulumi program in YAML. */
export function placedFlows(document: unknown): readonly PlacedFlow[] {
  if (!isRecord(document)) { return []; }
  return [...terraformFlows(document), ...pulumiFlows(document)];
}

/**
 * What to give in place of a document without flows that belongs to a tool; `undefined` where it is of no tool that is
 * known.
 */
export function insteadOf(document: unknown, file: string): string | undefined {
  if (/\.tf(vars)?(\.json)?$/i.test(file) || isRecord(document) && isTerraformSource(document)) {
    return "give the output of 'terraform show -json', of a plan or of the state";
  }
  if (!isRecord(document)) { return undefined; }
  if (Array.isArray(document.flowSummaries)) {
    return "list-flows returns no definitions; give the output of 'get-flow'";
  }
  if (document.TypeName === FLOW_TYPE && Array.isArray(document.ResourceDescriptions)) {
    return "list-resources returns no definitions; give the output of 'aws cloudcontrol get-resource'";
  }
  const [loop] = Object.keys(resourcesIn(document)).filter((key) => key.startsWith('Fn::ForEach::'));
  if (loop !== undefined) { return `write '${loop}' as a list of a name, a list of values, and what to repeat`; }
  if (Object.hasOwn(resourcesIn(document), 'Fn::Transform')) {
    return 'the content that Fn::Transform includes is known only at deployment; give that content, or what \'aws '
      + 'cloudformation get-template --template-stage Processed\' prints';
  }
  if (/(^|[\\/])Pulumi(\.[\w-]+)?\.ya?ml$/.test(file) || typeof document.runtime === 'string'
    || isRecord(document.runtime)) {
    return "give the output of 'pulumi stack export'";
  }
  if (isRecord(document.provider) && document.service !== undefined) {
    return "give what 'serverless package' writes: .serverless/cloudformation-template-update-stack.json";
  }
  return undefined;
}

function isTerraformSource({ resource, terraform_version: version, terraform }: Json): boolean {
  return version !== undefined || terraform !== undefined || isRecord(resource)
    && Object.keys(resource).some((type) => type.startsWith('aws'));
}

const TERRAFORM: ReadonlyMap<unknown, PlacedFlow['form']> =
  new Map([['aws_bedrockagent_flow', 'api'], ['awscc_bedrock_flow', 'resource']]);
const MAX_MODULES = 200;

function terraformFlows(document: Json): readonly PlacedFlow[] {
  const root = isRecord(document.planned_values) ? 'planned_values' : 'values';
  const values = document[root];
  if (!isRecord(values)) { return []; }
  const changes = new Map(list(document.resource_changes)
    .map((one) => [one.address, isRecord(one.change) ? one.change.after_unknown : undefined]));
  const flows: PlacedFlow[] = [];
  const modules: { readonly module: unknown; readonly at: readonly string[] }[] =
    [{ module: values.root_module, at: [root, 'root_module'] }];
  for (const { module, at } of modules) {
    if (!isRecord(module)) { continue; }
    list(module.resources).forEach(({ type, address, values: given }, index) => {
      const form = TERRAFORM.get(type);
      if (!form || !isRecord(given)) { return; }
      const id = typeof address === 'string' ? address : undefined;
      const known = withUnknown(given, changes.get(address), 0);
      flows.push({
        id, form, at: [...at, 'resources', String(index), 'values'], flow: fromHcl(isRecord(known) ? known : given),
      });
    });
    if (modules.length < MAX_MODULES) {
      list(module.child_modules)
        .forEach((one, index) => modules.push({ module: one, at: [...at, 'child_modules', String(index)] }));
    }
  }
  return flows;
}

/** What a plan does not know yet is missing in it, and marked elsewhere. */
function withUnknown(value: unknown, mark: unknown, depth: number): unknown {
  if (mark === true) { return '${known after apply}'; }
  if (depth > MAX_MODULES) { return value; }
  if (Array.isArray(mark)) {
    const items = Array.isArray(value) ? value as unknown[] : [];
    return Array.from({ length: Math.max(items.length, mark.length) }, (_, at) => withUnknown(items[at], mark[at],
      depth + 1));
  }
  if (!isRecord(mark)) { return value; }
  const members = isRecord(value) ? value : {};
  return Object.fromEntries([...new Set([...Object.keys(members), ...Object.keys(mark)])].map((key) => [
    key, withUnknown(members[key], mark[key], depth + 1),
  ]));
}

const PULUMI: readonly [RegExp, PlacedFlow['form']][] =
  [[/^aws:bedrock[/:](agentFlow:)?AgentFlow$/, 'api'], [/^aws-native:bedrock:Flow$/, 'resource']];

function pulumiFlows(document: Json): readonly PlacedFlow[] {
  const deployment = isRecord(document.deployment) ? document.deployment : {};
  const exported = list(deployment.resources).map((one, at) => ({
    one,
    id: typeof one.urn === 'string'
      ? one.urn.split('::').pop() : undefined,
    at: ['deployment', 'resources', String(at)],
    key: 'inputs',
  }));
  const written = isRecord(document.resources)
    ? Object.entries(document.resources).flatMap(([id, one]) => isRecord(one)
      ? [{ one, id, at: ['resources', id], key: 'properties' }] : [])
    : [];
  return [...exported, ...written].flatMap(({ one, id, at, key }): PlacedFlow[] => {
    const form = PULUMI.find(([type]) => typeof one.type === 'string' && type.test(one.type))?.[1];
    const flow = one[key];
    return form && isRecord(flow) ? [{ id, form, at: [...at, key], flow: fromHcl(flow) }] : [];
  });
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map((one): Json => isRecord(one) ? one : {}) : [];
}
