/** A finding as a violation in the report of a validation plugin. */
import type { PolicyViolationBeta1 } from 'aws-cdk-lib';
import type { FlowSource } from '../core/template';
import type { Finding } from '../core/validate/finding';

export function violationOf(finding: Finding, { id }: FlowSource, templatePath: string): PolicyViolationBeta1 {
  const { code, node, message, remedy, severity, path } = finding;
  return {
    ruleName: code,
    description: `${node ? `node '${node}': ` : ''}${message}`,
    fix: remedy,
    severity,
    violatingResources: [{
      resourceLogicalId: id ?? '', templatePath, locations: [`Properties/Definition ${path}`],
    }],
  };
}
