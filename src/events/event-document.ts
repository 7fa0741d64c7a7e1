import { aws_events as events, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownFlow, typeOfDocument } from '../calls/callee';
import { canonical } from '../core/model/canonical';
import type { Definition } from '../core/model/definition';
import { everyNode } from '../core/model/visit';
import { errorLine } from '../core/words/line';
import type { IFlow } from '../flow/i-flow';
import { FlowDataType } from '../graph/flow-value';

/** The types of what an event of Amazon S3 has (Amazon S3 User Guide, ev-events), and of what every event has. */
const TYPES: Readonly<Record<string, FlowDataType>> = {
  '$': FlowDataType.OBJECT,
  '$.id': FlowDataType.STRING,
  '$.source': FlowDataType.STRING,
  '$.time': FlowDataType.STRING,
  '$.detail-type': FlowDataType.STRING,
  '$.resources': FlowDataType.ARRAY,
  '$.detail': FlowDataType.OBJECT,
  '$.detail.bucket': FlowDataType.OBJECT,
  '$.detail.bucket.name': FlowDataType.STRING,
  '$.detail.object': FlowDataType.OBJECT,
  '$.detail.object.key': FlowDataType.STRING,
  '$.detail.object.size': FlowDataType.NUMBER,
  '$.detail.object.etag': FlowDataType.STRING,
};

/** The type of what is made of an event, where it is known. */
export function typeOfEventDocument(document: unknown): FlowDataType | undefined {
  if (typeof document !== 'string') { return typeOfDocument(document); }
  const parts = Tokenization.reverseString(document);
  const [token] = parts.tokens;
  // text with something of the event in it is text
  if (parts.length !== 1 || token === undefined) { return FlowDataType.STRING; }
  return token instanceof events.EventField ? TYPES[token.path] : undefined;
}

/** What of a pattern of events tells which objects of which buckets it is about. */
interface ObjectPattern {
  readonly source?: readonly unknown[];
  readonly detail?: {
    readonly bucket?: { readonly name?: readonly unknown[] };
    readonly object?: { readonly key?: unknown };
  };
}

/**
 * What is wrong where a flow writes into the bucket whose new objects call it: it would call itself without end. A
 * pattern that looks at keys may keep the two apart, which only the deployment knows.
 */
export function endlessLoops(scope: IConstruct, flow: IFlow, pattern: unknown): string[] {
  const stack = Stack.of(scope);
  const { source = [], detail = {} } = (stack.resolve(pattern) ?? {}) as ObjectPattern;
  if (!source.includes('aws.s3') || detail.object?.key !== undefined) { return []; }
  const names = detail.bucket?.name?.map((name) => canonical(name));
  return storagesOf(knownFlow(flow)?._scopeGraph.definition() ?? {}).flatMap(({ name, bucketName }) => {
    if (names && !names.includes(canonical(stack.resolve(bucketName)))) { return []; }
    return [errorLine('',
      `node '${name}' of flow '${flow.node.path}' writes into the bucket whose new objects call the flow, `
      + 'without end; give the pattern a prefix that the node does not write to, or use another bucket',
      'IllegalValue')];
  });
}

function storagesOf(definition: Definition): { readonly name: string; readonly bucketName: unknown }[] {
  return [...everyNode(definition)].flatMap(({ node }) => node.type === 'Storage'
    ? [{ name: node.name, bucketName: node.configuration?.storage?.serviceConfiguration?.s3?.bucketName }] : []);
}
