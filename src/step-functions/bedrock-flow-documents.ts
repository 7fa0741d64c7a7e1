import { aws_iam as iam, type aws_s3 as s3, aws_stepfunctions as sfn, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BedrockInvokeFlow } from './bedrock-invoke-flow';
import { inExpress, startsItself } from './machines-around';
import { checkIsJsonata, checkLanguage } from './query-language';
import { singleState } from './single-state';
import { longNames, namePrefix } from './state-names';
import { checkInputNode, checkInputType } from '../calls/callee';
import { resultsIn, writersOf } from '../calls/endless-loops';
import type { FlowInvoker } from '../calls/flow-invoker';
import { textEverywhere } from '../calls/same-everywhere';
import { typeOfInput } from '../calls/task-input';
import type { CanaryFlowAlias } from '../canary/canary-flow-alias';
import { checkGiven, checkKnown, checkNumber, exactlyOne } from '../checks/arguments';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkSameRegion } from '../checks/same-region';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';
import { errorLine } from '../core/words/line';
import type { IFlow } from '../flow/i-flow';
import { FlowDataType } from '../graph/flow-value';
import type { IFlowAlias } from '../versions/flow-alias';

/** Properties for `BedrockFlowDocuments`. */
export interface BedrockFlowDocumentsProps {
  /**
   * The alias of the flow.
   *
   * @default - `canary` or `invoker` is given
   */
  readonly alias?: IFlowAlias;

  /**
   * The canary alias: calls go through its router, so that the weights of a release count.
   *
   * @default - `alias` or `invoker` is given
   */
  readonly canary?: CanaryFlowAlias;

  /**
   * A function of your own making that calls the flow.
   *
   * @default - the one that the stack has for the alias
   */
  readonly invoker?: FlowInvoker;

  /** The bucket with the documents. */
  readonly bucket: s3.IBucket;

  /**
   * The prefix of the keys of the documents, for example `in/`; may be an expression in JSONata, such as
   * `{% 'in/' & $states.input.day & '/' %}`.
   *
   * @default - all objects of the bucket, those of earlier runs too
   */
  readonly prefix?: string;

  /**
   * How many flows run at a time: 1 to 10,000. It is what keeps the model within its quota; without it, Step Functions
   * would start 10,000 at once. `FlowThroughput.maxConcurrency()` makes it of the quota.
   */
  readonly maxConcurrency: number;

  /**
   * The bucket that the results go to, since a state takes 256 KiB only. It must not be where the documents are read.
   */
  readonly resultBucket: s3.IBucket;

  /**
   * The prefix of the keys of the results.
   *
   * @default 'flow-results'
   */
  readonly resultPrefix?: string;

  /**
   * How many percent of the documents may fail before the whole fails: 0 to 100. What failed is among the results.
   *
   * @default 0
   */
  readonly toleratedFailurePercentage?: number;

  /**
   * The document that the flow gets for an object, in JSONata. `$states.input` is the object as ListObjectsV2 tells it,
   * with `Key` and `Size`; the document must be of the type that the flow takes.
   *
   * @default - the key, a String: '{% $states.input.Key %}'
   */
  readonly document?: sfn.TaskInput;

  /**
   * The name of the flow's input node.
   *
   * @default - that of the flow; `FlowInputNode` if the flow is created elsewhere
   */
  readonly inputNode?: string;
}

const MAX_CONCURRENCY = { min: 1, max: 10_000, source: 'Step Functions Developer Guide, limits: a distributed map' };
const PERCENT = { min: 0, max: 100, source: 'Amazon States Language, ToleratedFailurePercentage' };

/**
 * Calls a flow for each object of a bucket, many at a time: a distributed map around `BedrockInvokeFlow`, with its
 * results in a bucket. The states use JSONata, whatever the state machine uses; the output of the map says where the
 * results are (`ResultWriterDetails`). Objects whose key ends in `/`, which consoles make for folders, are passed over.
 *
 * A run of documents is no queue: what arrives while it goes on is for the next run. For single documents as they
 * arrive there are `BedrockFlowTarget` and `FlowQueueWorker`.
 */
