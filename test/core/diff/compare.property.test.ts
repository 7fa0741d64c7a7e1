/** What holds of every comparison, over random flows, the corpus, the examples, and every way to break them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { asSet, type Json, shuffled, turnedRound } from './support';
import { EXAMPLES } from '../../../examples';
import { compare } from '../../../src/core/diff';
import { canonical } from '../../../src/core/model/canonical';
import { normalise } from '../../../src/core/template';
import { loadFlow } from '../../../src/runner/sources/flow-source';
import { runs } from '../../fast-check';
import { validFlows } from '../validate/arbitrary';
import { Dice } from '../validate/property/dice';
import { Draft } from '../validate/property/draft';
import { FAULTS } from '../validate/property/faults';
import { seeds } from '../validate/property/runs';

const CORPUS = join(__dirname, '../../corpus/flows');
const FLOWS: readonly (readonly [string, Json])[] = [
  ...readdirSync(CORPUS).filter((file) => file.endsWith('.json')).map((file) =>
    [file, normalise(JSON.parse(readFileSync(join(CORPUS, file), 'utf8'))).definition as Json] as const),
  ...EXAMPLES.map(({ name, stack: ExampleStack }) =>
    [name, loadFlow(new ExampleStack(new App(), 'Example').flow).definition as Json] as const),
];

const between = (before: Json, after: Json) => compare({ definition: before }, { definition: after });

/** A flow after some faults, and what they were. */
function broken(flow: Json, seed: number, times: number): { readonly after: Json; readonly by: readonly string[] } {
  const dice = new Dice(seed);
  const draft = new Draft(flow, dice);
  const by: string[] = [];
  for (let tries = 0; tries < 4 * times && by.length < times; tries++) {
    const fault = dice.pick(FAULTS);
    try {
      if (fault.apply(draft) !== undefined) { by.push(fault.name); }
    } catch {
      // after some faults, another finds nothing that it could break
    }
  }
  return { after: draft.definition, by };
}

/** Without what a comparison does not look at: names of connections and all orders but that of conditions. */
function bare(json: unknown, isConnection = false): unknown {
  if (Array.isArray(json)) { return json.map((one) => bare(one)); }
  if (typeof json !== 'object' || json === null) { return json; }
  const list = (value: unknown, areConnections = false) => Array.isArray(value)
    ? value.map((one) => bare(one, areConnections)).map(canonical).sort() : bare(value);
  return Object.fromEntries(Object.entries(json).filter(([key]) => !(isConnection && key === 'name')).map(([key,
    value]) => {
    if (['nodes', 'inputs', 'outputs'].includes(key)) { return [key, list(value)]; }
    return [key, key === 'connections' ? list(value, true) : bare(value)];
  }));
}

test.each(FLOWS)('nothing is found between %s and itself in another order', (_, flow) => {
  for (let seed = 0; seed < runs(10); seed++) { expect(between(flow, shuffled(flow, new Dice(seed)))).toEqual([]); }
});

test('nothing is found between a random flow and itself in another order', () => {
  fc.assert(fc.property(validFlows, seeds, (flow, seed) => {
    expect(between(flow, shuffled(flow, new Dice(seed)))).toEqual([]);
  }), { numRuns: runs(150) });
});

/** Faults of names of connections, which mean nothing. */
const OF_NAMES = [
  'two connections have one name', 'an illegal name of a connection',
  'a connection has a name of more than 101 letters',
  'a connection has no name',
];

test.each(OF_NAMES)('nothing is found where %s', (name) => {
  const fault = FAULTS.find((one) => one.name === name)!;
  const draft = new Draft(FLOWS[0][1], new Dice(1));
  expect(fault.apply(draft)).toBeDefined();
  expect(between(FLOWS[0][1], draft.definition)).toEqual([]);
});

const SEEN = FAULTS.filter(({ name }) => !OF_NAMES.includes(name));

test.each(SEEN.map((fault) => [fault.name, fault] as const))('seen: %s', (_, fault) => {
  fc.assert(fc.property(validFlows, seeds, (flow, seed) => {
    const draft = new Draft(flow, new Dice(seed));
    fc.pre(fault.apply(draft) !== undefined);
    fc.pre(canonical(bare(flow)) !== canonical(bare(draft.definition)));
    const changes = between(flow, draft.definition);
    if (changes.length === 0) { throw new Error(`not seen in ${JSON.stringify(draft.definition)?.slice(0, 20_000)}`); }
    expect(asSet(between(draft.definition, flow))).toEqual(asSet(changes.map(turnedRound)));
  }), { numRuns: runs(4), maxSkipsPerRun: 200 });
});

test.each(FLOWS)('with %s, there and back are the same', (_, flow) => {
  for (let seed = 0; seed < runs(20); seed++) {
    const { after, by } = broken(flow, seed, 3);
    const there = between(flow, after);
    expect([by, asSet(between(after, flow))]).toEqual([by, asSet(there.map(turnedRound))]);
    expect([by, between(shuffled(flow, new Dice(seed)), shuffled(after, new Dice(seed + 1)))]).toEqual([by, there]);
  }
});

test('with two random flows, there and back are the same', () => {
  fc.assert(fc.property(validFlows, validFlows, (flow, other) => {
    expect(asSet(between(other, flow))).toEqual(asSet(between(flow, other).map(turnedRound)));
  }), { numRuns: runs(60) });
});
