import { type aws_iam as iam, type aws_kms as kms, Lazy, Names, Resource } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { checkFlowProps, type FlowAttributes, type FlowProps } from './flow-props';
import { FlowResource } from './flow-resource';
import type { IFlow } from './i-flow';
import { importedFlow } from './imported-flow';
import { SparseTokens } from './sparse-tokens';
import { checkedCodeOfFlow } from '../checks/acknowledgement';
import { FlowError, placeOf, refusal } from '../checks/flow-error';
import { FlowFindings } from '../checks/flow-findings';
import { injected } from '../checks/injected';
import { adviseOnKey } from '../checks/key-arn';
import { warnOfKey } from '../checks/keys';
import { checkStruct } from '../checks/structs';
import { acknowledge } from '../checks/warn';
import { toMermaid } from '../core/diagram/mermaid';
import { sortedKeys } from '../core/model/canonical';
import { noInputNode } from '../core/sentences/missing';
import { listed } from '../core/words/lists';
import { didYouMean } from '../core/words/suggest';
import { FlowGraph } from '../graph/flow-graph';
import type { FlowNode } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import type { FlowDefinition } from '../import/flow-definition';
import { importDefinition } from '../import/import-definition';
import { InputNode } from '../nodes/input-node';
import { ExecutionRole } from '../role/execution-role';
import { FlowPrincipal } from '../role/flow-principal';
import { flowKeyNeed, keyArnOf } from '../role/key-needs';
import { DraftAlias } from '../versions/draft-alias';
import type { IFlowAlias } from '../versions/flow-alias';
import { FlowVersion, type FlowVersionOptions } from '../versions/flow-version';
import { Revisions } from '../versions/revisions';

/**
 * A flow of Amazon Bedrock: a graph of nodes that call models, functions and data sources.
 *
 * Create the nodes with the flow as their scope, and pass the values of one to the next. The flow creates the
 * definition from them, and an execution role with exactly the permissions that they need.
 */
export class Flow extends Resource implements IFlow, iam.IGrantable {
  /** The name by which `PropertyInjectors` know this class. */
  public static readonly PROPERTY_INJECTION_ID = 'cdk-bedrock-flows.Flow';

  /**
   * References a flow that was created elsewhere, by its ARN.
   *
   * @param scope where to put it
   * @param id the id of the construct
   * @param flowArn its ARN: `arn:aws:bedrock:REGION:ACCOUNT:flow/FLOW`
   * @throws if it is not an ARN of a flow
   */
  public static fromFlowArn(scope: Construct, id: string, flowArn: string): IFlow {
    return Flow.fromFlowAttributes(scope, id, { flowArn });
  }

  /**
   * References a flow that was created elsewhere, by its attributes.
   *
   * @param scope where to put it
   * @param id the id of the construct
   * @param attributes the attributes of the flow
   * @throws if the ARN is not the ARN of a flow
   */
  public static fromFlowAttributes(scope: Construct, id: string, attributes: FlowAttributes): IFlow {
    checkStruct(placeOf(scope, id), 'FlowAttributes', attributes);
    return importedFlow(scope, id, attributes);
  }

  /**
   * The ARN of the flow.
   * @attribute
   */
  public readonly flowArn: string;

  /**
   * The id of the flow: 10 letters and digits.
   * @attribute
   */
  public readonly flowId: string;

  /** The name of the flow. */
  public readonly flowName: string;

  /** A reference to the flow, for constructs that accept any kind of flow. */
  public readonly flowRef: refs.FlowReference;

  /** The execution role of the flow. */
  public readonly role: iam.IRole;

  /** The KMS key that encrypts the flow; `undefined` for a key of AWS. */
  public readonly encryptionKey?: kms.IKey;

  /**
   * The principal that grants apply to: the execution role, in such a way that a version keeps its permissions until it
   * is replaced.
   */
  public readonly grantPrincipal: iam.IPrincipal;

