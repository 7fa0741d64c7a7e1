/** A loop: the node, what stands in it, and how it goes round. */
import { Unsayable } from './draft';
import { number, plain } from './models';
import { configured, named, type NodeParts, type Wiring } from './parts';
import type { InputCategory, Node, NodeOf } from '../../../src/core/model/definition';
import { call, type Entry, type Expression, struct, text } from '../program';

export function loopParts(wiring: Wiring, node: NodeOf<'Loop'>): NodeParts {
  const { definition } = configured(node.configuration).loop;
  const inner = definition.nodes ?? [];
  const only = <K extends Node['type']>(type: K) => {
    const found = inner.filter((one): one is Node & NodeOf<K> => one.type === type);
    if (found.length !== 1) { throw new Unsayable(`the loop has ${found.length} nodes of type ${type}`); }
    return found[0];
  };
  const [start, controller] = [only('LoopInput'), only('LoopController')];
  const { maxIterations } = configured(controller.configuration).loopController;
  return {
    type: 'LoopNode',
    properties: ['iterationCount'],
    fields: { inputs: named(wiring.inputs(node)), maxIterations: number(maxIterations) },
    comments: renamed(node.name, start.name, controller.name),
    after: (at, ids) => {
      const scope = wiring.inside({
        scope: at,
        ids,
        taken: new Set(['LoopInput', 'LoopController']),
        entry: (output) => call(at, 'value',
          text(output)),
      }, definition);
      scope.build();
      wiring.draft.add({ value: continuation(scope, at, controller), node: node.name, isFirst: true });
    },
  };
}

function continuation(scope: Wiring, loop: Expression, controller: Node & NodeOf<'LoopController'>): Expression {
  const { continueCondition: { name, expression } } = configured(controller.configuration).loopController;
  const values = new Map(scope.inputs(controller).map(({ key, value }) => [key, value]));
  const part = (category: InputCategory): readonly Entry[] => (controller.inputs ?? [])
    .filter((input) => input.category === category && values.has(input.name))
    .map((input) => ({ key: input.name, value: values.get(input.name)! }));
  const next = part('ReturnValueToLoopStart');
  return call(loop, 'continueWhile', text(name), text(plain(expression)), struct('LoopContinueOptions', {
    inputs: named(part('LoopCondition')),
    nextInputs: next.length > 0
      ? named(next) : undefined,
    outputs: named(part('ExitLoop')),
  }));
}

/** The constructs name the two nodes of the service that a loop has by itself. */
function renamed(loop: string, start: string, controller: string): readonly string[] {
  const names =
    [[start, `${loop}_LoopInput`], [controller, `${loop}_LoopController`]].filter(([was, is]) => was !== is);
  return names.map(([was, is]) => `in traces, '${was}' is '${is}' in this program`);
}
