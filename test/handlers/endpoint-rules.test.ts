import { join } from 'node:path';
import '@aws-sdk/client-s3';
// eslint-disable-next-line import/no-extraneous-dependencies -- the clients have it
import { BinaryDecisionDiagram, decideEndpoint } from '@smithy/core/endpoints';
import { type Known, readRules, type Rules, withoutUnmet } from '../../handlers/endpoint-rules';
import { S3_ANSWERS } from '../../handlers/lean-sdk';

const rules: Rules = {
  // is it big? then: is it red? (a, else b); not big: is it red? the other way round
  nodes: [-1, 1, -1, 0, 3, -3, 1, 100_000_000, 100_000_001],
  root: 2,
  conditions: [['isBig', []], ['isRed', [{ ref: 'Thing' }]]],
  results: ['a', 'b'],
};

test('what is known leads on at once, and what nothing leads to falls away', () => {
  const big = withoutUnmet(rules, { '["isBig",[]]': true });
  expect(big).toEqual({
    nodes: [-1, 1, -1, 0, 100_000_000, 100_000_001], root: 2, conditions: [rules.conditions[1]], results: ['a', 'b'],
  });
  // the answer of a node with a negative number is reversed
  expect(withoutUnmet(rules, { '["isBig",[]]': false })).toEqual({ ...big, root: -2 });
  const red: Known = { '["isRed",[{"ref":"Thing"}]]': true };
  expect(withoutUnmet(rules, red)).toEqual({
    nodes: [-1, 1, -1, 0, 100_000_000, 100_000_001], root: 2, conditions: [rules.conditions[0]], results: ['a', 'b'],
  });
  expect(withoutUnmet(rules, { ...red, '["isBig",[]]': false }))
    .toEqual({ nodes: [-1, 1, -1], root: 100_000_000, conditions: [], results: ['b'] });
});

test('rules that ask something else now are not made smaller', () => {
  expect(() => withoutUnmet(rules, { '["isBlue",[]]': true })).toThrow('the rules of the SDK do not ask ["isBlue",[]]');
});

test('for buckets, the rules that are left give the addresses that all of them give', () => {
  const all = readRules(join(__dirname, '../../node_modules/@aws-sdk/client-s3/dist-es/endpoint/bdd.js'));
  const lean = withoutUnmet(all, S3_ANSWERS);
  expect(lean.nodes.length).toBeLessThan(all.nodes.length / 4);
  const addressBy = ({ nodes, root, conditions, results }: Rules, endpointParams: object) => {
    const diagram = BinaryDecisionDiagram.from(Int32Array.from(nodes), root, conditions as never, results as never);
    try {
      const { url, properties } = decideEndpoint(diagram, { endpointParams: endpointParams as never });
      return { url: url.href, properties };
    } catch (thrown) { return String(thrown); }
  };
  // what is no address, the SDK says there too
  jest.spyOn(console, 'error').mockReturnValue();
  const found = new Set<unknown>();
  for (const Bucket of ['results', 'with.dots', 'Upper_Case', 'x', 'logs--use1-az4--x-s3', 'a-name-s3alias']) {
    for (const Region of ['us-east-1', 'eu-west-1', 'cn-north-1', 'aws-global', 'no region', undefined]) {
      for (const Endpoint of [undefined, 'http://127.0.0.1:9000', 'https://vpce.example.com/path', 'nowhere']) {
        for (const [UseFIPS, UseDualStack] of [[false, false], [true, false], [false, true], [true, true]]) {
          const params = {
            Bucket,
            Region,
            Endpoint,
            UseFIPS,
            UseDualStack,
            Accelerate: false,
            ForcePathStyle: false,
            UseGlobalEndpoint: false,
            DisableMultiRegionAccessPoints: false,
            DisableS3ExpressSessionAuth: UseDualStack,
          };
          expect({ params, address: addressBy(lean, params) }).toEqual({ params, address: addressBy(all, params) });
          found.add(JSON.stringify(addressBy(lean, params)));
        }
      }
    }
  }
  expect(found.size).toBeGreaterThan(100);
});
