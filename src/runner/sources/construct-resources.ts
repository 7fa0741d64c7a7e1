/**
 * The resources of a construct that make up a flow, as they would be in its template. The app need not be synthesized.
 */
import { CfnCondition, type CfnElement, CfnMapping, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { FLOW_TYPE } from '../../core/template';
import { listed } from '../../core/words/lists';
import { runnerError } from '../runner-error';

export interface FlowResources {
  /** The path of the construct. */
  readonly path: string;
  readonly logicalId: string;
  /**
   * The flow and the prompts of its stack in a template, with the parameters, mappings and conditions that they may
   * name.
   */
  readonly template: Readonly<Record<string, unknown>>;
}

export function isConstruct(value: unknown): value is IConstruct {
  const node = (value as Partial<IConstruct> | null)?.node;
  return typeof node === 'object' && typeof node.findAll === 'function';
}

export function constructResources(construct: IConstruct, flowId?: string): FlowResources {
  const flow = flowIn(construct, flowId);
  const stack = Stack.of(flow);
  const prompts = stack.node.findAll().filter((one): one is CfnResource => isResource(one)
    && PROMPT_TYPES.includes(one.cfnResourceType));
  const named = stack.node.findAll().filter((one): one is CfnElement => NAMED.some((type) => one instanceof type)
    && Stack.of(one) === stack);
  const parts =
    [flow, ...prompts, ...named].map((element) => stack.resolve(rendered(element)) as Readonly<Record<string, object>>);
  return {
    path: construct.node.path || construct.node.id,
    logicalId: stack.resolve(flow.logicalId) as string,
    template: Object.fromEntries(SECTIONS.map((section) => [
      section, Object.assign({}, ...parts.map((part) => part[section])),
    ])),
  };
}

const SECTIONS = ['Resources', 'Parameters', 'Mappings', 'Conditions'];
const NAMED = [CfnParameter, CfnMapping, CfnCondition];
const PROMPT_TYPES = ['AWS::Bedrock::Prompt', 'AWS::Bedrock::PromptVersion'];

function flowIn(construct: IConstruct, flowId: string | undefined): CfnResource {
  const isFlow = (one: IConstruct | undefined): one is CfnResource => isResource(one)
    && one.cfnResourceType === FLOW_TYPE;
  if (isFlow(construct.node.defaultChild)) { return construct.node.defaultChild; }
  const flows = construct.node.findAll().filter(isFlow);
  const idsOf =
    (flow: CfnResource): readonly unknown[] => [Stack.of(flow).resolve(flow.logicalId), flow.node.scope?.node.id];
  const found = flowId === undefined ? flows : flows.filter((flow) => idsOf(flow).includes(flowId));
  if (found.length === 1) { return found[0]; }
  const paths = listed(flows.map(({ node }) => node.path.replace(/\/Resource$/, '')));
  const problem = flows.length === 0 ? 'it contains no flow' : found.length === 0
    ? `there is no flow '${flowId}' in it` : 'there are several flows in it';
  throw runnerError(construct.node.path, problem, flows.length === 0
    ? 'give a Flow or a CfnFlow' : `give one of ${paths}`, 'NoFlow');
}

function isResource(value: unknown): value is CfnResource {
  return CfnResource.isCfnResource(value as IConstruct);
}

// protected in the types, and what every template is made of
function rendered(element: CfnElement): object {
  return (element as unknown as { _toCloudFormation(): object })._toCloudFormation();
}
