import { isArnMember, isRefusedByCloudFormation, NAMED_BY } from '../../constraints';
import type { InlinePrompt } from '../../model/definition';
import { isRecord, knownText } from '../../model/opaque';
import { notInline } from '../../prompt/inline';
import type { Report } from '../finding';
import type { DefinitionIndex } from '../indexed';
import { at } from '../places';
import type { Rule } from '../rule';

/** A definition has only what CloudFormation can express: of an inline prompt, and of ARNs. */
export const notInCloudFormation: Rule = {
  code: 'NotInCloudFormation',
  severity: 'warning',
  meaning: 'an inline prompt has only what CloudFormation can express, and each ARN is in a partition that its '
    + 'patterns allow',
  remedy: 'use a prompt of Prompt management, which the constructs create for you; in the eusc and iso Regions, create '
    + 'the flow with the API',
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
        remedy: 'use a prompt of Prompt management (FlowDefinition and PromptNode create one for you)',
      };
    }
    yield* refusedArns(definition);
  },
};

function* refusedArns({ nodes, region }: DefinitionIndex): Generator<Report> {
  for (const node of nodes) {
    const { kind, configuration } = node;
    if (!kind || !configuration) { continue; }
    for (const member of Object.keys(kind.structure.members)) {
      const value = configuration[member];
      if (!isArnMember(member) || value === undefined) { continue; }
      const arn = knownText(value);
      if (!isRefusedByCloudFormation(member, arn, region)) { continue; }
      yield {
        ...at(node),
        path: `${node.path}.configuration.${kind.key}.${member}`,
        value,
        message: `the ARN of the ${NAMED_BY[member]} is in ${arn?.split(':')[3] ?? region}, which CloudFormation's `
          + 'pattern for it rejects, though the API accepts it',
        remedy: 'create this flow with the API (CreateFlow)',
      };
    }
  }
}
