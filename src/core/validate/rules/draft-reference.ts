import { isRecord, knownText } from '../../model/opaque';
import { IndexedNode } from '../index-definition';
import { at } from '../places';
import { Rule } from '../rule';

/** What a node uses is a version, not a working draft. */
export const draftReference: Rule = {
  code: 'DraftReference',
  severity: 'warning',
  meaning: 'what a node uses is a version, not a working draft',
  remedy: 'name a version',
  source: 'a version of a flow is only as frozen as what it names',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      for (const [what, value] of draftsOf(node)) {
        yield { ...at(node), value, message: `${what} is a working draft, which changes under the flow and all its versions`, remedy: 'name a version' };
      }
    }
  },
};

function* draftsOf({ configuration = {} }: IndexedNode): Generator<readonly [string, string]> {
  const { guardrailConfiguration: guardrail, sourceConfiguration: source, agentAliasArn } = configuration;
  if (isRecord(guardrail) && guardrail.guardrailVersion === 'DRAFT') { yield ['the guardrail', 'DRAFT']; }
  const promptArn = isRecord(source) && isRecord(source.resource) ? knownText(source.resource.promptArn) : undefined;
  if (promptArn && /:prompt\/[0-9a-zA-Z]+$/.test(promptArn)) { yield ['the prompt', promptArn]; }
  const agent = knownText(agentAliasArn);
  if (agent?.endsWith('/TSTALIASID')) { yield ['the agent', agent]; }
}
