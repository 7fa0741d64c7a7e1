import { Token } from 'aws-cdk-lib';
import { typeOfDocument } from './callee';
import type { FlowDataType } from '../graph/flow-value';

/** The type of an input of a task; what an expression gives is not known. */
export function typeOfInput(value: unknown): FlowDataType | undefined {
  const isExpression = typeof value === 'string' && (/^\s*\{%/.test(value) || Token.isUnresolved(value));
  return isExpression ? undefined : typeOfDocument(value);
}
