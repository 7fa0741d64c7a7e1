import { CfnElement, type CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct, IValidation } from 'constructs';
import { templateOf } from '../checks/cdk-internals';
import { errorLine } from '../core/words/line';

/** Where CDK puts what other stacks use of a stack: exports, and what writes values for other Regions. */
const EXPORTS = /^Exports(Writer.*)?$/;

/** Why a resource can't be used in another stack, for whoever tries. */
export interface Home {
  /** What the resource is, in words. */
  readonly what: string;
  /** What to do instead. */
  readonly remedy: string;
}

/**
 * Refuses that another stack uses a resource whose logical id changes with each version: the name of its export would
 * change too, and CloudFormation deletes no export that is imported, so that the next deployment would be refused.
 */
export class NotExported implements IValidation {
  public constructor(private readonly resource: CfnResource, private readonly home: Home) {}

  public validate(): string[] {
    const stack = Stack.of(this.resource);
    const exporting = stack.node.children.filter(({ node }) => EXPORTS.test(node.id))
      .flatMap((child) => child.node.findAll());
    if (exporting.length === 0) { return []; }
    const id = JSON.stringify(stack.resolve(this.resource.logicalId));
    if (!exporting.some((one) => textOf(stack, one).includes(id))) { return []; }
    const { what, remedy } = this.home;
    return [errorLine('',
      `${what} is used in another stack, but changes with each version, so the next deployment would fail; `
      + `${remedy}`, 'ForeignValue')];
  }
}

function textOf(stack: Stack, construct: IConstruct): string {
  if (!CfnElement.isCfnElement(construct)) { return ''; }
  return JSON.stringify(stack.resolve(templateOf(construct)));
}
