import { readFileSync } from 'fs';
import type {
  IPolicyValidationContextBeta1, IPolicyValidationPluginBeta1, PolicyValidationPluginReportBeta1,
  PolicyViolationBeta1, Stage,
} from 'aws-cdk-lib';
import { checkedCodeOfPolicy } from './acknowledgement';
import { addPlugin } from './add-plugin';
import { FlowError } from './flow-error';
import { spelt, speltMember } from './spelt';
import { checkStruct } from './structs';
import { regionOfTemplate } from './template-region';
import { violationOf } from './violation';
import { PolicyCheck } from '../core/policy/check';
import { type Policy, policyFault } from '../core/policy/policy';
import { POLICY_ROWS } from '../core/policy/rules';
import { readFlows } from '../core/template';

/**
 * Properties for `FlowPolicyPlugin`: the rules of an organisation for flows, in addition to those of the service. At
 * least one must be given. The JSON file of `bedrock-flows validate --policy` has the same members.
 */
export interface FlowPolicyProps {
  /**
   * The models that nodes may use, by their ids in the definition, or by the last part of an ARN. `*` matches any
   * characters: `eu.amazon.nova-*` allows the European profiles of Nova, and not `amazon.nova-lite-v1:0`. This includes
   * reranking models.
   *
   * @default - all models
   */
  readonly allowedModels?: string[];

  /**
   * The Regions where flows may be, and where their models may process data. A geographic inference profile needs all
   * of the Regions that it can send a request to; a `global.` profile is always rejected.
   *
   * @default - all Regions
   */
  readonly allowedRegions?: string[];

  /**
   * Whether each prompt node, and each knowledge base node in which a model writes the answer, must have a guardrail.
   * Guardrails of agents can't be seen.
   *
   * @default false
   */
  readonly requireGuardrail?: boolean;

  /**
   * Whether working drafts are forbidden: of prompts, guardrails and agents, and `$LATEST` of a Lambda function.
   *
   * @default false
   */
  readonly forbidDrafts?: boolean;

  /**
   * The maximum number of tokens of an answer: each node in which a model generates text must set `maxTokens` to this
   * value or less.
   *
   * @default - no limit, and none must be set
   */
  readonly maxTokens?: number;

  /**
   * The maximum number of iterations of a loop. A loop without `maxIterations` has 10.
   *
   * @default - as many as the service allows
   */
  readonly maxLoopRounds?: number;

  /**
   * Whether each flow must be encrypted with a key of AWS KMS.
   *
   * @default false
   */
  readonly requireEncryptionKey?: boolean;

  /**
   * Whether two flows of a stack must not have the same execution role.
   *
   * @default false
   */
  readonly requireOwnRole?: boolean;

  /**
   * How many versions each published flow must keep, see `retainedVersions` of `FlowVersionOptions`.
   *
   * @default - none
   */
  readonly minRetainedVersions?: number;

  /**
   * The codes of policy rules to overrule in this app, each with the reason.
   *
   * @default - no rule is overruled
   */
  readonly acknowledged?: { [code: string]: string };
}

/**
 * Checks all flows of an app against a policy, whether they are written with constructs or as plain `CfnFlow`:
 * `new FlowPolicyPlugin({ requireGuardrail: true }).addTo(app)`.
 *
 * It reads the templates: if a model, or a prompt outside the app, is known only at deployment, it warns that the
 * policy can't be checked. Violations stop the synthesis.
 */
export class FlowPolicyPlugin implements IPolicyValidationPluginBeta1 {
  /** The name of the plugin in reports. */
  public readonly name = 'cdk-bedrock-flows-policy';

  /** The codes of all rules of policies. */
  public readonly ruleIds?: string[] = POLICY_ROWS.map((row): string => row.code).sort();

  private readonly policy: Policy;
  private readonly acknowledged: ReadonlySet<string>;

  /**
   * @param props the policy
   * @throws if the policy is empty, if a value is not valid, or if an acknowledged code does not exist or has no reason
   */
  constructor(props: FlowPolicyProps) {
    checkStruct('FlowPolicyPlugin', 'FlowPolicyProps', props);
    const { acknowledged = {}, ...policy } = props;
    const fault = policyFault(policy, speltMember);
    if (fault) { throw new FlowError('FlowPolicyPlugin', fault.join('; '), 'IllegalValue'); }
    this.policy = policy;
    this.acknowledged = new Set(Object.entries(acknowledged)
      .map(([code, reason]) => checkedCodeOfPolicy('FlowPolicyPlugin', code, reason)));
  }

  /**
   * Registers this plugin with an app or a stage: through `Validations` if aws-cdk-lib has them, otherwise through
   * `policyValidationBeta1`.
   *
   * @param app the app or stage
   * @throws if it is neither
   */
  public addTo(app: Stage): void {
    addPlugin(spelt`FlowPolicyPlugin.addTo`, app, this);
  }

  /**
   * Checks all flows in the templates of an app; called by CDK.
   *
   * @param context the location of the templates
   */
  public validate(context: IPolicyValidationContextBeta1): PolicyValidationPluginReportBeta1 {
    const violations: PolicyViolationBeta1[] = [];
    for (const templatePath of context.templatePaths) {
      const region = regionOfTemplate(templatePath);
      const template: unknown = JSON.parse(readFileSync(templatePath, 'utf8'));
      const sources = readFlows(template, { sees: true });
      const check = new PolicyCheck(this.policy, template, sources, speltMember);
      for (const source of sources) {
        violations.push(...check.findingsOf(source, { region })
          .filter(({ code }) => !this.acknowledged.has(code))
          .map((finding) => violationOf(finding, source, templatePath)));
      }
    }
    return { success: violations.every(({ severity }) => severity !== 'error'), violations };
  }
}
