/** Which policies go: none that a version needs, whichever of the two deployments is taken back. */
import * as fc from 'fast-check';
import { type Deployed, planPolicies } from '../../handlers/revisions/plan-policies';
import { runs } from '../fast-check';

const PATH = '/cdk-bedrock-flows/us-east-1/S-F/';
const arn = (rest: string) => `arn:aws:iam::111122223333:policy${PATH}${rest}`;
const deployed = (versions: string[], ...policies: string[]): Deployed => ({ versions, policies: policies.map(arn) });
const planned = (attached: string[], left: [string, string?][], now: Deployed, before: Deployed) => (
  planPolicies(attached.map(arn), PATH, left.map(([version, revision]) => ({ version, revision })), now, before)
    .map((one) => one.slice(one.indexOf(PATH) + PATH.length)));

test('they go with the last version of their revision', () => {
  expect(planned(['a/P1', 'b/P2', 'c/P3'], [['2', 'b'], ['3', 'c']], deployed(['3'], 'c/P3'), deployed(['2'], 'b/P2')))
    .toEqual(['a/P1']);
});

test('those of what is deployed and was deployed stay, even if no version is known to be of their revision', () => {
  expect(planned(['a/P1', 'b/P2', 'c/P3'], [], deployed([], 'c/P3'), deployed([], 'b/P2'))).toEqual(['a/P1']);
});

test('all stay where one version does not say which revision it is', () => {
  expect(planned(['a/P1', 'b/P2'], [['1'], ['2', 'b']], deployed([]), deployed([]))).toEqual([]);
});

test('of two sets for one revision, one goes as soon as both are settled', () => {
  const left: [string, string][] = [['1', 'a'], ['3', 'a'], ['4', 'c']];
  expect(
    planned(['a/P1', 'a/P3', 'c/P4', 'd/P5'], [...left, ['5', 'd']], deployed(['5'], 'd/P5'), deployed(['4'], 'c/P4')),
  ).toEqual(['a/P3']);
});

test('the set of a kept version stays beside that of a revert, which may be taken back', () => {
  expect(planned(['a/P1', 'b/P2', 'a/P3'], [['1', 'a'], ['2', 'b'], ['3', 'a']], deployed(['3'], 'a/P3'),
    deployed(['2'], 'b/P2'))).toEqual([]);
  // and while it is taken back
  expect(planned(['a/P1', 'b/P2', 'a/P3'], [['1', 'a'], ['2', 'b'], ['3', 'a']], deployed(['2'], 'b/P2'),
    deployed(['3'], 'a/P3'))).toEqual([]);
});

test('what does not change serves older versions of its revision too', () => {
  expect(
    planned(['a/P0', 'a/P1'], [['1', 'a'], ['2', 'a'], ['3', 'a']], deployed(['3'], 'a/P1'), deployed(['2'], 'a/P1')),
  ).toEqual(['a/P0']);
});

test('a version of this deployment keeps what is of its revision, if the deployment names other policies', () => {
  expect(planned(['a/P1', 'b/P2'], [['1', 'a']], deployed(['1'], 'b/P2'), deployed([], 'b/P2'))).toEqual([]);
});

test('sets stay and go as a whole', () => {
  const attached = ['a/P1', 'a/P1/Q1', 'a/P2', 'a/P2/Q2', 'c/P3', 'd/P4'];
  expect(planned(attached, [['1', 'a'], ['2', 'a'], ['3', 'c'], ['4', 'd']], deployed(['4'], 'd/P4'),
    deployed(['3'], 'c/P3'))).toEqual(['a/P2', 'a/P2/Q2']);
});

test('a part that is no longer needed goes', () => {
  expect(planned(['a/P1', 'a/P1/Q1'], [['1', 'a']], deployed(['1'], 'a/P1'), deployed(['1'], 'a/P1')))
    .toEqual(['a/P1/Q1']);
});

test('policies elsewhere are never touched', () => {
  const others = [
    'arn:aws:iam::aws:policy/ReadOnlyAccess', `arn:aws:iam::111122223333:policy/x${PATH}a/P1`,
    'arn:aws:iam::111122223333:policy/cdk-bedrock-flows/us-east-1/S-FF/a/P1',
  ];
  expect(planPolicies(others, PATH, [], deployed([]), deployed([]))).toEqual([]);
});

test('every version that is left has the permissions of its revision, whichever deployment stays', () => {
  const revision = fc.constantFrom('a', 'b', 'c');
  const set = fc.record({ revision, at: fc.nat({ max: 9 }), parts: fc.integer({ min: 1, max: 3 }) });
  const sets = fc.uniqueArray(set, { selector: ({ at }) => at, minLength: 2 });
  fc.assert(fc.property(sets, fc.array(revision), fc.nat(), fc.nat(), (all, older, first, second) => {
    const arns = ({ revision: one, at, parts }: typeof all[number]) => (
      [`${one}/P${at}`, ...Array.from({ length: parts - 1 }, (_, part) => `${one}/P${at}/Q${part}`)].map(arn));
    const [now, before] = [all[first % all.length], all[second % all.length]];
    const left = [now, before, ...older.map((one) => ({ revision: one }))].map((one, at) => ({
      version: `${at}`, revision: one.revision,
    }));
    const [current, previous] = [{ versions: ['0'], policies: arns(now) }, { versions: ['1'], policies: arns(before) }];
    const gone = planPolicies(all.flatMap(arns), PATH, left, current, previous);
    const whole = all.filter((one) => !arns(one).some((each) => gone.includes(each)));
    expect(whole).toEqual(expect.arrayContaining([now, before]));
    for (const one of older) {
      // what neither deployment made
      const reliable = all.filter((each) => each.revision === one
        && (now === before || (each !== now && each !== before)));
      expect(reliable.some((each) => whole.includes(each))).toBe(reliable.length > 0);
    }
  }), { numRuns: runs(1000) });
});
