/** The types of values, and what the service says of one that is wrong. */
import type { DeclaredType } from './types';
import type { Step } from '../expression/parse';

/** The type of a JSON value, as the service spells it in messages; NULL fits no declared type. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'string': return 'STRING';
    case 'number': return 'NUMBER';
    case 'boolean': return 'BOOLEAN';
    case 'object': return value === null ? 'NULL' : Array.isArray(value) ? 'ARRAY' : 'OBJECT';
    default: return 'NULL';
  }
}

/** Whether a value is of the declared type. */
export function isOfType(type: DeclaredType, value: unknown): boolean {
  switch (type) {
    case 'String': return typeof value === 'string';
    case 'Number': return typeof value === 'number';
    case 'Boolean': return typeof value === 'boolean';
    case 'Object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'Array': return Array.isArray(value);
    default: return true;
  }
}

/**
 * The message of the service, as recorded:
 * `Expected type for Node Output document of Node X to be STRING. Actual type is OBJECT.`
 */
export function typeMessage(
  port: 'Input' | 'Output', name: string, node: string, type: DeclaredType, value: unknown,
): string {
  return `Expected type for Node ${port} ${name} of Node ${node} to be ${(type ?? 'String').toUpperCase()}. Actual `
    + `type is ${typeName(value)}.`;
}

/**
 * The message of the service for an expression that selects nothing, as recorded: the path in it has its names in
 * brackets.
 */
export function missingPathMessage(
  { name, steps }: { readonly name: string; readonly steps: readonly Step[] }, node: string,
): string {
  const path = ['$', "['data']", ...steps.map(inBrackets)].join('');
  return `Expression for Node Input '${name}' of Node '${node}' is invalid. No results for path: ${path}`;
}

function inBrackets(step: Step): string {
  switch (step.kind) {
    case 'name': return `['${step.name}']`;
    case 'index': return `[${step.index}]`;
    case 'indexes': return `[${step.indexes.join(',')}]`;
    case 'slice': return `[${step.from ?? ''}:${step.to ?? ''}]`;
    default: return '[*]';
  }
}
