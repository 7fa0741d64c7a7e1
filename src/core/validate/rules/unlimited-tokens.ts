import { ARRAY_ITEM } from '../../graph/scopes';
import { name } from '../../words/quote';
import type { DefinitionIndex, IndexedNode } from '../indexed';
import { at } from '../places';
import { promptOf } from '../prompt-contents';
import type { Rule } from '../rule';

/**
 * A prompt that runs many times in one run says how long its answers may be. One that runs once may well leave it to
 * the model: `RequiredMaxTokens` of a policy asks for it everywhere.
 */
export const unlimitedTokens: Rule = {
  code: 'UnlimitedTokens',
  severity: 'warning',
  meaning: 'a prompt that runs for each item of an iterator, or in each iteration of a loop, sets maxTokens: when a '
    + 'call starts, it reserves quota of the model for the longest possible answer',
  remedy: 'set maxTokens in its inference configuration',
  source: 'Bedrock User Guide, quotas-token-burndown: maxTokens is reserved when a call starts',
  confidence: 'assumed',
  * check(definition) {
    for (const [node, owner] of repeated(definition)) {
      const prompt = promptOf(definition, node);
      if (!prompt || prompt.maxTokens !== undefined) { continue; }
      const often = owner.type === 'Loop' ? 'in each iteration of' : 'for each item of';
      yield {
        ...at(node),
        path: prompt.tokensPath,
        message: `the prompt runs ${often} ${name(owner.name)} and has no maxTokens, so each call reserves `
          + 'quota for the longest answer of the model',
        remedy: unlimitedTokens.remedy,
      };
    }
  },
};

/** The Prompt nodes that may run several times in one run, each with what repeats it. */
function repeated({ nodes }: DefinitionIndex): ReadonlyMap<IndexedNode, IndexedNode> {
  const found = new Map<IndexedNode, IndexedNode>();
  for (const node of nodes) {
    if (node.graph.loop) { found.set(node, node.graph.loop); }
  }
  for (const iterator of nodes.filter(({ type }) => type === 'Iterator')) {
    // a set grows while it is walked
    const behind = new Set(targets(iterator, ARRAY_ITEM));
    for (const node of behind) {
      if (!found.has(node)) { found.set(node, iterator); }
      for (const target of targets(node)) { behind.add(target); }
    }
  }
  return new Map([...found].filter(([{ type }]) => type === 'Prompt'));
}

// a Collector makes one of many
function targets({ outgoing }: IndexedNode, output?: string): readonly IndexedNode[] {
  return outgoing.filter(({ data }) => output === undefined || data?.sourceOutput === output)
    .flatMap(({ target }) => target && target.type !== 'Collector' ? [target] : []);
}
