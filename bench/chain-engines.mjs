/**
 * The same chain for each engine: ten steps that run one after the other, each a function that adds a letter to a text.
 * What an engine tells about the run is read to its end, so that one that makes its events late pays for them too.
 *
 * `read` gives the text after a whole run, and how many events told of it; `streamed` the same, with functions that
 * answer later and events that are consumed as they come; `unread` only the text. Engines have what they can do with
 * functions that answer at once; aws-local-stepfunctions waits for promises all the same.
 */
import { createRequire } from 'node:module';
import { definitionOf, input, lambda, output } from './simulated-flows.mjs';

export const STEPS = 10;
const NAMES = Array.from({ length: STEPS }, (_, at) => `Step${at + 1}`);
const step = (text) => `${text}.`;
const laterStep = async (text) => `${text}.`;
const fromBench = createRequire(import.meta.url);
const versionOf = (name) => `${name} ${fromBench('./package.json').dependencies[name]}`;

export function ourEngine({ compile, runSync, runAsync, toFlowResponseStream }) {
  const wires = ['Start', ...NAMES].map((name, at) => [name, NAMES[at] ?? 'End']);
  const plan = compile(definitionOf([input('String'), ...NAMES.map((name) => lambda(name)), output('String')], wires));
  const inputs = [{ nodeName: 'Start', content: { document: 'x' } }];
  const nodes = Object.fromEntries(NAMES.map((name) => [name, ({ inputs: { value } }) => ({ value: step(value) })]));
  const laterNodes = Object.fromEntries(NAMES.map((name) => [
    name, async ({ inputs: { value } }) => ({ value: step(value) }),
  ]));
  return {
    name: 'ours',
    unread: () => ({ text: runSync(plan, inputs, { nodes }).outputs[0].document }),
    read: () => {
      const { events } = runSync(plan, inputs, { nodes });
      return { text: events.at(-2).flowOutputEvent.content.document, events: events.length };
    },
    streamed: async () => {
      let events = 0;
      let text;
      for await (const entry of runAsync(plan, inputs, { nodes: laterNodes })) {
        for (const event of toFlowResponseStream({ plan, entries: [entry] }, { enableTrace: true })) {
          events++;
          if (event.flowOutputEvent) { text = event.flowOutputEvent.content.document; }
        }
      }
      return { text, events };
    },
  };
}

/** It makes its events whether somebody reads them or not. */
export function stepFunctions() {
  // its version 3 is written for Node 22, and this is all that it lacks in Node 20
  Promise.withResolvers ??= function withResolvers() {
    let resolve;
    let reject;
    const promise = new Promise((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  };
  const { StateMachine } = fromBench('aws-local-stepfunctions');
  const States = Object.fromEntries(NAMES.map((name, at) => [name, {
    Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111122223333:function:fn',
    ...at + 1 < STEPS ? { Next: NAMES[at + 1] } : { End: true },
  }]));
  const machine = new StateMachine({ StartAt: NAMES[0], States });
  const overrides = (one) => ({
    overrides: { taskResourceLocalHandlers: Object.fromEntries(NAMES.map((name) => [name, one])) },
  });
  const [atOnce, later] = [overrides(step), overrides(laterStep)];
  const consumed = async ({ result, eventLogs }) => {
    let events = 0;
    for await (const _ of eventLogs) { events++; }
    return { text: await result, events };
  };
  return {
    name: versionOf('aws-local-stepfunctions'),
    unread: async () => ({ text: await machine.run('x', atOnce).result }),
    read: () => consumed(machine.run('x', atOnce)),
    streamed: () => consumed(machine.run('x', later)),
  };
}

/** A state for each step; synchronous ones assign and go on at once, the others invoke a promise. */
export function xstate() {
  const { assign, createActor, createMachine, fromPromise, toPromise } = fromBench('xstate');
  const chain = (stateOf) => createMachine({
    id: 'chain', initial: NAMES[0], context: { text: 'x' }, output: ({ context }) => context.text,
    states: {
      ...Object.fromEntries(NAMES.map((name, at) => [name, stateOf(NAMES[at + 1] ?? 'End')])), End: { type: 'final' },
    },
  });
  const atOnce = chain((target) => ({
    entry: assign({ text: ({ context }) => step(context.text) }), always: { target },
  }));
  const actor = fromPromise(({ input: text }) => laterStep(text));
  const later = chain((target) => ({
    invoke: { src: actor, input: ({ context }) => context.text, onDone: {
      target, actions: assign({ text: ({ event }) => event.output }),
    } },
  }));
  const started = (machine) => {
    const seen = { events: 0 };
    return { run: createActor(machine, { inspect: () => { seen.events++; } }).start(), seen };
  };
  return {
    name: versionOf('xstate'),
    unread: () => ({ text: createActor(atOnce).start().getSnapshot().output }),
    read: () => {
      const { run, seen } = started(atOnce);
      return { text: run.getSnapshot().output, events: seen.events };
    },
    streamed: async () => {
      const { run, seen } = started(later);
      return { text: await toPromise(run), events: seen.events };
    },
  };
}

/**
 * All it does is asynchronous; its events are those of streamMode `tasks`, which tell what each task is given and what
 * it gives.
 */
export function langGraph() {
  for (const name of ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2']) { process.env[name] = 'false'; }
  const { Annotation, END, START, StateGraph } = fromBench('@langchain/langgraph');
  const draft = new StateGraph(Annotation.Root({ text: Annotation() }));
  for (const name of NAMES) { draft.addNode(name, async ({ text }) => ({ text: step(text) })); }
  [START, ...NAMES].forEach((name, at) => draft.addEdge(name, NAMES[at] ?? END));
  const graph = draft.compile();
  return {
    name: versionOf('@langchain/langgraph'),
    streamed: async () => {
      let events = 0;
      let text;
      for await (const { result } of await graph.stream({ text: 'x' }, { streamMode: 'tasks' })) {
        events++;
        text = result?.text ?? text;
      }
      return { text, events };
    },
  };
}
