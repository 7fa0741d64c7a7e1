/** Flows that events of a bucket call, and that write to that bucket: they would call themselves endlessly. */
import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownFlow } from './callee';
import { sameEverywhere } from './same-everywhere';
import { spelt } from '../checks/spelt';
import { canonical } from '../core/model/canonical';
import type { Definition } from '../core/model/definition';
import { everyNode } from '../core/model/visit';
import { errorLine } from '../core/words/line';
import type { IFlow } from '../flow/i-flow';

/** What a write of an object causes (Amazon S3 User Guide, ev-events). */
const CREATED = 'Object Created';
const WRITTEN = 'PutObject';

/** What of a pattern of events tells which objects of which buckets it is about. */
interface ObjectPattern {
  readonly 'source'?: readonly unknown[];
  readonly 'detail-type'?: readonly unknown[];
  readonly 'detail'?: {
    readonly bucket?: { readonly name?: readonly unknown[] };
    readonly object?: unknown;
    readonly reason?: readonly unknown[];
  };
}

/** Something that writes into a bucket, in the words of a message. */
export interface Writer {
  readonly name: string;
  readonly bucketName: unknown;
}

/** What a flow writes into: the nodes that are known here. */
export function writersOf(flow: IFlow): readonly Writer[] {
  const definition = knownFlow(flow)?._scopeGraph.definition() ?? {};
  return storagesIn(definition).map(({ name, bucketName }) => (
    { name: `node '${name}' of flow '${flow.node.path}'`, bucketName }));
}

/** One that writes its results into a bucket. */
export function resultsIn(bucket: s3.IBucket | undefined): readonly Writer[] {
  return bucket ? [{ name: spelt`'resultBucket'`, bucketName: bucket.bucketName }] : [];
}

/**
 * What is wrong where something writes to the bucket whose new objects call it. A pattern that looks at the objects may
 * keep the two apart, which only the deployment knows; one of other events than new objects does.
 *
 * @param called what the events call
 */
export function endlessLoops(
  rule: IConstruct, writers: readonly Writer[], pattern: unknown, called = 'the flow',
): string[] {
  const { source = [], detail = {}, 'detail-type': types } = (sameEverywhere(rule, pattern) ?? {}) as ObjectPattern;
  const isOfWrites = source.includes('aws.s3') && (types?.includes(CREATED) ?? true)
    && (detail.reason?.includes(WRITTEN) ?? true);
  if (!isOfWrites || detail.object !== undefined) { return []; }
  const names = detail.bucket?.name?.map((name) => canonical(name));
  return loopsInto(rule, names, writers, called, 'pattern');
}

/** A line for each of them that writes into one of these buckets; into any, where they have no names. */
export function loopsInto(
  scope: IConstruct, names: readonly string[] | undefined, writers: readonly Writer[], called: string, what: string,
): string[] {
  const isInto = ({ bucketName }: Writer) => names?.includes(canonical(sameEverywhere(scope, bucketName))) ?? true;
  return writers.filter(isInto).map(({ name }) => errorLine('', `${name} writes to the bucket whose new objects call `
    + `${called}, which creates an endless loop; give the ${what} a prefix that is not written to, or use another `
    + 'bucket',
  'IllegalValue'));
}

function storagesIn(definition: Definition): { readonly name: string; readonly bucketName: unknown }[] {
  return [...everyNode(definition)].flatMap(({ node }) => node.type === 'Storage'
    ? [{ name: node.name, bucketName: node.configuration?.storage?.serviceConfiguration?.s3?.bucketName }] : []);
}
