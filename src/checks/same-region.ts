import { type IResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { FlowError } from './flow-error';
import { speltMember } from './spelt';

/** Refuses what is in another Region than the construct that uses it, where the service works within one. */
export function checkSameRegion(
  place: string, scope: IConstruct, used: { readonly [member: string]: IResource | undefined },
): void {
  const { region: here } = Stack.of(scope);
  for (const [member, one] of Object.entries(used)) {
    const region = one?.env?.region;
    if (!one || region === undefined || [here, region].some((each) => Token.isUnresolved(each)) || region === here) {
      continue;
    }
    throw new FlowError(place, `'${speltMember(member)}' '${one.node.path}' is in Region ${region}, and can't be `
      + `used from ${here}; pass one of ${here}`, 'IllegalValue');
  }
}
