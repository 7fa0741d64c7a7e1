import type { CfnResource } from 'aws-cdk-lib';
import type { IValidation } from 'constructs';
import { renderedProperties } from './content-address';
import { errorLine } from '../core/words/line';

/** Refuses routes that someone has put into the L1 by hand, in the belief that the service has weights. */
export class SingleRoute implements IValidation {
  public constructor(private readonly alias: CfnResource) {}

  public validate(): string[] {
    const { RoutingConfiguration: routes } =
      renderedProperties(this.alias) as { readonly RoutingConfiguration?: unknown };
    if (!Array.isArray(routes)) { return []; }
    const keys = routes.flatMap((route) => Object.keys(route as object)).filter((key) => key !== 'FlowVersion');
    if (routes.length === 1 && keys.length === 0) { return []; }
    const what = keys.length > 0 ? `a route with '${keys[0]}'` : `${routes.length} routes`;
    return [errorLine('',
      `the alias has ${what}, but the service leads an alias to exactly one version and knows no weights; use a `
      + 'CanaryFlowAlias', 'IllegalValue')];
  }
}
