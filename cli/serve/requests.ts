/**
 * Reads the requests of the operations. Limits and patterns: API model of bedrock-agent-runtime 2023-07-26, its
 * alternatives taken as whole texts.
 */
import { ServiceException } from './exception';
import { Check } from './shape';
import type { FlowInput } from '../../src/core/simulate';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import type {
  ExecutionKey, FlowKey, InvokeRequest, ListEventsRequest, ListExecutionsRequest, Paging, RunRequest, StartRequest,
} from '../../src/runner/requests';

/** A request as it came: the parts of its path by name, its query, and its body where it has one. */
export interface Raw {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Flows on this machine may have names that are no ids of the service. */
  readonly isLocalName: (flowIdentifier: string) => boolean;
  readonly localNames: () => readonly string[];
}

const ARN = 'arn:aws:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:flow/[0-9a-zA-Z]{10}';
const FLOW = { max: 2048, pattern: new RegExp(`^(${ARN}|[0-9a-zA-Z]{10})$`) };
const ALIAS = { max: 2048, pattern: new RegExp(`^(${ARN}/alias/[0-9a-zA-Z]{10}|[0-9a-zA-Z]+)$`) };
const EXECUTION = {
  max: 2048, pattern: new RegExp(`^([a-zA-Z0-9-]{1,36}|${ARN}/alias/[0-9a-zA-Z]{10}/execution/[a-zA-Z0-9-]{1,36})$`),
};
/** Names of this machine have other lengths than ids, and ARNs are made of them too. */
const LOCAL_ARN = 'arn:aws:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:flow/[^/:]+';
const LOCAL_FLOW = { max: 2048, pattern: new RegExp(`^(${LOCAL_ARN}|[^/:]+)$`) };
const LOCAL_ALIAS = { max: 2048, pattern: new RegExp(`^(${LOCAL_ARN}/alias/[0-9a-zA-Z]+|[0-9a-zA-Z]+)$`) };
const LOCAL_EXECUTION = {
  max: 2048, pattern: new RegExp(`^([a-zA-Z0-9-]{1,36}|${LOCAL_ARN}/alias/[0-9a-zA-Z]+/execution/[a-zA-Z0-9-]{1,36})$`),
};
const EXECUTION_ID = { min: 2, max: 100, pattern: /^[0-9a-zA-Z._:-]+$/ };
const EXECUTION_NAME = { pattern: /^[a-zA-Z0-9-]{1,36}$/ };
const NODE = { pattern: /^[a-zA-Z]([_]?[0-9a-zA-Z]){0,99}$/ };
const TOKEN = { min: 1, max: 2048, pattern: /^\S*$/ };

export function invokeFlow(raw: Raw): InvokeRequest {
  const check = new Check();
  const run = runOf(check, raw);
  const { executionId, enableTrace } = check.structure('body', raw.body);
  check.text('executionId', executionId, EXECUTION_ID);
  check.flag('enableTrace', enableTrace);
  check.done();
  return { ...run, executionId: executionId as string | undefined, enableTrace: enableTrace as boolean | undefined };
}

export function startFlowExecution(raw: Raw): StartRequest {
  const check = new Check();
  const run = runOf(check, raw);
  const { flowExecutionName } = check.structure('body', raw.body);
  check.text('flowExecutionName', flowExecutionName, EXECUTION_NAME);
  check.done();
  return { ...run, flowExecutionName: flowExecutionName as string | undefined };
}

export function execution(raw: Raw): ExecutionKey {
  const check = new Check();
  const key = executionOf(check, raw);
  check.done();
  return key;
}

export function listFlowExecutions(raw: Raw): ListExecutionsRequest {
  const check = new Check();
  const flowIdentifier = flowOf(check, raw);
  const alias = raw.query.get('flowAliasIdentifier') ?? undefined;
  check.text('flowAliasIdentifier', alias, raw.isLocalName(flowIdentifier) ? LOCAL_ALIAS : ALIAS);
  const page = pageOf(check, raw);
  check.done();
  return { flowIdentifier, flowAliasIdentifier: alias === undefined ? undefined : lastPart(alias), ...page };
}

