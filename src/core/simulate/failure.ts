/** An error that a handler throws, as the service would report it. */
import type { Effect, EffectType, ExceptionCode, Failure } from './types';

const CODES: ReadonlySet<string> = new Set<ExceptionCode>([
  'accessDeniedException', 'badGatewayException', 'conflictException', 'dependencyFailedException', 'internalServerException',
  'resourceNotFoundException', 'serviceQuotaExceededException', 'throttlingException', 'validationException',
]);

/** What messages call the service behind a node. */
const RESOURCES: { readonly [T in EffectType]?: string } = { LambdaFunction: 'Lambda', Prompt: 'Amazon Bedrock' };

export function failureOf(thrown: unknown, { type }: Pick<Effect, 'type'>): Failure {
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: textOf(thrown) };
  const code = exceptionCode(name);
  if (code) { return { code, message }; }
  const resourceName = RESOURCES[type];
  return { code: 'dependencyFailedException', message: message || 'the handler failed without a message', ...resourceName && { resourceName } };
}

/** The code of an exception by its name in any spelling: `ThrottlingException`, `throttlingException`. */
export function exceptionCode(name: string): ExceptionCode | undefined {
  const code = name.charAt(0).toLowerCase() + name.slice(1);
  return CODES.has(code) ? code as ExceptionCode : undefined;
}

function textOf(thrown: unknown): string {
  if (typeof thrown === 'string') { return thrown; }
  return thrown === undefined ? '' : String(thrown);
}
