import { Token } from 'aws-cdk-lib';
import { isIntrinsic, isRecord } from '../core/model/opaque';

/**
 * JSON of a template with each intrinsic function as a token of CDK, so that everything that can carry a token can carry it: the checks pass
 * over it, and it comes out as it went in.
 */
export function tokenised(json: unknown): unknown {
  if (isIntrinsic(json)) { return Token.asString(json); }
  if (Array.isArray(json)) { return json.map(tokenised); }
  if (!isRecord(json) || Token.isUnresolved(json)) { return json; }
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, tokenised(value)]));
}
