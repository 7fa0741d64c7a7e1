/** An error that a handler throws, as the service would report it. */
import { readThrown } from './thrown';
import type { Effect, EffectType, ExceptionCode, FlowException } from './types';
import { EXCEPTION_STATUS } from '../constraints/exceptions';

const CODES: ReadonlySet<string> = new Set(Object.keys(EXCEPTION_STATUS).map(uncapitalised));

/** What messages call the service behind a node. */
const RESOURCES: { readonly [T in EffectType]?: string } = { LambdaFunction: 'Lambda', Prompt: 'Amazon Bedrock' };

export function exceptionOf(thrown: unknown, { type }: Pick<Effect, 'type'>): FlowException {
  const { name, message: said } = readThrown(thrown);
  const message = said || 'the handler failed without a message';
  const code = exceptionCode(name);
  if (code) { return { code, message }; }
  const resourceName = RESOURCES[type];
  return { code: 'dependencyFailedException', message, ...resourceName && { resourceName } };
}

export function isExceptionCode(code: unknown): code is ExceptionCode {
  return CODES.has(code as string);
}

/** The code of an exception by its name in any spelling: `ThrottlingException`, `throttlingException`. */
function exceptionCode(name: string): ExceptionCode | undefined {
  const code = uncapitalised(name);
  return isExceptionCode(code) ? code : undefined;
}

function uncapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
