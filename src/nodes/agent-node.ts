import type { aws_kms as kms } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { checkText, exactlyOne } from '../checks/arguments';
import { nameIn } from '../checks/arn-of';
import { placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { warn } from '../checks/warn';
import { TEXT } from '../core/constraints';
import { workingDraft } from '../core/sentences/missing';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { fixedInputs } from '../graph/ports';
import { agentNeeds } from '../role/node-needs';

/** Properties for `AgentNode`. */
export interface AgentNodeProps extends FlowNodeProps {
  /**
   * The alias of the agent, for example a `CfnAgentAlias`.
   *
   * @default - `agentAliasArn` names it
   */
  readonly agentAlias?: refs.IAgentAliasRef;

  /**
   * The ARN of an agent alias that was created elsewhere.
   *
   * @default - `agentAlias` names it
   */
  readonly agentAliasArn?: string;

  /** The text sent to the agent: a String. */
  readonly agentInputText: FlowValue;

  /**
   * Attributes for the prompt of this turn: an Object.
   *
   * @default - none
   */
  readonly promptAttributes?: FlowValue;

  /**
   * Attributes that the agent's session keeps: an Object.
   *
   * @default - none
   */
  readonly sessionAttributes?: FlowValue;

  /**
   * The KMS key that encrypts the agent; the execution role is allowed to use it.
   *
   * @default - that of a `CfnAgent` in the app whose `CfnAgentAlias` is used, otherwise a key of AWS
   */
  readonly encryptionKey?: kms.IKey;
}

const MEMBERS: MembersOf<AgentNodeProps> = {
  ...NODE_MEMBERS,
  agentInputText: '->',
  agentAlias: '',
  agentAliasArn: '',
  encryptionKey: '',
  promptAttributes: '',
  sessionAttributes: '',
};

/**
 * Sends a text to an agent of Amazon Bedrock Agents, and outputs its answer. The agent may pause the flow and ask the
 * caller (multi-turn, preview).
 *
 * Since 30 July 2026 new accounts can't create such agents ("Agents Classic"); those of other accounts go on.
 */
export class AgentNode extends FlowNode {
  /** The answer of the agent: a String. */
  public readonly agentResponse: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the agent and its inputs
   */
  constructor(scope: Construct, id: string, props: AgentNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === AgentNode) { checkStruct(place, MEMBERS, props); }
    const alias = exactlyOne<object | string>(place,
      { agentAlias: props.agentAlias, agentAliasArn: props.agentAliasArn });
    const agentAliasArn = typeof alias === 'string' ? alias : nameIn(place, alias, {
      members: ['agentAliasRef.agentAliasArn', 'aliasArn'],
      what: 'alias of an agent',
      remedy: spelt`pass a CfnAgentAlias, or its ARN as 'agentAliasArn'`,
    });
    checkText(place, spelt`'agentAliasArn'`, props.agentAliasArn, TEXT.agentAliasArn);
    const { agentInputText, promptAttributes, sessionAttributes, nodeName, runWhen } = props;
    super(scope, id, {
      nodeType: 'Agent',
      nodeName,
      runWhen,
      configuration: { agent: { agentAliasArn } },
      inputs: fixedInputs(place, 'Agent', { agentInputText, promptAttributes, sessionAttributes }),
      outputs: { agentResponse: FlowDataType.STRING },
    });
    this.agentResponse = this.output('agentResponse');
    this._allow(agentNeeds(this, agentAliasArn, props.encryptionKey));
    if (agentAliasArn.endsWith('/TSTALIASID')) {
      const { message, remedy } = workingDraft('agent', 'name an alias of a version');
      warn(this, 'DraftReference', message, remedy);
    }
  }
}
