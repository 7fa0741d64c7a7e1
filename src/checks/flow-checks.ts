import { readFileSync } from 'fs';
import {
  aws_bedrock as bedrock, type IAspect, type IPolicyValidationContextBeta1, type IPolicyValidationPluginBeta1,
  type PolicyValidationPluginReportBeta1,
  type PolicyViolationBeta1, Stack, type Stage,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { canBeOverruled, checkedCode } from './acknowledgement';
import { addPlugin } from './add-plugin';
import { templateOf } from './cdk-internals';
import { givenTo, withDropped } from './dropped-keys';
import { namesPrompt, promptsInStack } from './prompts-in-app';
import { regionOf } from './region';
import { shown } from './shown';
import { spelt } from './spelt';
import { checkStruct } from './structs';
import { regionOfTemplate } from './template-region';
import { violationOf } from './violation';
import { warn } from './warn';
import { readFlows } from '../core/template';
import { byShownNames, promptsOf } from '../core/template/prompts-of';
import type { Finding } from '../core/validate/finding';
import { READING } from '../core/validate/reading';
import { RULES } from '../core/validate/registry';
import { validateSource } from '../core/validate/validate';
import { errorLine, withRemedy } from '../core/words/line';
import { FlowResource } from '../flow/flow-resource';

/** Properties for `FlowChecks`. */
export interface FlowChecksProps {
  /**
   * The codes of rules to overrule in this app, each with the reason.
   *
   * @default - no rule is overruled
   */
  readonly acknowledged?: { [code: string]: string };
}

/**
 * Checks every plain `CfnFlow` of an app as strictly as a `Flow`: errors stop the synth, warnings can be acknowledged.
 * (A `Flow` checks itself.)
 *
 * Add it with `Aspects.of(app).add(new FlowChecks())`.
 */
export class FlowChecks implements IAspect {
  private readonly acknowledged: ReadonlySet<string>;

  /**
   * @param props the rules to overrule
   * @throws if an acknowledged code does not exist, or has no reason
   */
  constructor(props: FlowChecksProps = {}) {
    this.acknowledged = acknowledgedIn('FlowChecks', props);
  }

  /**
   * Checks one construct of the app; called by the CDK.
   *
   * @param construct the construct
   */
  public visit(construct: IConstruct): void {
    if (!(construct instanceof bedrock.CfnFlow) || construct instanceof FlowResource) { return; }
    // resolved only after all aspects have run: others may still change it
    construct.node.addValidation({ validate: () => this.errorsOf(construct) });
  }

  private errorsOf(flow: bedrock.CfnFlow): string[] {
    const errors: string[] = [];
    for (const finding of findingsOf(flow).filter((one) => !this.acknowledged.has(one.code) || !canBeOverruled(one))) {
      const message = `${finding.node ? `node '${finding.node}': ` : ''}${finding.message}`;
      if (finding.severity === 'error') {
        errors.push(shown(errorLine('', withRemedy(message, finding.remedy), finding.code)));
      } else {
        warn(flow, finding.code, message, finding.remedy);
      }
    }
    return errors;
  }
}

/**
 * Runs the checks as a policy validation plugin, over the templates of an app: `new FlowChecksPlugin().addTo(app)`.
 *
 * In JavaScript and Python it can also be passed to `Validations.of(app).addPlugins()`; in all languages to
 * `policyValidationBeta1` of an `App`.
 */
export class FlowChecksPlugin implements IPolicyValidationPluginBeta1 {
  /** The name of the plugin in reports. */
  public readonly name = 'cdk-bedrock-flows';

  /** The codes of all rules. */
  public readonly ruleIds?: string[] = [...RULES, ...READING].map((rule): string => rule.code).sort();

  private readonly acknowledged: ReadonlySet<string>;

  /**
   * @param props the rules to overrule
   * @throws if an acknowledged code does not exist, or has no reason
   */
  constructor(props: FlowChecksProps = {}) {
    this.acknowledged = acknowledgedIn('FlowChecksPlugin', props);
  }

  /**
   * Registers this plugin with an app or a stage: through `Validations` if aws-cdk-lib has them (Java, C# and Go do not
   * find their interface for plugins at this class, because older versions do not have it), otherwise through
   * `policyValidationBeta1`.
   *
   * @param app the app or stage
   * @throws if it is neither
   */
  public addTo(app: Stage): void {
    addPlugin(spelt`FlowChecksPlugin.addTo`, app, this);
  }

  /**
   * Checks all flows in the templates of an app; called by the CDK.
   *
   * @param context the location of the templates
   */
  public validate(context: IPolicyValidationContextBeta1): PolicyValidationPluginReportBeta1 {
    const violations: PolicyViolationBeta1[] = [];
    let success = true;
    for (const templatePath of context.templatePaths) {
      const region = regionOfTemplate(templatePath);
      const template: unknown = JSON.parse(readFileSync(templatePath, 'utf8'));
      const prompts = byShownNames(promptsOf(template));
      for (const source of readFlows(template, { sees: true })) {
        const given = givenTo(template, source.id, templatePath);
        const findings = withDropped(validateSource(source, { region, prompts }), given);
        for (const finding of findings.filter((one) => !this.acknowledged.has(one.code) || !canBeOverruled(one))) {
          success = success && finding.severity !== 'error';
          violations.push(violationOf(finding, source, templatePath));
        }
      }
    }
    return { success, violations };
  }
}

/** What the rules say of a plain CfnFlow: of what will be deployed, and of what it was given that will not be. */
function findingsOf(flow: bedrock.CfnFlow): readonly Finding[] {
  const stack = Stack.of(flow);
  const template = stack.resolve(templateOf(flow));
  const region = regionOf(flow);
  const sources = readFlows(template, { sees: true });
  const prompts = sources.some(({ definition }) => definition && namesPrompt(definition)) ? promptsInStack(stack) : {};
  const found = sources.flatMap((source) => validateSource(source, { region, prompts }));
  return withDropped(found, stack.resolve(flow.definition));
}

function acknowledgedIn(place: string, props: FlowChecksProps): ReadonlySet<string> {
  checkStruct(place, 'FlowChecksProps', props);
  return new Set(Object.entries(props.acknowledged ?? {}).map(([code, reason]) => checkedCode(place, code, reason)));
}
