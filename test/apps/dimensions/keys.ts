/** The key of a flow. */
import { ArnFormat, aws_kms as kms } from 'aws-cdk-lib';
import type { World } from '../world';

export const KEYS = ['none', 'new', 'of another stack', 'imported', 'with a joined ARN', 'an alias'] as const;
export type KeyKind = typeof KEYS[number];

export function keyOf(kind: KeyKind, id: string, { home, before }: World): kms.IKey | undefined {
  switch (kind) {
    case 'none': return undefined;
    case 'new': return new kms.Key(home, id);
    case 'of another stack': return new kms.Key(before, id);
    case 'imported': return kms.Key.fromKeyArn(home, id, `arn:aws:kms:us-east-1:111122223333:key/${keyId(id)}`);
    case 'with a joined ARN': {
      const resource =
        { service: 'kms', resource: 'key', resourceName: keyId(id), arnFormat: ArnFormat.SLASH_RESOURCE_NAME };
      return kms.Key.fromKeyArn(home, id, home.formatArn(resource));
    }
    case 'an alias': return new kms.Key(home, id).addAlias(`alias/${id.toLowerCase()}`);
  }
}

function keyId(id: string): string {
  return `00000000-0000-0000-0000-${Buffer.from(id).toString('hex').slice(0, 12).padEnd(12, '0')}`;
}
