/**
 * What one rule says of a definition, a line for each report; and the smallest parts that definitions for tests are
 * made of.
 */
import type { Code } from '../../../../src/core/constraints/codes';
import type { Report } from '../../../../src/core/validate/finding';
import { indexDefinition } from '../../../../src/core/validate/index-definition';
import { RULES } from '../../../../src/core/validate/registry';

export const REF = { Ref: 'X' };

export function reports(code: Code, definition: unknown): readonly Report[] {
  return [...RULES.find((rule) => rule.code === code)!.check(indexDefinition(definition))];
}

export function said(code: Code, definition: unknown): readonly string[] {
  return reports(code, definition)
    .map(({ path, severity, message, remedy }) => `${path}: ${severity ? `(${severity}) ` : ''}${message}; ${remedy}`);
}

export const input = (name: unknown, more: object = {}) => ({ name, type: 'String', expression: '$.data', ...more });
export const output = (name: unknown, type: unknown = 'String') => ({ name, type });

export function node(name: unknown, type: unknown, more: { readonly [key: string]: unknown } = {}): any {
  return { name, type, ...more };
}

/** A function from `in` to `functionResponse`. */
export function work(name: unknown, more: { readonly [key: string]: unknown } = {}): any {
  return node(name, 'LambdaFunction', {
    configuration: { lambdaFunction: { lambdaArn: 'arn' } },
    inputs: [input('in')],
    outputs:
      [output('functionResponse')],
    ...more,
  });
}

export function data(
  source: unknown, sourceOutput: unknown, target: unknown, targetInput: unknown, name = `${source}_${target}`,
): any {
  return { name, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } };
}

export function when(
  source: unknown, condition: unknown, target: unknown, name = `${source}_${condition}_${target}`,
): any {
  return { name, type: 'Conditional', source, target, configuration: { conditional: { condition } } };
}

export function route(
  conditions: readonly (readonly [name: unknown, expression?: unknown])[], inputs: readonly object[] = [input('in')],
): any {
  return node('Route', 'Condition', {
    inputs,
    configuration: { condition: { conditions: conditions.map(([name, expression]) => ({ name, expression })) } },
  });
}

export const loop = (name: unknown, definition: object, more: object = {}) => node(name, 'Loop',
  { configuration: { loop: { definition } }, ...more });
