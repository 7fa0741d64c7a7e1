/** A flow in JSON: a template, a resource, a definition or an answer of GetFlow. */
import type { Definition, InlinePrompt } from '../../core/model/definition';
import { readFlows } from '../../core/template';
import type { FlowSource as FoundFlow, Problem } from '../../core/template';
import { promptsOf } from '../../core/template/prompts-of';
import { listed } from '../../core/words/lists';
import { didYouMean } from '../../core/words/suggest';
import { runnerError } from '../runner-error';

export interface LoadedFlow {
  /** The name of the flow, its logical id or its path, for messages. */
  readonly name: string;
  /** What pages and reports call it, where that is less than the name. */
  readonly title?: string;
  readonly definition: Definition;
  /** What could not be read of it. */
  readonly problems?: readonly Problem[];
  /** The contents of the managed prompts that are there with it. */
  readonly prompts: { readonly [arn: string]: InlinePrompt };
  /** What stands in the definition for values that only a deployment knows, such as `${Phone}`. */
  readonly unknown?: readonly string[];
  /** The flow that mocks are written for, where only a part of it runs. */
  readonly whole?: Definition;
}

/**
 * @param place for messages; `flow` where there is nothing better
 * @param flowId which flow, by logical id or name, where there are several
 * @param sees whether intrinsic functions are worked out; a program of the flow or an export keeps them
 * @throws SimulateError if there is none, or one that can't be read
 */
export function flowInDocument(document: unknown, place: string, flowId?: string, sees = true): LoadedFlow {
  const { id, definition, problems, s3Location, seen } = choose(readFlows(document, { sees }), place, flowId);
  const name = id === undefined || place !== 'flow' && flowId === undefined ? place : id;
  // faults that leave a definition are for the compiler and the validator to judge
  if (!definition && problems.length > 0) { throw problemError(place, problems[0]); }
  if (!definition) {
    throw runnerError(place, s3Location ? 'the definition of the flow is in S3' : 'the flow has no definition',
      s3Location ? 'download it and give the file' : 'add one', 'NoFlow');
  }
  return {
    name,
    definition,
    prompts: promptsOf(document, sees),
    ...problems.length > 0 && { problems },
    ...seen && { unknown: seen.unknown },
  };
}

function choose(flows: readonly FoundFlow[], place: string, flowId: string | undefined): FoundFlow {
  const ids = flows.map(({ id }) => id ?? '');
  if (flows.length === 0) {
    throw runnerError(place, 'it contains no flow',
      'give nodes and connections, an answer of GetFlow, or a template with an AWS::Bedrock::Flow', 'NoFlow');
  }
  if (flowId === undefined) {
    if (flows.length === 1) { return flows[0]; }
    throw runnerError(place,
      `there are ${flows.length} flows in it, ${listed(ids)}`, 'choose one by its flow id', 'NoFlow');
  }
  const found = flows.find(({ id }) => id === flowId);
  if (found) { return found; }
  const named = ids.filter(Boolean);
  const otherwise = named.length > 0 ? `choose ${listed(named)}` : 'leave flowId out, the definition has no name';
  throw runnerError(place, `there is no flow '${flowId}' in it`, didYouMean(flowId, named, otherwise), 'NoFlow');
}

export function problemError(place: string, { path, message, remedy }: Problem): Error {
  return runnerError(place, `${path ? `${path} ` : ''}${message}`, remedy, 'UnreadableFile');
}
