import { PropertyInjectors } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';

/**
 * The properties of a construct after what `PropertyInjectors` around it make of them, as constructs of aws-cdk-lib
 * have it: the nearest for its class counts.
 */
export function injected<T>(uniqueId: string, scope: Construct, id: string, props: T): T {
  for (let around: IConstruct | undefined = scope; around; around = around.node.scope) {
    const injector = PropertyInjectors.hasPropertyInjectors(around)
      ? PropertyInjectors.of(around).for(uniqueId) : undefined;
    if (injector) { return injector.inject(props, { scope, id }); }
  }
  return props;
}
