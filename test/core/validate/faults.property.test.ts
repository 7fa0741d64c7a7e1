import * as fc from 'fast-check';
import { validFlows } from './arbitrary';
import { runs } from '../../fast-check';
import { FAULTS } from './property/faults';
import { seeds } from './property/runs';
import { CORPUS_FLOWS, tried } from './property/trial';

/** Every fault must be found, named, and not misread as another: see `tried`. */
test.each(FAULTS.map((fault) => [fault.name, fault] as const))('found: %s', (_, fault) => {
  fc.assert(fc.property(validFlows, seeds, (flow, seed) => {
    const trial = tried(fault, flow, seed);
    fc.pre(trial !== undefined);
    if (trial.complaint) {
      throw new Error(`${trial.complaint}\nin ${JSON.stringify(trial.broken)?.slice(0, 20_000)}`);
    }
  }), { numRuns: runs(8), maxSkipsPerRun: 200 });
});

test.each(CORPUS_FLOWS)('every fault is found in flow %s', (file, flow) => {
  const complaints = FAULTS.flatMap((fault, at) => tried(fault, flow, at)?.complaint?.replace(/^/, `${fault.name}: `)
    ?? []);
  expect([file, complaints]).toEqual([file, []]);
});

test('most faults can be made in some flow of the corpus, and no two have one name', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
  const applicable = FAULTS.filter((fault, at) => CORPUS_FLOWS.some(([, flow]) => tried(fault, flow, at)));
  expect(applicable.length).toBeGreaterThan(200);
});
