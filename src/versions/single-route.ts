import type { CfnResource } from 'aws-cdk-lib';
import type { IValidation } from 'constructs';
import { renderedProperties } from './content-address';
import { insidesOf } from '../checks/cdk-internals';
import { isRecord } from '../core/model/opaque';
import { errorLine } from '../core/words/line';

/** Refuses routes that someone has put into the L1 by hand, in the belief that the service has weights. */
export class SingleRoute implements IValidation {
  public constructor(private readonly alias: CfnResource) {}

  public validate(): string[] {
    if (this.isUntouched()) { return []; }
    const { RoutingConfiguration: routes } =
      renderedProperties(this.alias) as { readonly RoutingConfiguration?: unknown };
    if (!Array.isArray(routes)) { return []; }
    const keys = routes.flatMap((route) => Object.keys(route as object)).filter((key) => key !== 'FlowVersion');
    if (routes.length === 1 && keys.length === 0) { return []; }
    const what = keys.length > 0 ? `a route with '${keys[0]}'` : `${routes.length} routes`;
    return [errorLine('', `the alias has ${what}, but an alias points to exactly one version and has no weights; use a `
      + 'CanaryFlowAlias', 'IllegalValue')];
  }

  /** Whether it has the one route that it was made with. That needs no resolution, which takes long. */
  private isUntouched(): boolean {
    const { properties: { routingConfiguration: routes }, overrides = {} } = insidesOf(this.alias);
    const [route, ...others] = Array.isArray(routes) ? routes as unknown[] : [];
    return Object.keys(overrides).length === 0 && others.length === 0 && isRecord(route)
      && Object.keys(route).join() === 'flowVersion';
  }
}