  /** @internal */
  public readonly _scopeGraph: FlowGraph;
  private readonly execution: ExecutionRole;
  private readonly findings: FlowFindings;
  private readonly inputValue?: FlowValue;
  private readonly revisions: Revisions;
  private readonly versionOptions: FlowVersionOptions;
  private version?: FlowVersion;
  private draft?: IFlowAlias;
  private rendered?: { readonly definition: object; readonly document: object };

  /**
   * @param scope where to put the flow
   * @param id the id of the construct
   * @param props the properties of the flow
   * @throws if a name, text or tag is not valid for the service
   */
  constructor(scope: Construct, id: string, props: FlowProps = {}) {
    props = injected(Flow.PROPERTY_INJECTION_ID, scope, id, props);
    if (new.target === Flow) { checkStruct(placeOf(scope, id), 'FlowProps', props); }
    checkFlowProps(placeOf(scope, id), scope, props);
    super(scope, id, {
      physicalName: props.flowName
        ?? Lazy.string({ produce: () => Names.uniqueResourceName(this, { maxLength: 100, separator: '-' }) }),
    });
    this.execution = new ExecutionRole(this, props.role);
    this.role = this.execution.role;
    this.grantPrincipal = new FlowPrincipal(this.role, this.execution.policy);
    this.encryptionKey = props.encryptionKey;
    this._scopeGraph = new FlowGraph(this, {
      guardrail: props.guardrail,
      encryptionKey: props.encryptionKey,
      allow: (needs, node) => this.execution.allow(needs, node),
      keepVersion: (version, promptId) => this.revisions.keepVersion(version, promptId),
      entry: () => this.input,
    });
    if (props.encryptionKey) {
      this.execution.allow([flowKeyNeed(this, props.encryptionKey)]);
      adviseOnKey(this, props.encryptionKey.keyArn);
    }
    const resource = new FlowResource(this, 'Resource', {
      name: this.physicalName,
      description: props.description,
      executionRoleArn: this.role.roleArn,
      customerEncryptionKeyArn: props.encryptionKey && keyArnOf(props.encryptionKey),
      definition: new SparseTokens(() => this.renderedDefinition(props.definition)),
      tags: props.tags,
      testAliasTags: props.testAliasTags && sortedKeys(props.testAliasTags),
    });
    // CloudFormation prepares the flow when it makes it: by then the role must be allowed what the nodes do
    resource.node.addDependency(this.execution.policy);
    // both hold an id that the service makes, so the name of the flow says nothing of them in another account or Region
    this.flowArn = resource.attrArn;
    this.flowId = resource.attrId;
    this.flowName = this.physicalName;
    this.flowRef = { flowArn: this.flowArn };
    this.revisions = new Revisions(this, resource, this.execution, () => this._scopeGraph.version);
    this.versionOptions = props.currentVersionOptions ?? {};

    this.inputValue = props.definition
      ? this.imported(scope, props.definition)
      : new InputNode(this, props.inputType ?? FlowDataType.STRING, props.inputName).document;
    this.findings = new FlowFindings(this, this._scopeGraph, props.definition?._remarks);
    this.node.addValidation({ validate: () => this.errors(props.definition) });
  }

  /**
   * The input of the flow: the value of its one Input node.
   *
   * @throws if the flow was made from a definition that has no input node
   */
  public get input(): FlowValue {
    if (!this.inputValue) {
      throw refusal(placeOf(this), noInputNode(), 'MissingStartingNodes');
    }
    return this.inputValue;
  }

  /**
   * The version that follows the flow: a new one is created exactly when something changes that a version freezes. It
   * is created on the first access. A version keeps its permissions until it is replaced and the deployment has
   * succeeded.
   */
  public get currentVersion(): FlowVersion {
    this.version ??= new FlowVersion(this, 'CurrentVersion', { flow: this, ...this.versionOptions });
    return this.version;
  }