export class BedrockFlowDocuments extends sfn.StateMachineFragment {
  /** The first state. */
  public readonly startState: sfn.State;

  /** The states after which the next state comes. */
  public readonly endStates: sfn.INextable[];

  /** The function that calls the flow. */
  public readonly invoker: FlowInvoker;

  private readonly prefix: string;

  /**
   * @param scope where to put it
   * @param id the id of the construct, from which the names of its states are made
   * @param props what to run, and for which documents
   * @throws if not exactly one of `alias`, `canary` and `invoker` is given, if a number is out of its range, if the
   * flow takes another type than the document has, or if the results would be among the documents
   */
  constructor(scope: Construct, id: string, props: BedrockFlowDocumentsProps) {
    const place = placeOf(scope, id);
    check(place, scope, props);
    super(scope, id);
    const { alias, canary, invoker, document, inputNode } = props;
    this.prefix = namePrefix(this);
    const call = BedrockInvokeFlow.jsonata(this, 'Call', {
      stateName: `${this.prefix}: Call`,
      alias,
      canary,
      invoker,
      inputNode,
      document: document ?? sfn.TaskInput.fromText('{% $states.input.Key %}'),
    });
    this.invoker = call.invoker;
    const skip = sfn.Pass.jsonata(this, 'Folder', {
      stateName: `${this.prefix}: Folder`, outputs: { skipped: '{% $states.input.Key %}' },
    });
    const each = sfn.Choice.jsonata(this, 'Which', { stateName: `${this.prefix}: Which` })
      .when(sfn.Condition.jsonata('{% $substring($states.input.Key, -1) = \'/\' %}'), skip)
      .otherwise(call);
    const map = new DocumentsMap(this, 'Documents', this.prefix, props);
    map.itemProcessor(each);
    this.startState = map;
    this.endStates = [map];
    const { lambdaFunction } = this.invoker;
    const sought = { state: map, value: lambdaFunction.functionArn, owner: lambdaFunction };
    this.node.addValidation({
      validate: () => [
        ...longNames(this),
        ...inExpress(sought, 'which supports no distributed map', 'make it STANDARD'),
        ...startsItself(sought, resultsIn(props.resultBucket)),
        ...writesDocuments(this, props, this.invoker.flow),
      ],
    });
  }

  /**
   * Puts something before the names of all states. They are unique in the stack already, so without a prefix nothing
   * happens.
   *
   * @param prefix what to put there
   */
  public prefixStates(prefix?: string): sfn.StateMachineFragment {
    return prefix ? super.prefixStates(prefix) : this;
  }

  /**
   * Wraps the states in a single one, which can be retried, and whose errors can be caught. It uses JSONata and gives
   * what the fragment gives, not a list of it.
   *
   * @param options what the state is
   */
  public toSingleState(options: sfn.SingleStateOptions = {}): sfn.Parallel {
    return singleState(this, this.prefix, options);
  }
}

/**
 * Writes its results itself: aws-cdk-lib does so by a flag of the app, else with a class that it warns of; and leaves
 * out the key of the bucket.
 */
class DocumentsMap extends sfn.DistributedMap {
  private readonly writer: sfn.ResultWriterV2;
  private readonly key?: string;

  public constructor(scope: Construct, id: string, name: string, props: BedrockFlowDocumentsProps) {
    const { bucket, prefix, resultBucket, resultPrefix = 'flow-results', maxConcurrency } = props;
    super(scope, id, {
      stateName: `${name}: Documents`,
      queryLanguage: sfn.QueryLanguage.JSONATA,
      itemReader: new sfn.S3ObjectsItemReader({ bucket, prefix }),
      maxConcurrency,
      toleratedFailurePercentage: props.toleratedFailurePercentage,
    });
    this.writer = new sfn.ResultWriterV2({ bucket: resultBucket, prefix: resultPrefix });
    this.key = resultBucket.encryptionKey?.keyArn;
  }

