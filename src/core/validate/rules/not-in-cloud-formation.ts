import { InlinePrompt } from '../../model/definition';
import { isRecord } from '../../model/opaque';
import { notInline } from '../../prompt/inline';
import { at } from '../places';
import { Rule } from '../rule';

/** An inline prompt has only what CloudFormation can express. */
export const notInCloudFormation: Rule = {
  code: 'NotInCloudFormation',
  severity: 'warning',
  meaning: 'an inline prompt has only what CloudFormation can express',
  remedy: 'use a prompt of Prompt management; the constructs make one by themselves',
  source: 'CloudFormation registry schema of AWS::Bedrock::Flow',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const source = node.type === 'Prompt' ? node.configuration?.sourceConfiguration : undefined;
      const inline = isRecord(source) && isRecord(source.inline) ? source.inline : undefined;
      const reason = inline && notInline(inline as unknown as InlinePrompt);
      if (!reason) { continue; }
      yield {
        ...at(node),
        path: `${node.path}.configuration.prompt.sourceConfiguration.inline`,
        value: reason,
        message: `the prompt has ${reason}, which CloudFormation can't express in a flow`,
        remedy: 'use a prompt of Prompt management (FlowDefinition and PromptNode make one by themselves)',
      };
    }
  },
};
