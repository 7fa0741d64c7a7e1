/**
 * What reaches which version of a flow, counted where it arrives. This shows that the path from an alias over two
 * versions of the router to two versions of a flow keeps the weights, and that the count would show it if it did not.
 * The sampler of AWS itself is not tried here.
 */
import { acceptedHits, binomial } from './support/binomial';
import { aliasOf, inputs, startRouter } from './support/router';
import { repeat, WeightedAlias } from './support/weighted-alias';
import { output, serve, SUCCESS } from '../cli/serve/support';

const DRAWS = 2000;
const ALPHA = 0.001;

interface Counted { readonly hits: number; readonly metrics: number; readonly misled: number }

async function hitsAt(share: number, draws: number, seed: number): Promise<Counted> {
  let hits = 0;
  let calls = 0;
  let misled = 0;
  const { url } = await serve(async function* ({ flowAliasIdentifier }) {
    calls++;
    if (flowAliasIdentifier === aliasOf(2)) { hits++; }
    yield output(flowAliasIdentifier);
    yield SUCCESS;
  });
  const [stable, candidate] =
    await Promise.all([1, 2].map(async (version) => startRouter(url, { version, env: { AWS_MAX_ATTEMPTS: '3' } })));
  const alias = new WeightedAlias(stable, candidate, share, seed);
  await repeat(draws, 16, async () => {
    const [event, , last] = await alias.lines({ inputs: inputs() });
    const { flowVersion } = (last as { router: { flowVersion: string } }).router;
    // the caller is told the version that answered
    if (event.flowOutputEvent.content.document !== aliasOf(Number(flowVersion))) { misled++; }
  });
  expect(calls).toBe(draws);
  expect(await stable.metrics(draws - hits)).toHaveLength(draws - hits);
  const counted = await candidate.metrics(hits);
  return { hits, metrics: counted.filter(({ FlowVersion }) => FlowVersion === '2').length, misled };
}

test('10 % of 2,000 calls reach the new version, within exact bounds', async () => {
  const { low, high } = acceptedHits(DRAWS, 0.1, ALPHA);
  const { hits, metrics, misled } = await hitsAt(0.1, DRAWS, 1);
  expect(hits).toBeGreaterThanOrEqual(low);
  expect(hits).toBeLessThanOrEqual(high);
  expect(metrics).toBe(hits); // what alarms see is what happened
  expect(misled).toBe(0);
});

test('a control: 20 % is refused, with 500 calls already', async () => {
  const { hits } = await hitsAt(0.2, 500, 2);
  expect(hits).toBeGreaterThan(acceptedHits(500, 0.1, ALPHA).high);
});

describe('the bounds themselves', () => {
  test('probabilities add up to one, and agree with those done by hand', () => {
    expect(binomial(DRAWS, 0.1).reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 9);
    [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16].forEach((chance, hits) => expect(binomial(4, 0.5)[hits])
      .toBeCloseTo(chance, 12));
  });

  test('hold what they promise, and no more than they must', () => {
    const { low, high } = acceptedHits(DRAWS, 0.1, ALPHA);
    expect({ low, high }).toEqual({ low: 157, high: 245 });
    const chances = binomial(DRAWS, 0.1);
    const outside = (from: number, to: number) => chances.slice(from, to).reduce((sum, chance) => sum + chance, 0);
    expect(outside(0, low)).toBeLessThan(ALPHA / 2);
    expect(outside(0, low + 1)).toBeGreaterThanOrEqual(ALPHA / 2);
    expect(outside(high + 1, DRAWS + 1)).toBeLessThan(ALPHA / 2);
    expect(outside(high, DRAWS + 1)).toBeGreaterThanOrEqual(ALPHA / 2);
    // 20 % is hardly ever taken for 10 %
    const mistaken = (draws: number) => binomial(draws, 0.2).slice(0, acceptedHits(draws, 0.1, ALPHA).high + 1)
      .reduce((sum, chance) => sum + chance);
    expect(mistaken(DRAWS)).toBeLessThan(1e-9);
    expect(mistaken(500)).toBeLessThan(0.01);
  });

  test('a quiet system: what the documents say of few calls', () => {
    expect(binomial(22, 0.1)[0]).toBeCloseTo(0.098, 3); // 22 calls leave 9.8 % that the new version saw none
    expect(binomial(44, 0.1)[0]).toBeCloseTo(0.0097, 4);
    expect(binomial(200, 0.1).slice(10).reduce((sum, chance) => sum + chance)).toBeCloseTo(0.996, 3);
  });
});
