import { type aws_lambda as lambda, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import { exactlyOne } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { Flow } from '../flow/flow';
import type { IFlow } from '../flow/i-flow';
import { FlowNode } from '../graph/flow-node';
import { FlowDataType } from '../graph/flow-value';
import { FlowAlias, type IFlowAlias } from '../versions/flow-alias';

/** What is called: an alias of a flow, through a router if there is one. */
export interface Callee {
  readonly alias: IFlowAlias;
  readonly router?: lambda.Alias;
  /** What its place in the tree gives names to. */
  readonly construct: IConstruct;
}

/** One of the two ways to say it. */
export interface CalleeProps {
  readonly alias?: IFlowAlias;
  readonly canary?: CanaryFlowAlias;
}

export function calleeOf(place: string, scope: IConstruct, { alias, canary }: CalleeProps): Callee {
  exactlyOne<unknown>(place, { alias, canary });
  const callee: Callee = canary
    ? { alias: canary.promotedAlias, router: canary.routerAlias, construct: canary }
    : { alias: alias!, construct: alias! };
  if (callee.alias.flow === undefined) {
    throw new FlowError(place, spelt`'alias' is not an alias of a flow; pass a FlowAlias, or use `
      + spelt`FlowAlias.fromFlowAliasArn()`, 'IllegalValue');
  }
  const { region, account } = Stack.of(scope);
  const { region: flowRegion, account: flowAccount } = callee.alias.flow.env;
  if (!Token.isUnresolved(region) && !Token.isUnresolved(flowRegion) && region !== flowRegion) {
    throw new FlowError(place, `the flow is in Region ${flowRegion}, and is called from ${region}; call it from a `
      + `stack in ${flowRegion}`, 'IllegalValue');
  }
  if (!Token.isUnresolved(account) && !Token.isUnresolved(flowAccount) && account !== flowAccount) {
    const router = canary ? spelt`its router, which canary.grantInvoke() allows` : 'the router of a CanaryFlowAlias';
    throw new FlowError(place, `the flow is in account ${flowAccount}, and is called from ${account}, but flows `
      + `have no resource policies; call it from a stack in ${flowAccount}, or let callers invoke ${router}`,
    'IllegalValue');
  }
  return callee;
}

/** Refuses the name of an Input node that a flow of this app does not have. */
export function checkInputNode(place: string, flow: IFlow, given: string | undefined): void {
  const known = inputOf(flow)?.node.nodeName;
  if (given === undefined || known === undefined || given === known || Token.isUnresolved(given)) { return; }
  throw new FlowError(place, spelt`'inputNode' is '${given}', but the Input node of flow '${flow.node.path}' is `
    + `'${known}'; `
    + 'leave it out', 'IllegalValue');
}

/**
 * The version that the alias points to, where its number can be in the template: a version that follows its flow can't
 * leave its stack, and a router counts its versions itself.
 */
export function versionOf(scope: IConstruct, { alias, router }: Callee): string | undefined {
  if (router || !(alias instanceof FlowAlias)) { return undefined; }
  const { version } = alias.version;
  return !Token.isUnresolved(version) || Stack.of(alias.version) === Stack.of(scope) ? version : undefined;
}

/** The flow, where this app makes it and so can look at it. */
export function knownFlow(flow: IFlow): Flow | undefined {
  return flow instanceof Flow ? flow : undefined;
}

/** The input node of the flow; the name that the service's console gives where the flow is made elsewhere. */
export function inputNodeOf(flow: IFlow, given?: string): string {
  return given ?? inputOf(flow)?.node.nodeName ?? 'FlowInputNode';
}

/** The type of what the flow takes, where it is known. */
function inputTypeOf(flow: IFlow): FlowDataType | undefined {
  return inputOf(flow)?.dataType;
}

function inputOf(flow: IFlow) {
  const known = knownFlow(flow);
  try {
    return known?.input;
  } catch {
    // a definition without an Input node is refused at synth
    return undefined;
  }
}

/** The nodes of a flow that this app makes, those inside loops too. */
export function nodesOf(flow: IFlow): FlowNode[] {
  return knownFlow(flow)?.node.findAll().filter((each): each is FlowNode => each instanceof FlowNode) ?? [];
}

/**
 * Refuses a document of a type that the flow does not take; nothing is converted (Bedrock User Guide,
 * flows-expressions).
 *
 * @param type the type of what is given, where it is known
 * @param what says what is given
 */
export function checkInputType(place: string, flow: IFlow, type: FlowDataType | undefined, what: string): void {
  const taken = inputTypeOf(flow);
  if (type === undefined || taken === undefined || type === taken) { return; }
  throw new FlowError(place, `the flow '${flow.node.path}' takes ${nameOf(taken)}, but ${what} is ${nameOf(type)}; `
    + spelt`give it ${nameOf(taken)}, or change 'inputType' of the flow`, 'IllegalValue');
}

/** The type of a value of a program, where it is known before the deployment. */
export function typeOfDocument(document: unknown): FlowDataType | undefined {
  if (Array.isArray(document)) { return FlowDataType.ARRAY; }
  if (Token.isUnresolved(document)) { return undefined; }
  switch (typeof document) {
    case 'string': return FlowDataType.STRING;
    case 'number': return FlowDataType.NUMBER;
    case 'boolean': return FlowDataType.BOOLEAN;
    case 'object': return FlowDataType.OBJECT;
    default: return undefined;
  }
}

function nameOf(type: FlowDataType): string {
  return /^[AO]/.test(type) ? `an ${type}` : `a ${type}`;
}
