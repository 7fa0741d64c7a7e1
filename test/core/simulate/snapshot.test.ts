/** A run is saved and restored wherever it stands, and nothing of it shows that. */
import {
  agent, answer, collector, condition, flowOf, given, input, iterator, lambda, loop, loopController, loopInput, output,
} from './flow-of';
import {
  compile, type Effect, Engine, type EngineOptions, RunResult, runSync, type Settlement, type Snapshot,
  toFlowResponseStream,
} from '../../../src/core/simulate';
import { fingerprint } from '../../../src/core/simulate/snapshot';

const throughJson = (snapshot: Snapshot) => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

const NESTED = flowOf(
  [
    input('Object'), iterator('Outer', 'Array'), iterator('Inner', 'Number'),
    condition('Route', { value: 'Number' }, { isBig: 'value > 2' }),
    lambda('Work', { value: 'Number', tone: 'String $.data.tone' }, 'Number'), collector('Row', 'Number'),
    collector('Table', 'Array'), output('Out', 'Array'), output('Big', 'Number'),
  ],
  'In.document > Outer.array', 'Outer.arrayItem > Inner.array', 'Inner.arrayItem > Work.value',
  'In.document > Work.tone', 'Inner.arrayItem > Route.value',
  'Route?isBig > Big', 'Inner.arrayItem > Big.document', 'Work.functionResponse > Row.arrayItem',
  'Inner.arraySize > Row.arraySize',
  'Row.collectedArray > Table.arrayItem', 'Outer.arraySize > Table.arraySize', 'Table.collectedArray > Out.document',
);
NESTED.nodes[1].inputs[0].expression = '$.data.rows';

const BODY = flowOf(
  [loopInput({ loopInput: 'Number' }), lambda('Work', { value: 'Number' }, 'Number'), agent('Asks'), lambda('Name',
    { value: 'Number' }),
  loopController({
    count: 'Number $.data LoopCondition',
    said: 'String',
    loopInput: 'Number $.data ReturnValueToLoopStart',
    loopOutput: 'Number $.data ExitLoop',
  }, 'count < 3')],
  'Start.loopInput > Work.value', 'Work.functionResponse > Again.count', 'Work.functionResponse > Again.loopInput',
  'Work.functionResponse > Again.loopOutput',
  'Start.loopInput > Name.value', 'Name.functionResponse > Asks.agentInputText', 'Asks.agentResponse > Again.said',
);
const ROUNDS = flowOf([
  input('Number'), loop('Rounds', { loopInput: 'Number' }, { loopOutput: 'Number' }, BODY), output('Out', 'Number'),
],
'In.document > Rounds.loopInput', 'Rounds.loopOutput > Out.document');

const LATE = flowOf(
  [input('Array'), condition('Route', { first: 'Number $.data[0]' }, { isOne: 'first == 1' }), iterator('Each',
    'Number'), lambda('Work', { value: 'Number', late: 'String' }, 'Number'),
  lambda('Late', { value: 'Array' }), output('Aside'), output('Out', 'Number')],
  'In.document > Route.first', 'In.document > Each.array', 'Each.arrayItem > Work.value', 'In.document > Late.value',
  'Late.functionResponse > Work.late',
  'Each.arrayItem > Out.document', 'Route?isOne > Out', 'Late.functionResponse > Aside.document',
);

function settlementOf({ node, inputs }: Effect): Settlement {
  switch (node) {
    case 'Asks': return inputs.agentInputText === 'yes' ? { value: 'went on' } : { inputRequired: 'go on?' };
    case 'Late': return { value: 'late' };
    case 'Name': return { value: `round ${String(inputs.value)}` };
    default: return { value: Number(inputs.value) + 1 };
  }
}

/** Runs a flow to its end, with what `between` does to the engine before each step; two effects are out at a time. */
function driven(
  definition: unknown, document: unknown, between: (engine: Engine, options: EngineOptions) => Engine,
): Engine {
  let time = 0;
  const options = { clock: { now: () => time } };
  let engine = new Engine(compile(definition), options);
  engine.start(given(document));
  for (;;) {
    engine = between(engine, options);
    let step = engine.next();
    if (step.kind === 'effect') {
      engine = between(engine, options);
      step = engine.next();
    }
    time += 1000;
    if (step.kind === 'done') {
      if (step.completionReason !== 'INPUT_REQUIRED') { return engine; }
      engine = between(engine, options);
      engine.start(answer('Asks', 'yes'));
      continue;
    }
    const [effect] = engine.pending;
    engine.settle(effect.id, settlementOf(effect));
  }
}