  public override toStateJson(stateMachineQueryLanguage?: sfn.QueryLanguage): object {
    return {
      ...super.toStateJson(stateMachineQueryLanguage),
      ResultWriter: this.writer.render(sfn.QueryLanguage.JSONATA),
    };
  }

  protected override whenBoundToGraph(graph: sfn.StateGraph): void {
    super.whenBoundToGraph(graph);
    for (const statement of this.writer.providePolicyStatements()) { graph.registerPolicyStatement(statement); }
    if (this.key === undefined) { return; }
    graph.registerPolicyStatement(new iam.PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [this.key],
    }));
  }
}

function check(place: string, scope: Construct, props: BedrockFlowDocumentsProps): void {
  checkStruct(place, 'BedrockFlowDocumentsProps', props);
  const { alias, canary, invoker, document, maxConcurrency, toleratedFailurePercentage, bucket, resultBucket } = props;
  exactlyOne<unknown>(place, { alias, canary, invoker });
  checkGiven(place, { bucket, resultBucket });
  if (maxConcurrency === undefined) {
    throw new FlowError(place, spelt`'maxConcurrency' is not given, so Step Functions would run 10,000 flows at `
      + spelt`once; set it, for example to FlowThroughput.maxConcurrency()`, 'IllegalValue');
  }
  checkKnown(place, spelt`'maxConcurrency'`, maxConcurrency);
  checkNumber(place, spelt`'maxConcurrency'`, maxConcurrency, MAX_CONCURRENCY);
  checkNumber(place, spelt`'toleratedFailurePercentage'`, toleratedFailurePercentage, PERCENT, false);
  const flow = invoker?.flow ?? canary?.promotedAlias.flow ?? alias!.flow;
  checkInputType(place, flow, document ? typeOfInput(document.value) : FlowDataType.STRING, '\'document\'');
  checkInputNode(place, flow, props.inputNode);
  checkLanguage(place, document);
  checkIsJsonata(place, '\'prefix\'', props.prefix);
  checkIsJsonata(place, spelt`'resultPrefix'`, props.resultPrefix);
  checkSameRegion(place, scope, { bucket, resultBucket });
  checkResults(place, props);
}

/** Results among the documents would be documents of the next run. */
function checkResults(place: string, props: BedrockFlowDocumentsProps): void {
  const { bucket, resultBucket } = props;
  const isSame = bucket === resultBucket || bucket.bucketName === resultBucket.bucketName;
  if (isSame && isAmongDocuments(props)) { throw new FlowError(place, resultsAre(props), 'IllegalValue'); }
}

function isAmongDocuments({ prefix = '', resultPrefix = 'flow-results' }: BedrockFlowDocumentsProps): boolean {
  return !Token.isUnresolved(prefix) && !Token.isUnresolved(resultPrefix) && resultPrefix.startsWith(prefix);
}

function resultsAre({ prefix = '', resultPrefix = 'flow-results' }: BedrockFlowDocumentsProps): string {
  return `the results go to '${resultPrefix}' in the bucket of the documents, whose prefix is '${prefix}', so they `
    + spelt`would become documents of the next run; give another 'resultPrefix' or 'resultBucket'`;
}

/** The same of a bucket that is known by its name in one place, and of what the flow itself stores. */
function writesDocuments(scope: Construct, props: BedrockFlowDocumentsProps, flow: IFlow): string[] {
  const { bucket, resultBucket, prefix = '' } = props;
  const documents = textEverywhere(scope, bucket.bucketName);
  const isResults = textEverywhere(scope, resultBucket.bucketName) === documents && isAmongDocuments(props);
  const writers = prefix === '' ? writersOf(flow) : [];
  return [
    ...isResults ? [errorLine('', resultsAre(props), 'IllegalValue')] : [],
    ...writers.filter(({ bucketName }) => textEverywhere(scope, bucketName) === documents).map(({ name }) =>
      errorLine('', `${name} writes to the bucket of the documents, so its objects would become documents of the next `
        + 'run; give a \'prefix\' that is not written to, or let it write to another bucket', 'IllegalValue')),
  ];
}
