/** The vocabulary of the shape table: what a member of a structure can be, as plain data. */
import type { NumberLimit, TextLimit } from '../constraints/limits';

/** What every member has, whatever its kind. */
export interface Rules {
  readonly required?: boolean;
  /** `false` where the schema of AWS::Bedrock::Flow lacks the member, though the API has it. */
  readonly cfn?: false;
}

/** A value of a member or of a list, by kind. Structures are named, so that the table can recur and stays printable. */
export type Kind<S extends string = string> =
  | { readonly kind: 'text'; readonly limit?: TextLimit }
  | { readonly kind: 'number'; readonly limit?: NumberLimit; readonly whole?: boolean }
  | { readonly kind: 'boolean' }
  /** `cfnValues` are those CloudFormation knows, where it knows fewer. */
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly cfnValues?: readonly string[] }
  | { readonly kind: 'struct'; readonly struct: S }
  | { readonly kind: 'list'; readonly item: Kind<S>; readonly limit?: NumberLimit }
  /** Keys chosen by the user, any value below: nothing in it is ever re-cased. */
  | { readonly kind: 'map'; readonly key?: TextLimit }
  /** Any JSON: nothing in it is ever re-cased. */
  | { readonly kind: 'document' };

export type Member<S extends string = string> = Kind<S> & Rules;

export interface Struct<S extends string = string> {
  /** Whether exactly one of the members may be present. */
  readonly union?: true;
  readonly members: { readonly [member: string]: Member<S> };
  /** Keys that older definitions still carry, and what to say about them. */
  readonly retired?: { readonly [key: string]: string };
}

export const text = (limit?: TextLimit) => ({ kind: 'text', limit }) as const;
export const number = (limit?: NumberLimit) => ({ kind: 'number', limit }) as const;
export const whole = (limit?: NumberLimit) => ({ kind: 'number', limit, whole: true }) as const;
export const flag = { kind: 'boolean' } as const;
export const oneOf =
  (values: readonly string[], cfnValues?: readonly string[]) => ({ kind: 'enum', values, cfnValues }) as const;
export const struct = <S extends string>(name: S) => ({ kind: 'struct', struct: name }) as const;
export const list = <K extends Kind>(item: K, limit?: NumberLimit) => ({ kind: 'list', item, limit }) as const;
export const map = (key?: TextLimit) => ({ kind: 'map', key }) as const;
export const document = { kind: 'document' } as const;

/** Marks a member as one that must be there. */
export const must = <K extends Kind>(kind: K) => ({ ...kind, required: true }) as const;
/** Marks a member as unknown to CloudFormation. */
export const apiOnly = <K extends Member>(kind: K) => ({ ...kind, cfn: false }) as const;
