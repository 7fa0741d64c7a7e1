import { unusedInput } from '../../sentences/ports';
import { anA } from '../../words/article';
import { names } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean, suggestion } from '../../words/suggest';
import type { Report } from '../finding';
import type { DefinitionIndex, IndexedNode } from '../indexed';
import { ofInput, ofPort } from '../places';
import { allowedPorts, isMissingPort, isUnknownPort, portsOf, type Side } from '../ports';
import { inlinePromptOf, unusedPromptInputs } from '../prompts';
import type { Rule } from '../rule';

const SHARED = {
  severity: 'error',
  remedy: 'remove it, or use a name that the service has',
  source: 'bedrock-agent API model, FlowValidationDetails; Bedrock User Guide, flows-nodes',
  confidence: 'documented',
} as const;

/** A node declares no input that its type does not have. */
export const unknownNodeInput: Rule = {
  ...SHARED,
  code: 'UnknownNodeInput',
  meaning: 'a node declares only inputs that its type has (a warning for an input that a prompt does not use, '
    + 'and for nodes of a loop)',
  * check(definition) {
    yield* unknownPorts(definition, 'input');
    for (const input of definition.nodes.flatMap(unusedPromptInputs)) {
      // an input without a connection is the greater fault
      if (input.sources.length === 0) { continue; }
      const written = inlinePromptOf(input.node)?.unfinished.get(input.name);
      yield { ...ofInput(input), severity: 'warning', value: input.name, ...unusedInput(input.name, { written }) };
    }
  },
};

/** A node declares no output that its type does not have. */
export const unknownNodeOutput: Rule = {
  ...SHARED,
  code: 'UnknownNodeOutput',
  meaning: 'a node declares only outputs that its type has (a warning for the controller of a loop)',
  check: (definition) => unknownPorts(definition, 'output'),
};

/** What these may have is not documented. */
const UNSURE = { input: 'LoopInput', output: 'LoopController' } as const;

function* unknownPorts(definition: DefinitionIndex, side: Side): Generator<Report> {
  for (const port of portsOf(definition, side)) {
    if (!isUnknownPort(port, side)) { continue; }
    const { node } = port;
    const known = allowedPorts(node, side)!;
    yield {
      ...ofPort(port, side),
      ...node.type === UNSURE[side] && { severity: 'warning' },
      value: port.name,
      message: `${side} ${name(port.name)} does not belong to ${anA(node.type)} node, which has `
        + names(known, `no ${side}s`),
      remedy: remedyOf(node, side, port.name, known),
    };
  }
}

function remedyOf(node: IndexedNode, side: Side, word: string, known: readonly string[]): string {
  const missing = known.filter((one) => isMissingPort(node, side, one));
  return didYouMean(word, known, suggestion(missing.length === 1 ? missing[0] : undefined,
    known.length > 0 ? 'use one of those' : 'remove it'));
}
