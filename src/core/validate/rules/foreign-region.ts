import { isRecord } from '../../model/opaque';
import { anA } from '../../words/article';
import type { IndexedNode } from '../indexed';
import { at } from '../places';
import type { Rule } from '../rule';

/** What a node uses is in the Region of the flow. */
export const foreignRegion: Rule = {
  code: 'ForeignRegion',
  severity: 'warning',
  meaning: 'the prompts, guardrails, agents, bots and functions that nodes name are in the Region of the flow',
  remedy: 'name a resource in the Region of the flow',
  source: 'their ids are regional, so the service finds them only in its own Region; Lambda rejects such a '
    + 'call with "Functions from … are not reachable in this region"',
  confidence: 'assumed',
  * check(definition) {
    const uses = definition.nodes.flatMap((node) => usesOf(node));
    // without a Region from outside, the one that most of them name tells that not all can be right
    const region = definition.region ?? mostNamed(uses);
    for (const { node, what, value, region: foreign, path } of uses) {
      if (foreign === region) { continue; }
      const here = definition.region === undefined ? `something else that the flow names is in ${region}`
        : `the flow is in ${region}`;
      yield {
        ...at(node),
        path: `${node.path}.configuration.${path}`,
        value,
        message: `the ${what} is in ${foreign}, but ${here}`,
        remedy: `name ${anA(what)} in ${definition.region ?? 'the Region of the flow'}`,
      };
    }
  },
};

interface Use {
  readonly node: IndexedNode;
  readonly what: string;
  readonly value: string;
  readonly region: string;
  readonly path: string;
}

/** The members that hold ARNs of such things, by the key of the configuration. */
const ARNS: readonly (readonly [what: string, key: string, ...path: readonly string[]])[] = [
  ['prompt', 'prompt', 'sourceConfiguration', 'resource', 'promptArn'],
  ['guardrail', 'prompt', 'guardrailConfiguration', 'guardrailIdentifier'],
  ['guardrail', 'knowledgeBase', 'guardrailConfiguration', 'guardrailIdentifier'],
  ['agent alias', 'agent', 'agentAliasArn'],
  ['bot alias', 'lex', 'botAliasArn'],
  ['function', 'lambdaFunction', 'lambdaArn'],
];

/** The Region that is named most often; of several, the first by name, so that the order of nodes does not count. */
function mostNamed(uses: readonly Use[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { region } of uses) { counts.set(region, (counts.get(region) ?? 0) + 1); }
  const [most] = [...counts].sort(([left, leftCount], [right, rightCount]) => (
    rightCount - leftCount || (left < right ? -1 : 1)
  ));
  return most?.[0];
}

function usesOf(node: IndexedNode): readonly Use[] {
  const { kind, configuration } = node;
  return ARNS.filter(([, key]) => key === kind?.key).flatMap(([what, key, ...path]) => {
    const value = path.reduce<unknown>((inside, member) => isRecord(inside) ? inside[member] : undefined,
      configuration);
    // the rest of the ARN may be known only at deployment
    const [, region] = typeof value === 'string'
      ? /^arn:[^:]*:[^:]*:([a-z]{2,}(?:-[a-z]+)+-\d+):/.exec(value) ?? [] : [];
    return region === undefined ? [] : [{ node, what, value: String(value), region, path: [key, ...path].join('.') }];
  });
}
