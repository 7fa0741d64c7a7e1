import { isRecord, knownText } from '../../model/opaque';
import { workingDraft } from '../../sentences/missing';
import type { IndexedNode } from '../indexed';
import { at } from '../places';
import type { Rule } from '../rule';

/** What a node uses is a version, not a working draft. */
export const draftReference: Rule = {
  code: 'DraftReference',
  severity: 'warning',
  meaning: 'a node uses a version of a prompt, guardrail or agent, not a working draft',
  remedy: 'name a version',
  source: 'a version of a flow does not freeze what it refers to; that a prompt ARN without version means the draft '
    + 'is not documented',
  confidence: 'assumed',
  * check(definition) {
    for (const node of definition.nodes) {
      for (const { what, value, path, remedy } of draftsOf(node)) {
        yield {
          ...at(node),
          path: `${node.path}.configuration.${path}`,
          value,
          ...workingDraft(what, remedy),
        };
      }
    }
  },
};

interface Draft {
  readonly what: Parameters<typeof workingDraft>[0];
  readonly value: string;
  readonly path: string;
  readonly remedy?: string;
}

export function* draftsOf({ kind, configuration = {} }: IndexedNode): Generator<Draft> {
  const { guardrailConfiguration: guardrail, sourceConfiguration: source, agentAliasArn } = configuration;
  if (isRecord(guardrail) && guardrail.guardrailVersion === 'DRAFT') {
    yield { what: 'guardrail', value: 'DRAFT', path: `${kind!.key}.guardrailConfiguration.guardrailVersion` };
  }
  const promptArn = isRecord(source) && isRecord(source.resource) ? knownText(source.resource.promptArn) : undefined;
  if (promptArn && /:prompt\/[0-9a-zA-Z]+$/.test(promptArn)) {
    yield { what: 'prompt', value: promptArn, path: 'prompt.sourceConfiguration.resource.promptArn' };
  }
  const agent = knownText(agentAliasArn);
  if (agent?.endsWith('/TSTALIASID')) {
    yield { what: 'agent', value: agent, path: 'agent.agentAliasArn', remedy: 'name an alias of a version' };
  }
}
