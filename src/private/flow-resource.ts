import { aws_bedrock as bedrock } from 'aws-cdk-lib';
import { toCfn } from '../core/template';

/**
 * A CfnFlow that renders its definition by our own table. The generated class drops every key it does not know, silently, and walks the
 * definition three times; this one loses nothing and walks it once.
 */
export class FlowResource extends bedrock.CfnFlow {
  protected override renderProperties(properties: { [name: string]: any }): { [name: string]: any } {
    const { definition, ...rest } = properties;
    const rendered = super.renderProperties(rest);
    return definition === undefined ? rendered : { ...rendered, Definition: toCfn(definition) };
  }
}
