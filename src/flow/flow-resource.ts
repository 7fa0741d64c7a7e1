import { aws_bedrock as bedrock, type ITokenResolver, Tokenization } from 'aws-cdk-lib';
import { insidesOf } from '../checks/cdk-internals';
import { sortedKeys } from '../core/model/canonical';
import { toCfn } from '../core/template';
import { turned } from '../core/template/keys';

/**
 * A CfnFlow that renders its definition by our own table. The generated class drops every key it does not know,
 * silently, and walks the definition three times; this one loses nothing and walks it once.
 */
export class FlowResource extends bedrock.CfnFlow {
  /**
   * Some of the properties under their names in the template, resolved by this resolver. They are not checked: a name
   * or ARN may be whatever the resolver makes of it. What the resource depends on is left out: that may in turn depend
   * on what the properties are.
   */
  public propertiesBy(resolver: ITokenResolver, isWanted: (name: string) => boolean): {
    readonly [property: string]: unknown;
  } {
    const options = { scope: this, resolver, preparing: false };
    const wanted = (properties: object) => Object.fromEntries(Object.entries(properties)
      .filter(([name]) => isWanted(name)));
    const { properties, overrides = {} } = insidesOf(this);
    const { Definition, DefinitionS3Location, ...others } =
      Tokenization.resolve(wanted(spelt(properties)), options);
    const base = {
      ...others,
      ...Definition !== undefined && { Definition: toCfn(Definition) },
      ...DefinitionS3Location !== undefined && { DefinitionS3Location: spelt(DefinitionS3Location) },
    };
    // an override that takes something away has no value
    return merged(base, Tokenization.resolve(wanted(overrides), { ...options, removeEmpty: false }));
  }

  protected override renderProperties(properties: { [name: string]: any }): { [name: string]: any } {
    const { definition, ...rest } = properties;
    const rendered = super.renderProperties(rest);
    // in order, since a map of the user's may have been put together in any
    return definition === undefined ? rendered : { ...rendered, Definition: sortedKeys(toCfn(definition)) };
  }
}

/** Its keys as a template has them. */
function spelt(struct: object): object {
  return Object.fromEntries(Object.entries(struct).map(([key, value]) => [turned(key), value]));
}

/** As `addPropertyOverride()` does it. */
function merged(base: unknown, overrides: unknown): any {
  if (!isObject(base) || !isObject(overrides)) { return overrides; }
  const result: { [key: string]: unknown } = { ...base };
  for (const [key, value] of Object.entries(overrides)) { result[key] = merged(result[key], value); }
  return Array.isArray(base) ? Object.values(result) : result;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
