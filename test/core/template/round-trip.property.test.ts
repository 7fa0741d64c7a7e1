/** Nothing is lost on the way into the model and out again, whatever comes. */
import * as fc from 'fast-check';
import { anyJson, definitions, everyStruct, leaves } from './arbitrary';
import type { Definition } from '../../../src/core/model/definition';
import { put } from '../../../src/core/model/put';
import { structOf } from '../../../src/core/model/shape';
import { normalise, toCfn } from '../../../src/core/template';
import { turned } from '../../../src/core/template/keys';
import { runs } from '../../fast-check';


test('property: a right definition has no problems and comes back from CloudFormation the same', () => {
  fc.assert(fc.property(definitions, (json) => {
    const first = normalise(json, { spelling: 'camel' });
    expect(first.problems).toEqual([]);
    expect(first.definition).toEqual(json);
    const cfn = toCfn(first.definition);
    const second = normalise(cfn, { spelling: 'pascal' });
    expect(second.problems).toEqual([]);
    expect(second.definition).toEqual(json);
    expect(toCfn(second.definition)).toEqual(cfn);
  }));
});

test('property: in CloudFormation\'s spelling no structure has a key in lower case', () => {
  fc.assert(fc.property(definitions, (json) => {
    const cfn = toCfn(json as Definition);
    const spelt = everyStruct({ kind: 'struct', struct: 'Definition' }, json)
      .flatMap((found) => Object.keys(found.json)).length;
    const { spelling } = normalise(cfn, { spelling: 'pascal' });
    expect(spelling).toBe('pascal');
    expect(leaves(cfn)).toEqual(leaves(json));
    return spelt >= 0;
  }));
});

test('property: any JSON is read without throwing, loses nothing, and is an inverse of toCfn', () => {
  fc.assert(fc.property(anyJson(7), (json) => {
    const { definition, problems } = normalise(json, { spelling: 'pascal' });
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      expect(definition).toEqual({});
      expect(problems).toHaveLength(1);
      expect(problems[0].value).toBe(json);
      return;
    }
    expect(leaves(definition)).toEqual(leaves(json));
    expect(normalise(definition, { spelling: 'camel' }).definition).toEqual(definition);
    expect(normalise(toCfn(definition), { spelling: 'pascal' }).definition).toEqual(definition);
    for (const { message, remedy, path } of problems) {
      expect(`${path}${message}${remedy}`).not.toMatch(/[\n\r]/);
      expect(message).not.toMatch(/\.$/);
    }
  }), { numRuns: runs(400) });
});

test('property: random spelling of each key makes the same model, and mixing is reported once', () => {
  fc.assert(fc.property(definitions, fc.infiniteStream(fc.boolean()), (json, coin) => {
    const mixed = structuredClone(json);
    const spellings = new Set<boolean>();
    // innermost first, as the walk down goes by camelCase keys
    for (const { json: struct } of everyStruct({ kind: 'struct', struct: 'Definition' }, mixed).reverse()) {
      for (const [key, value] of Object.entries(struct)) {
        delete struct[key];
        const pascal = coin.next().value as boolean;
        spellings.add(pascal);
        struct[pascal ? turned(key) : key] = value;
      }
    }
    const { definition, problems, spelling } = normalise(mixed);
    expect(definition).toEqual(json);
    expect(problems.filter((problem) => !/ in a definition that is in /.test(problem.message))).toEqual([]);
    if (spellings.size === 2) {
      expect(spelling).toBe('mixed');
      expect(problems).toHaveLength(1);
    }
  }));
});

test('property: every unknown key is reported with its path, and survives both ways', () => {
  const word = fc.constantFrom('inptus', 'constructor', '__proto__', 'x', 'zzz', 'Übung', '1st', 'toString', 'Nope');
  fc.assert(fc.property(definitions, fc.array(fc.tuple(fc.nat(), word, anyJson(3)),
    { maxLength: 6 }), fc.boolean(), (json, extras, pascal) => {
    const model = structuredClone(json);
    const structs = everyStruct({ kind: 'struct', struct: 'Definition' }, model);
    const added = new Set<string>();
    for (const [at, key, value] of extras) {
      const { json: struct, path, name } = structs[at % structs.length];
      if (Object.prototype.hasOwnProperty.call(structOf(name).members, key)
        || Object.prototype.hasOwnProperty.call(struct, key)) { continue; }
      put(struct, key, value);
      added.add(`${path} ${pascal ? turned(key) : key}`);
    }
    const source = pascal ? toCfn(model as Definition) : model;
    const { definition, problems } = normalise(source, { spelling: pascal ? 'pascal' : 'camel' });
    expect(definition).toEqual(model);
    expect(problems.map((problem) => `${problem.path} ${/^has '(.*?)',/.exec(problem.message)?.[1]}`).sort())
      .toEqual([...added].sort());
    expect(problems.every((problem) => problem.code === 'UnknownKey')).toBe(true);
  }));
});
