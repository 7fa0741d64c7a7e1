import { type aws_iam as iam, type aws_kms as kms, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { checkText } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { checkKey } from '../checks/keys';
import { checkSameRegion } from '../checks/same-region';
import { spelt, speltMember } from '../checks/spelt';
import { checkTags } from '../checks/tags';
import { TEXT } from '../core/constraints';
import type { FlowDataType } from '../graph/flow-value';
import { checkNodeName } from '../graph/node-names';
import type { FlowDefinition } from '../import/flow-definition';
import type { FlowGuardrail } from '../models/flow-guardrail';
import type { FlowVersionOptions } from '../versions/flow-version';

/** Properties for `Flow`. */
export interface FlowProps {
  /**
   * The name of the flow: 1 to 100 letters or digits with single `_` or `-` between.
   *
   * @default - a name made from the path of the construct
   */
  readonly flowName?: string;

  /**
   * A description of the flow: 1 to 200 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The KMS key that encrypts the flow, and the managed prompts of its nodes without their own key. The execution role
   * may use it for flows of this account and Region. Users of the flow need the same permissions in the policy of the
   * key (Bedrock User Guide, encryption-flows). For an alias, the key must be known at synthesis, because the service
   * accepts no alias.
   *
   * @default - a key of AWS
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The tags of the flow, in addition to those of `Tags.of()`.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * The tags of the alias `TSTALIASID`, which every flow has for its working draft.
   *
   * @default - none
   */
  readonly testAliasTags?: { [key: string]: string };

  /**
   * The execution role of the flow. Bedrock must be allowed to assume it. The permissions of the nodes are added to it,
   * unless it is imported as immutable.
   *
   * @default - a new role that only flows of this account and Region can assume
   */
  readonly role?: iam.IRole;

  /**
   * The default guardrail: it applies to every Prompt node and every generating knowledge base node without its own
   * guardrail. A node opts out with `FlowGuardrail.none(reason)`.
   *
   * @default - none
   */
  readonly guardrail?: FlowGuardrail;

  /**
   * The data type of the flow's input, `flow.input`. The service checks the type and converts nothing.
   *
   * @default FlowDataType.STRING; with `definition`, the type in it
   */
  readonly inputType?: FlowDataType;

  /**
   * The name of the Input node: callers send it as `nodeName`, so use the same name if the flow replaces another one.
   * It starts with a letter and has 2 to 51 letters or digits with single `_` between. No other node of the flow can
   * have it.
   *
   * @default FlowInputNode; with `definition`, the name in it
   */
  readonly inputName?: string;

  /**
   * An existing definition to import: its nodes become nodes of this flow. More can be added.
   *
   * @default - the flow starts with its input node alone
   */
  readonly definition?: FlowDefinition;

  /**
   * Options for `currentVersion`.
   *
   * @default - no description and no concurrency; replaced versions are deleted
   */
  readonly currentVersionOptions?: FlowVersionOptions;
}

/** Attributes of a flow that was created elsewhere. */
export interface FlowAttributes {
  /** The ARN of the flow. */
  readonly flowArn: string;

  /**
   * The KMS key that encrypts the flow.
   *
   * @default - a key of AWS, or not known
   */
  readonly encryptionKey?: kms.IKey;
}

/** Refuses what the service refuses, before there is a flow. */
export function checkFlowProps(place: string, scope: Construct, props: FlowProps): void {
  const { flowName, description, definition, inputType, inputName } = props;
  checkText(place, spelt`'flowName'`, flowName, TEXT.flowName);
  checkText(place, '\'description\'', description, TEXT.description);
  checkKey(place, props.encryptionKey);
  checkSameRegion(place, scope, { encryptionKey: props.encryptionKey });
  checkTags(place, '\'tags\'', props.tags);
  checkTags(place, spelt`'testAliasTags'`, props.testAliasTags);
  for (const [name, value] of Object.entries({ inputType, inputName })) {
    if (definition && value !== undefined) {
      throw new FlowError(place,
        `'${speltMember(name)}' is given together with 'definition', which has its own Input node; leave it out`,
        'IllegalValue');
    }
  }
  if (inputName !== undefined) { checkInputName(place, inputName); }
}

function checkInputName(place: string, inputName: string): void {
  if (Token.isUnresolved(inputName)) {
    throw new FlowError(place, spelt`'inputName' is known only at deployment, but other nodes refer to it; write it `
      + 'as '
      + 'text',
    'IllegalName');
  }
  checkNodeName(place, inputName, 'input name');
}
