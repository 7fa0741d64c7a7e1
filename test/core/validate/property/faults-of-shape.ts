/** JSON that is not of the shape of a definition. */
import type { Draft, Fault } from './draft';
import { turned } from '../../../../src/core/template/keys';
import { everyStruct } from '../../template/arbitrary';
import type { Json } from '../arbitrary-configurations';

/** Any object in which the service knows every key. */
function anyStruct(draft: Draft, test: (json: Json, name: string) => unknown = () => true): {
  json: Json; path: string; name: string;
} | undefined {
  return draft.dice.maybe(everyStruct({ kind: 'struct', struct: 'Definition' }, draft.definition)
    .filter(({ json, name }) => test(json as Json, name)));
}

const AWKWARD: readonly unknown[] = [null, 5, 'text', true, [], {}, [null]];

export const FAULTS_OF_SHAPE: readonly Fault[] = [
  {
    name: 'a key that the service does not know',
    codes: ['UnknownKey'],
    apply(draft) {
      const found = anyStruct(draft);
      const key = draft.dice.pick(['description', 'id', 'topK', 'next', 'value', 'metadata', 'x', 'Ä', 'constructor']);
      if (!found || key in found.json && key !== 'constructor' || found.name === 'TextInference'
        || key === 'description' && found.name === 'ToolSpec') { return undefined; }
      found.json[key] = draft.dice.pick([1, 'x', {}]);
      return key;
    },
  },
  {
    name: 'a misspelt key',
    codes: ['UnknownKey'],
    also: 'any',
    apply(draft) {
      const found = anyStruct(draft, (json) => Object.keys(json).length > 0);
      const key = found && draft.dice.pick(Object.keys(found.json));
      const made = key && draft.dice.pick([`${key}s`, `${key.slice(0, -1)}`, `${key}x`, `_${key}`, key.toUpperCase()]);
      if (!made || made in found!.json || ['text', 'max', 'an'].includes(made)) { return undefined; }
      found!.json[made] = found!.json[key!];
      delete found!.json[key!];
      return made.slice(0, 20);
    },
  },
  {
    name: 'a key of older definitions',
    codes: ['RetiredKey'],
    severity: 'warning',
    apply(draft) {
      const found = anyStruct(draft, (json, name) => name === 'TextInference' && !('topK' in json));
      if (found) { found.json.topK = 250; }
      return found && 'topK';
    },
  },
  {
    name: 'a key in the other spelling',
    codes: ['IllegalDefinition', 'UnknownKey'],
    apply(draft) {
      const found = anyStruct(draft, (json) => Object.keys(json).length > 1);
      const key = found && draft.dice.pick(Object.keys(found.json));
      if (!found || !key || turned(key) === key) { return undefined; }
      found.json[turned(key)] = found.json[key];
      delete found.json[key];
      return turned(key);
    },
  },
  {
    name: 'a key in both spellings',
    codes: ['UnknownKey'],
    apply(draft) {
      const found = anyStruct(draft, (json) => Object.keys(json).length > 1);
      const key = found && draft.dice.pick(Object.keys(found.json));
      if (!found || !key || turned(key) === key) { return undefined; }
      found.json[turned(key)] = found.json[key];
      return turned(key);
    },
  },
  {
    name: 'a value of the wrong kind',
    codes: ['IllegalDefinition', 'IllegalValue'],
    also: 'any',
    apply(draft) {
      const found = anyStruct(draft, (json) => Object.keys(json).length > 0);
      const key = found && draft.dice.pick(Object.keys(found.json));
      if (!found || !key || ['json', 'additionalModelRequestFields'].includes(key)) { return undefined; }
      const kind = (value: unknown) => value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
      // what is only known at deployment stands in place of any kind
      if (kind(found.json[key]) === 'object' && /^Ref$|^Fn::/.test(Object.keys(found.json[key])[0])) {
        return undefined;
      }
      found.json[key] = draft.dice.pick(AWKWARD.filter((value) => kind(value) !== kind(found.json[key])));
      return key;
    },
  },
  {
    name: 'something that is not an object in a list',
    codes: ['IllegalDefinition', 'IllegalValue'],
    apply(draft) {
      const found = anyStruct(draft, (json) => Object.values(json).some((value) => Array.isArray(value)));
      const key = found && Object.keys(found.json).find((one) => Array.isArray(found.json[one]));
      if (!found || !key || key === 'additionalModelRequestFields' || key === 'json' || found.json[key].length > 3) {
        return undefined;
      }
      found.json[key].push(draft.dice.pick([null, 5, true, []]));
      return key;
    },
  },
  {
    name: 'a definition in an envelope',
    codes: ['UnknownKey'],
    apply(draft) {
      draft.definition = draft.dice.oneIn(2) ? { definition: draft.definition } : { flow: draft.definition, id: 'x' };
      return 'has';
    },
  },
  {
    name: 'the whole reply of GetFlow',
    codes: ['UnknownKey'],
    apply(draft) {
      draft.definition = { ...draft.definition, executionRoleArn: 'arn:aws:iam::111122223333:role/Flow' };
      return 'executionRoleArn';
    },
  },
  {
    name: 'a state machine',
    codes: ['UnknownKey'],
    apply(draft) {
      draft.definition = { StartAt: 'Classifier', States: { Classifier: { Type: 'Model', Next: 'End' } } };
      return 'StartAt';
    },
  },
  {
    name: 'no object',
    codes: ['IllegalDefinition'],
    apply(draft) {
      draft.definition = draft.dice.pick<any>([null, [], 'text', 5, true, [{ nodes: [] }], '{"nodes": []}']);
      return '';
    },
  },
];
