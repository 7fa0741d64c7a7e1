import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The Region that a construct is deployed to, where the program says so. */
export function regionOf(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? undefined : region;
}
