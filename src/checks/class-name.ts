import { anA } from '../core/words/article';

/**
 * The class of an object in a message, as users know it: `a Bucket`; `undefined` of a plain object. aws-cdk-lib puts
 * a 2 behind the names of constructs that it wraps.
 */
export function aClassOf(value: object): string | undefined {
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== 'Object' ? anA(name.replace(/(?<!V)2$/, '')) : undefined;
}