  /**
   * The alias `TSTALIASID`, which every flow has for its working draft: for tests, not for callers, because it changes
   * during a deployment of the flow.
   */
  public get draftAlias(): IFlowAlias {
    this.draft ??= new DraftAlias(this, 'DraftAlias', this);
    return this.draft;
  }

  /**
   * Adds something to what a version depends on, so that a change of it creates a new version: for dependencies that
   * the library can't see, such as the content of a file that an agent reads.
   *
   * @param data any JSON; tokens are resolved
   */
  public addToRevision(data: any): void {
    this.revisions.add(data);
  }

  /**
   * Finds a node of this flow by its name, also inside loops.
   *
   * @param nodeName the name in the definition
   * @throws if there is none
   */
  public findNode(nodeName: string): FlowNode {
    const node = this.tryFindNode(nodeName);
    if (node) { return node; }
    const names = [...this._scopeGraph.names.keys()];
    throw new FlowError(placeOf(this), `there is no node '${nodeName}', `
      + `only ${listed(names)}; ${didYouMean(nodeName, names, 'use one of those')}`, 'UnknownNode');
  }

  /**
   * Finds a node of this flow by its name, also inside loops; `undefined` if there is none.
   *
   * @param nodeName the name in the definition
   */
  public tryFindNode(nodeName: string): FlowNode | undefined {
    return this._scopeGraph.find(nodeName);
  }

  /**
   * Adds a statement to the execution role, beyond what the nodes need.
   *
   * @param statement what to allow
   */
  public addToRolePolicy(statement: iam.PolicyStatement): void {
    this.execution.allow([{ statement }]);
  }

  /**
   * Renders the graph of the flow as Mermaid text (a `flowchart`), for a README or a review: many viewers of Markdown
   * draw it.
   *
   * It shows the nodes and connections that exist when it is called. A name or ARN that is known only at deployment is
   * left out, or shown as `(known at deployment)`, so the same flow always gives the same text.
   */
  public toMermaid(): string {
    return toMermaid(this._scopeGraph.definition());
  }

  /**
   * Overrules a rule for the whole flow, be it an error or a warning, including the warnings of its nodes and versions.
   * Some rules are based only on documentation and have not been tested against AWS; RULES.md lists them. Errors of
   * constructors can't be overruled, nor can quotas that AWS does not raise. An acknowledgement without a matching
   * finding is an error at synthesis.
   *
   * @param code the code at the end of the message, for example `UnusedNodeOutput`
   * @param reason why the rule does not apply; stored in the metadata of the flow, for reviewers
   * @throws if there is no such code, or no reason
   */
  public acknowledge(code: string, reason: string): void {
    const checked = checkedCodeOfFlow(placeOf(this), code, reason);
    this.findings.acknowledge(checked);
    acknowledge(this, checked, reason);
    this.node.addMetadata('cdk-bedrock-flows:acknowledged', { code, reason });
  }

  /** @internal */
  public _revisions(): Revisions {
    return this.revisions;
  }

  private errors(definition: FlowDefinition | undefined): string[] {
    warnOfKey(this, definition?._encryptionKey);
    return [...this.findings.errorsOfFlow(), ...this.revisions.findings(), ...this.findings.errorsOfAcknowledgements()];
  }

  private imported(scope: Construct, definition: FlowDefinition): FlowValue | undefined {
    try {
      importDefinition(this, definition._definition);
      return this._scopeGraph.nodes.find((node) => node.nodeType === 'Input')?.output('document');
    } catch (error) {
      // what throws leaves nothing behind
      scope.node.tryRemoveChild(this.node.id);
      throw error;
    }
  }

  private renderedDefinition(source: FlowDefinition | undefined): object {
    const definition = this._scopeGraph.definition();
    if (this.rendered?.definition !== definition) {
      this.rendered = { definition, document: { ...source?._definition, ...definition } };
    }
    return this.rendered.document;
  }
}
