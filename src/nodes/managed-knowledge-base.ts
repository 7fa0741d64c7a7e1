import { CfnResource, Reference, Tokenization } from 'aws-cdk-lib';
import type { IConstruct, IValidation } from 'constructs';
import { isRecord } from '../core/model/opaque';
import { errorLine } from '../core/words/line';
import { renderedProperties } from '../versions/content-address';

/**
 * Refuses a knowledge base of the type MANAGED, where it is in the app. RetrieveAndGenerate can't be used with one
 * (Bedrock User Guide), and users saw InvokeFlow fail with a dependencyFailedException for nodes that only retrieve,
 * too.
 */
export class NoManagedKnowledgeBase implements IValidation {
  public constructor(private readonly knowledgeBaseId: string) {}

  public validate(): string[] {
    const knowledgeBase = knowledgeBaseOf(this.knowledgeBaseId);
    if (!knowledgeBase || typeOf(knowledgeBase) !== 'MANAGED') { return []; }
    return [errorLine('',
      `the knowledge base '${knowledgeBase.node.path}' is of the type MANAGED, which flows can't use; `
      + 'use one of the type VECTOR, KENDRA or SQL, or call the managed one from a LambdaNode',
      'UnsupportedKnowledgeBase')];
  }
}

function knowledgeBaseOf(id: string): CfnResource | undefined {
  const targets = Tokenization.reverseString(id).tokens.filter(Reference.isReference)
    .map(({ target }): IConstruct => target);
  return targets.filter(CfnResource.isCfnResource)
    .find(({ cfnResourceType }) => cfnResourceType === 'AWS::Bedrock::KnowledgeBase');
}

function typeOf(knowledgeBase: CfnResource): unknown {
  const properties = renderedProperties(knowledgeBase);
  const configuration = isRecord(properties) ? properties.KnowledgeBaseConfiguration : undefined;
  return isRecord(configuration) ? configuration.Type : undefined;
}
