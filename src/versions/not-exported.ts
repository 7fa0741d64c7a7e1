import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct, IValidation } from 'constructs';

/** Where CDK puts what other stacks use of a stack: exports, and what writes values for other Regions. */
const EXPORTS = /^Exports(Writer.*)?$/;

/**
 * Refuses that another stack uses a resource whose logical id changes with each version: the name of its export would
 * change too, and CloudFormation deletes no export that is imported, so that the next deployment would be refused.
 */
export class NotExported implements IValidation {
  /**
   * @param resource what must not be exported
   * @param what it is, in words
   * @param remedy what to do instead
   */
  public constructor(private readonly resource: CfnResource, private readonly what: string, private readonly remedy: string) {}

  public validate(): string[] {
    const stack = Stack.of(this.resource);
    const id = JSON.stringify(stack.resolve(this.resource.logicalId));
    const exporting = stack.node.children.filter(({ node }) => EXPORTS.test(node.id)).flatMap((child) => child.node.findAll());
    if (!exporting.some((one) => textOf(stack, one).includes(id))) { return []; }
    return [`${this.what} is used in another stack, but changes with each version, so the next deployment would be refused; ${this.remedy} [ForeignValue]`];
  }
}

function textOf(stack: Stack, construct: IConstruct): string {
  if (!CfnElement.isCfnElement(construct)) { return ''; }
  return JSON.stringify(stack.resolve((construct as unknown as { _toCloudFormation(): unknown })._toCloudFormation()));
}