export function listFlowExecutionEvents(raw: Raw): ListEventsRequest {
  const check = new Check();
  const key = executionOf(check, raw);
  const eventType = raw.query.get('eventType');
  check.oneOf('eventType', eventType, ['Node', 'Flow'], true);
  const page = pageOf(check, raw);
  check.done();
  return { ...key, eventType: eventType as 'Node' | 'Flow', ...page };
}

function runOf(check: Check, raw: Raw): RunRequest {
  const key = aliasOf(check, raw);
  const { inputs, modelPerformanceConfiguration } = check.structure('body', raw.body);
  const read = check.list('inputs', inputs, { min: 1, max: 1 })
    .map((input, at) => inputOf(check, `inputs.${at + 1}.member`, input));
  const { performanceConfig } = check.structure('modelPerformanceConfiguration', modelPerformanceConfiguration);
  const { latency } = check.structure('modelPerformanceConfiguration.performanceConfig', performanceConfig);
  check.oneOf('modelPerformanceConfiguration.performanceConfig.latency', latency, ['standard', 'optimized']);
  return {
    ...key,
    inputs: read,
    ...latency
      ? { modelPerformanceConfiguration: { performanceConfig: { latency: latency as 'standard' | 'optimized' } } } : {},
  };
}

function inputOf(check: Check, path: string, value: unknown): FlowInput {
  const input = check.structure(path, value, true);
  check.text(`${path}.nodeName`, input.nodeName, NODE, true);
  check.text(`${path}.nodeOutputName`, input.nodeOutputName, NODE);
  check.text(`${path}.nodeInputName`, input.nodeInputName, NODE);
  const content = check.structure(`${path}.content`, input.content, true);
  // a union needs its one member; a document that is JSON's null counts as one that is not there
  if (input.content && (content.document ?? null) === null) {
    check.refuse(`${path}.content.document`, undefined, 'not be null');
  }
  return input as unknown as FlowInput;
}

function flowOf(check: Check, { path: { flowIdentifier }, isLocalName, localNames }: Raw): string {
  const id = lastPart(flowIdentifier);
  if (!isLocalName(id) && !FLOW.pattern.test(flowIdentifier)) { refuseUnknown(flowIdentifier, localNames()); }
  check.text('flowIdentifier', flowIdentifier, isLocalName(id) ? LOCAL_FLOW : FLOW, true);
  return id;
}

/** What is not an id of the service was meant as a name of here. */
function refuseUnknown(flowIdentifier: string, names: readonly string[]): void {
  if (names.length === 0) { return; }
  throw new ServiceException('ValidationException',
    `there is no flow '${flowIdentifier.slice(0, 200)}' `
      + `here; ${suggestion(nearest(flowIdentifier, names), `there are ${listed(names)}`)}`);
}

function aliasOf(check: Check, raw: Raw): FlowKey {
  const flowIdentifier = flowOf(check, raw);
  check.text('flowAliasIdentifier', raw.path.flowAliasIdentifier, raw.isLocalName(flowIdentifier)
    ? LOCAL_ALIAS : ALIAS, true);
  return { flowIdentifier, flowAliasIdentifier: lastPart(raw.path.flowAliasIdentifier) };
}

function executionOf(check: Check, raw: Raw): ExecutionKey {
  const key = aliasOf(check, raw);
  check.text('executionIdentifier', raw.path.executionIdentifier, raw.isLocalName(key.flowIdentifier)
    ? LOCAL_EXECUTION : EXECUTION, true);
  return { ...key, executionIdentifier: lastPart(raw.path.executionIdentifier) };
}

function pageOf(check: Check, { query }: Raw): Paging {
  const [maxResults, nextToken] = [query.get('maxResults') ?? undefined, query.get('nextToken') ?? undefined];
  const count = maxResults === undefined ? undefined : Number(maxResults);
  if (count !== undefined) {
    if (!/^-?\d{1,9}$/.test(maxResults!)) { check.refuse('maxResults', maxResults, 'be a whole number'); }
    if (count < 1) { check.refuse('maxResults', count, 'have value greater than or equal to 1'); }
    if (count > 1000) { check.refuse('maxResults', count, 'have value less than or equal to 1000'); }
  }
  check.text('nextToken', nextToken, TOKEN);
  return { maxResults: count, nextToken };
}

/** The id in an ARN, or the id itself. */
function lastPart(identifier: string): string {
  return identifier.slice(identifier.lastIndexOf('/') + 1);
}
