/** A loop: the node, what stands in it, and how it goes round. */
import { Unsayable } from './draft';
import { number, plain } from './models';
import { configured, named, type NodeParts, type Wiring } from './parts';
import type { InputCategory, Node, NodeOf } from '../../../src/core/model/definition';
import { isOpaque } from '../../../src/core/model/opaque';
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
  const { maxIterations, continueCondition } = settingsOf(controller);
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
      wiring.draft.add({
        value: continuation(scope, at, controller, continueCondition), node: node.name, isFirst: true,
      });
    },
  };
}

type Controller = Node & NodeOf<'LoopController'>;

interface Continuation {
  readonly name: string;
  readonly expression: string;
}

/** A loop can't be made first and its condition refused afterwards. */
function settingsOf({ configuration }: Controller): {
  readonly maxIterations?: unknown; readonly continueCondition: Continuation;
} {
  const { loopController } = configured(configuration);
  const { maxIterations, continueCondition } = isOpaque(loopController) ? {} : loopController ?? {};
  if (continueCondition === undefined || isOpaque(continueCondition)) {
    throw new Unsayable('the condition of the loop is known only at deployment');
  }
  const { name, expression } = continueCondition;
  return { maxIterations, continueCondition: { name: plain(name), expression: plain(expression) } };
}

function continuation(
  scope: Wiring, loop: Expression, controller: Controller, { name, expression }: Continuation,
): Expression {
  const values = new Map(scope.inputs(controller).map(({ key, value }) => [key, value]));
  const part = (category: InputCategory): readonly Entry[] => (controller.inputs ?? [])
    .filter((input) => input.category === category && values.has(input.name))
    .map((input) => ({ key: input.name, value: values.get(input.name)! }));
  const next = part('ReturnValueToLoopStart');
  return call(loop, 'continueWhile', text(name), text(expression), struct('LoopContinueOptions', {
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
