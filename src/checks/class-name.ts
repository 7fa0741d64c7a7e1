import { anA } from '../core/words/article';

/** The class of an object, as users know it: aws-cdk-lib puts a 2 behind the names of constructs that it wraps. */
function classOf(value: object): string | undefined {
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== 'Object' ? name.replace(/(?<!V)2$/, '') : undefined;
}

/** The same in a message: `a Bucket`; `undefined` of a plain object. */
export function aClassOf(value: object): string | undefined {
  const name = classOf(value);
  return name && anA(name);
}
