/** Mocks that do not fit the flow: nodes it does not have, and kinds that a node has no use for. */
import { everyMock, MOCK_KINDS } from './kinds';
import { Mistakes } from './mistakes';
import type { Mock } from './mock';
import type { Mocks } from './parse-mocks';
import { isEffectType } from '../../core/kinds';
import type { Definition } from '../../core/model/definition';
import { everyNode } from '../../core/model/visit';
import type { AsyncHandler, Handlers } from '../../core/simulate';
import { below } from '../../core/template/problem';
import { anA } from '../../core/words/article';
import { listed } from '../../core/words/lists';
import { described, quoted } from '../../core/words/quote';
import { didYouMean } from '../../core/words/suggest';
import type { MockFunction } from '../handlers/function-handler';

/** @throws SimulateError with a line for each mistake */
export function checkNodes({ nodes = {}, types = {} }: Mocks, definition: Definition, source: string): void {
  const mistakes = new Mistakes(source);
  const typeOf = new Map([...everyNode(definition)].map(({ node }) => [node.name, node.type as string]));
  const mockable = [...typeOf].filter(([, type]) => isEffectType(type)).map(([name]) => name);
  for (const [name, mock] of Object.entries(nodes)) {
    const type = typeOf.get(name);
    const path = below('nodes', name);
    if (type === undefined) {
      const otherwise = mockable.length > 0 ? `remove it, or mock one of ${listed(mockable)}` : 'remove it: this flow '
        + 'needs no mocks';
      mistakes.add(path, `the flow has no node ${quoted(name)}`, didYouMean(name, mockable, otherwise), 'UnknownNode');
    } else if (!isEffectType(type)) {
      mistakes.add(path, `is a mock of ${anA(type)} node, which the runner evaluates itself`, 'remove it');
    } else {
      checkKind(mock, type, path, mistakes);
    }
  }
  for (const [type, mock] of Object.entries(types)) { checkKind(mock, type, below('types', type), mistakes); }
  mistakes.check();
}

/**
 * The same of handlers, which are functions that make the whole answer.
 * @throws SimulateError with a line for each mistake
 */
export function checkHandlers({ nodes = {}, types = {} }: Handlers<AsyncHandler> = {}, definition: Definition): void {
  checkNodes({ nodes: nodes as unknown as Mocks['nodes'] }, definition, 'handlers');
  const mistakes = new Mistakes('handlers');
  for (const [part, handlers] of Object.entries({ nodes, types })) {
    for (const [name, handler] of Object.entries(handlers)) {
      if (typeof handler === 'function') { continue; }
      mistakes.add(below(part, name), `must be a function, got ${described(handler)}`,
        'give a function that answers, or a mock in "mocks"');
    }
  }
  mistakes.check();
}

function checkKind(mock: Mock | MockFunction, type: string, path: string, mistakes: Mistakes): void {
  if (typeof mock !== 'object' || mock === null) { return; }
  for (const { kind, path: place } of everyMock(mock, path)) {
    const wanted: readonly string[] | undefined = MOCK_KINDS[kind].types;
    if (wanted && !wanted.includes(type)) {
      mistakes.add(below(place, kind), `is for ${wanted.join(', ')} nodes, and this `
        + `is ${anA(type)} node`, 'use another kind of mock, for example "returns"');
    }
  }
}
