import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';

/** What the name of a thing of the app leads to, where that can change: by the type of the resource. */
const MOVING: { readonly [type: string]: string } = {
  'AWS::Lambda::Function': 'function',
  'AWS::Lambda::Alias': 'function alias',
  'AWS::Bedrock::AgentAlias': 'agent alias',
  'AWS::Lex::BotAlias': 'bot alias',
};

/** The same by the ARN of what is not in the app. */
const MOVING_ARNS: readonly (readonly [string, RegExp])[] = [
  ['function', /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+$/],
  ['function alias', /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+:(?!\d+$)[^:]+$/],
  ['agent alias', /^arn:[^:]+:bedrock:[^:]*:[^:]*:agent-alias\/.+$/],
  ['bot alias', /^arn:[^:]+:lex:[^:]*:[^:]*:bot-alias\/.+$/],
];

/** What a version of a flow names and does not freeze, in words. Knowledge bases are not among them: no version could freeze those. */
export function notFrozen(references: readonly CfnElement[], content: unknown): readonly string[] {
  const inApp = references.flatMap((target) => {
    const what = CfnResource.isCfnResource(target) ? MOVING[target.cfnResourceType] : undefined;
    return what === undefined ? [] : [`the ${what} '${Stack.of(target).resolve(target.logicalId)}'`];
  });
  const elsewhere = textsOf(content).flatMap((text) => {
    const found = MOVING_ARNS.find(([, pattern]) => pattern.test(text));
    return found ? [`the ${found[0]} '${text}'`] : [];
  });
  return [...new Set([...inApp, ...elsewhere])].sort();
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') { return value.startsWith('arn:') ? [value] : []; }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.values(value).flatMap(textsOf);
}