test.each([
  ['iterations inside each other', NESTED, { rows: [[1, 2], [], [3]], tone: 'kind' }, [3, [[2, 3], [], [4]]]],
  ['a loop with an agent that asks in each round', ROUNDS, 0, [3]],
  ['items that wait for a value from outside, beside a branch', LATE, [1, 2], [1, 'late', 2]],
])('saved and restored before every step, it is the same run: %s', (_, definition, document, documents) => {
  const whole = driven(definition, document, (engine) => engine);
  let saves = 0;
  const torn = driven(definition, document, (engine, options) => {
    saves++;
    const snapshot = throughJson(engine.snapshot());
    const restored = Engine.restore(engine.plan, snapshot, options);
    expect(JSON.stringify(restored.pending)).toBe(JSON.stringify(engine.pending));
    // it takes over nothing that the old one still changes
    engine.abort({ code: 'internalServerException', message: 'left behind' });
    expect(throughJson(restored.snapshot())).toEqual(snapshot);
    return restored;
  });
  expect(saves).toBeGreaterThan(4);
  expect(whole.outcome).toEqual({ kind: 'done', completionReason: 'SUCCESS' });
  expect(throughJson(torn.snapshot())).toEqual(throughJson(whole.snapshot()));
  const [result, same] = [new RunResult(whole), new RunResult(torn)];
  expect(result.outputs.map((one) => one.document)).toEqual(documents);
  expect(JSON.stringify(same)).toBe(JSON.stringify(result));
  expect(JSON.stringify(same.executionEvents)).toBe(JSON.stringify(result.executionEvents));
});

test('a saved state does not change when the run goes on', () => {
  const saved: [Snapshot, string][] = [];
  for (const [definition, document] of [[NESTED, { rows: [[1, 2], [3]], tone: 'kind' }], [ROUNDS, 0]] as const) {
    driven(definition, document, (engine) => {
      const snapshot = engine.snapshot();
      saved.push([snapshot, JSON.stringify(snapshot)]);
      return engine;
    });
  }
  for (const [snapshot, text] of saved) { expect(JSON.stringify(snapshot)).toBe(text); }
});

test('what was said before the state was saved is not said again', () => {
  const flow = flowOf([input('Array'), iterator(), agent('Asks'), output()],
    'In.document > Each.array', 'Each.arrayItem > Asks.agentInputText', 'Asks.agentResponse > Out.document');
  const plan = compile(flow);
  const handlers = {
    types: {
      Agent: ({ inputs }: Effect): Settlement => inputs.agentInputText === 'yes'
        ? { value: 'done' } : { inputRequired: 'go on?' },
    },
  };
  let result = runSync(plan, given(['a', 'b', 'c']), handlers);
  const before = result.diagnostics;
  while (result.completionReason === 'INPUT_REQUIRED') {
    result = runSync(plan, answer('Asks', 'yes'), handlers, { resume: throughJson(result.snapshot()) });
  }
  expect(before.map(({ rule }) => rule)).toEqual(['IteratorEvents', 'MultiTurnPause']);
  expect(result.diagnostics.map(({ rule }) => rule)).toEqual(['IteratorEvents', 'MultiTurnPause', 'MultiTurnResume']);
  expect(toFlowResponseStream(result.log)).toHaveLength(3 + 3 + 4);
});

test('the state of another definition, or of another version of the format, is refused', () => {
  const engine = new Engine(compile(ROUNDS));
  engine.start(given(1));
  const snapshot = engine.snapshot();
  const problem = 'the saved state belongs to another definition; restore it with the plan it was saved from '
    + '[IllegalSnapshot]';
  expect(() => Engine.restore(compile(NESTED), snapshot)).toThrow(new Error(problem));
  expect(() => Engine.restore(engine.plan, { ...snapshot, version: 2 as 1 })).toThrow(new Error(problem));
});

describe('the mark of a definition', () => {
  const chain = () => flowOf([
    input(), condition('Route', { value: 'String' }, { isA: 'value == "a"' }), lambda('Work'), output(),
  ],
  'In.document > Route.value', 'Route?isA > Work', 'In.document > Work.value', 'Work.functionResponse > '
      + 'Out.document');
  const mark = (change: (flow: any) => void) => {
    const flow = JSON.parse(JSON.stringify(chain()));
    change(flow);
    return fingerprint(compile(flow));
  };

  test('is the same for the same', () => {
    expect(mark(() => {})).toBe(mark(() => {}));
    expect(mark(() => {})).toMatch(/^4-[1-9]\d{4,}$/);
  });

  test('differs where the states would', () => {
    const marks = [
      mark(() => {}),
      mark((flow) => {
        flow.nodes[2].name = 'Wort';
        flow.connections[1].target = flow.connections[2].target = flow.connections[3].source = 'Wort';
      }),
      mark((flow) => { flow.nodes[2].type = 'InlineCode'; }),
      mark((flow) => { flow.nodes[2].inputs[0].name = flow.connections[2].configuration.data.targetInput = 'other'; }),
      mark((flow) => { flow.nodes[2].inputs[0].expression = '$.data.x'; }),
      mark((flow) => {
        flow.nodes[2].outputs[0].name = flow.connections[3].configuration.data.sourceOutput = 'other';
      }),
      mark((flow) => {
        flow.nodes[1].configuration.condition.conditions[0].name =
          flow.connections[1].configuration.conditional.condition = 'isB';
      }),
      mark((flow) => {
        flow.connections[3].source = 'In';
        flow.connections[3].configuration.data.sourceOutput = 'document';
      }),
      mark((flow) => { flow.nodes[0].outputs.push({ name: 'more', type: 'String' }); }),
    ];
    expect(new Set(marks).size).toBe(marks.length);
  });
});
