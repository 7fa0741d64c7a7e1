import { aws_bedrock as bedrock, ITokenResolver, Tokenization } from 'aws-cdk-lib';
import { toCfn } from '../core/template';

/**
 * A CfnFlow that renders its definition by our own table. The generated class drops every key it does not know, silently, and walks the
 * definition three times; this one loses nothing and walks it once.
 */
export class FlowResource extends bedrock.CfnFlow {
  /**
   * The properties as the template has them, resolved by this resolver. What the resource depends on is left out: that may in turn depend on what the
   * properties are.
   */
  public frozenBy(resolver: ITokenResolver): { readonly [property: string]: unknown } {
    const options = { scope: this, resolver, preparing: false };
    const properties = Tokenization.resolve(this.cfnProperties, options);
    const { Properties: overrides = {} } = (this as unknown as { readonly rawOverrides: { readonly Properties?: object } }).rawOverrides;
    // an override that takes something away has no value
    return merged(this.renderProperties(properties), Tokenization.resolve(overrides, { ...options, removeEmpty: false }));
  }

  protected override renderProperties(properties: { [name: string]: any }): { [name: string]: any } {
    const { definition, ...rest } = properties;
    const rendered = super.renderProperties(rest);
    return definition === undefined ? rendered : { ...rendered, Definition: toCfn(definition) };
  }
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
