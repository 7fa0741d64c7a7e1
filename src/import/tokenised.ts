import { Token } from 'aws-cdk-lib';
import { isIntrinsic, isRecord } from '../core/model/opaque';

/**
 * JSON of a template with each intrinsic function as a token of CDK, so that everything that can carry a token can
 * carry it: the checks pass over it, and it comes out as it went in. What a join or a substitution shows of an ARN
 * stays readable, since the role depends on it.
 */
export function tokenised(json: unknown): unknown {
  if (isIntrinsic(json)) { return joined(json['Fn::Join']) ?? substituted(json['Fn::Sub']) ?? Token.asString(json); }
  if (Array.isArray(json)) { return json.map(tokenised); }
  if (!isRecord(json) || Token.isUnresolved(json)) { return json; }
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, tokenised(value)]));
}

function joined(join: unknown): string | undefined {
  if (!Array.isArray(join) || join[0] !== '' || !Array.isArray(join[1])) { return undefined; }
  return join[1].map((part: unknown) => typeof part === 'string' ? part : String(tokenised(part))).join('');
}

function substituted(text: unknown): string | undefined {
  if (typeof text !== 'string') { return undefined; }
  return text.replace(/\$\{([^{}]+)\}/g, (_placeholder, name: string) => {
    if (name.startsWith('!')) { return `\${${name.slice(1)}}`; }
    const [resource, ...attribute] = name.split('.');
    return Token.asString(attribute.length > 0 ? { 'Fn::GetAtt': [resource, attribute.join('.')] } : { Ref: name });
  });
}
