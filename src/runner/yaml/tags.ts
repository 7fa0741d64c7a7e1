/**
 * The short forms of CloudFormation's intrinsic functions in YAML, such as `!Sub text`, as the long forms that JSON
 * has.
 */
// eslint-disable-next-line import/no-extraneous-dependencies -- the package has it in a bundle
import { type CollectionTag, Pair, Scalar, type ScalarTag, YAMLMap, type YAMLSeq } from 'yaml';

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Contains', 'EachMemberEquals', 'EachMemberIn', 'Equals', 'FindInMap', 'GetAZs', 'GetAtt',
  'If', 'ImportValue', 'Join',
  'Length', 'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll',
];

/** As `yaml` reads it in Node; of its modules, the package has those that run anywhere. */
const BINARY: ScalarTag = { tag: 'tag:yaml.org,2002:binary', resolve: (text) => Buffer.from(text, 'base64') };

const SHORT_FORMS: (ScalarTag | CollectionTag)[] = ['Ref', 'Condition', ...FUNCTIONS].flatMap((name) => {
  const tag = `!${name}`;
  const long = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const wrapped = (value: YAMLMap | YAMLSeq): YAMLMap => {
    const map = new YAMLMap();
    map.add(new Pair(new Scalar(long), value));
    return map;
  };
  return [
    { tag, resolve: (text: string) => ({ [long]: name === 'GetAtt' ? attribute(text) : text }) },
    { tag, collection: 'seq', resolve: (seq: unknown) => wrapped(seq as YAMLSeq) },
    { tag, collection: 'map', resolve: (map: unknown) => wrapped(map as YAMLMap) },
  ] satisfies (ScalarTag | CollectionTag)[];
});

export const TAGS = [...SHORT_FORMS, BINARY];

// a logical id has no dot, the name of an attribute can have some
function attribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
