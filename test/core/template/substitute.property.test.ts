/** Substitutions in generated JSON. */
import * as fc from 'fast-check';
import { anyJson, leaves } from './arbitrary';
import { substitute } from '../../../src/core/template';
import { runs } from '../../fast-check';

test('a hundred thousand levels are no trouble', () => {
  let json: unknown = '${A}';
  for (let at = 0; at < 100_000; at++) { json = at % 2 ? [json] : { a: json }; }
  expect(leaves(substitute(json, { A: 'x' }).value)).toEqual(['string x']);
});

test('property: without placeholders of its own JSON is copied unchanged, in the order it has', () => {
  fc.assert(fc.property(anyJson(6), (json) => {
    const { value } = substitute(json, {});
    expect(JSON.stringify(value)).toBe(JSON.stringify(json));
  }));
});

test('property: resolving the result gives what filling in the resolved values gives', () => {
  const piece = fc.oneof(fc.constantFrom('${A}', '${B}', '${C}', '${!A}', '$', '{', '}', '${', '!'),
    fc.string({ maxLength: 3 }));
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
    const text = pieces.join('');
    const known = substitute([text], { A: 'ARN', B: 'bee' }).value as unknown[];
    const late = substitute([text], { A: { Ref: 'ARN' }, B: 'bee' }).value as unknown[];
    expect(deployed(late[0])).toBe(known[0]);
  }), { numRuns: runs(1000) });
});

// What CloudFormation makes of the three functions that substitute writes.
function deployed(value: any): string {
  if (typeof value === 'string') { return value; }
  if ('Ref' in value) { return value.Ref; }
  if ('Fn::Join' in value) { return value['Fn::Join'][1].map(deployed).join(value['Fn::Join'][0]); }
  const [text, variables] = value['Fn::Sub'];
  return text.replace(/\$\{([^{}]+)\}/g, (_: string, name: string) => name.startsWith('!')
    ? `\${${name.slice(1)}}` : deployed(variables[name]));
}
