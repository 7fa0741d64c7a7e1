/** The configuration of a node without what makes no difference, with the contents of prompts that are known. */
import { textOf } from './change';
import type { Json, Prompts } from './form';
import { DEFAULT_CONDITION, DEFAULT_MAX_ITERATIONS } from '../constraints/nodes';
import { at } from '../diagram/values';
import { kindOf, mayLackConfiguration } from '../kinds';
import { canonical } from '../model/canonical';
import { isOpaque, isRecord } from '../model/opaque';
import { promptVariables } from '../prompt/variables';

/** In place of `sourceConfiguration` in the form of a Prompt node. */
export const PROMPT = 'promptForm';

export function configurationForm(type: string, configuration: unknown, prompts: Prompts): unknown {
  if (!isRecord(configuration) || isOpaque(configuration)) { return configuration; }
  const kind = kindOf(type);
  const members = Object.entries(configuration).flatMap(([key, value]) => {
    const form = memberForm(type, key, pruned(value) ?? {}, prompts);
    // an empty configuration says no more than none, where the node needs none
    const isNothing = key === kind?.key && (mayLackConfiguration(kind) || type === 'Loop')
      && isRecord(form) && Object.keys(form).length === 0;
    return value === undefined || isNothing ? [] : [[key, form] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function memberForm(type: string, key: string, value: unknown, prompts: Prompts): unknown {
  if (!isRecord(value) || isOpaque(value)) { return value; }
  if (type === 'Condition' && key === 'condition') { return conditionsForm(value); }
  if (type === 'LoopController' && key === 'loopController') {
    return { maxIterations: DEFAULT_MAX_ITERATIONS, ...value };
  }
  return type === 'Prompt' && key === 'prompt' ? promptNodeForm(value, prompts) : value;
}

/** The default holds when nothing else does, wherever it stands. */
function conditionsForm(condition: Json): Json {
  const { conditions } = condition;
  if (!Array.isArray(conditions)) { return condition; }
  const isDefault = (one: unknown) => at(one, 'name') === DEFAULT_CONDITION;
  return {
    ...condition,
    conditions: [...conditions.filter((one) => !isDefault(one)), ...conditions.filter(isDefault)] as unknown[],
  };
}

function promptNodeForm(prompt: Json, prompts: Prompts): Json {
  const { sourceConfiguration, ...others } = prompt;
  const source = pruned(sourceConfiguration);
  const promptArn = at(source, 'resource', 'promptArn');
  const inline = at(source, 'inline') ?? (promptArn === undefined ? undefined : contentOf(promptArn, prompts));
  const isKnown = isRecord(source) && Object.keys(source).length === 1 && isRecord(inline);
  return { ...others, [PROMPT]: isKnown ? inlineForm(pruned(inline) as Json) : { source: canonical(source) } };
}

function contentOf(promptArn: unknown, prompts: Prompts): unknown {
  const name = typeof promptArn === 'string' && Object.hasOwn(prompts, promptArn)
    ? promptArn : JSON.stringify(promptArn) ?? '';
  return Object.hasOwn(prompts, name) ? prompts[name] : undefined;
}

function inlineForm(inline: Json): Json {
  const { templateConfiguration, ...others } = inline;
  const { text, chat, ...rest } = isRecord(templateConfiguration) ? templateConfiguration : { templateConfiguration };
  if (isRecord(text) && chat === undefined) {
    const { text: words, cachePoint, inputVariables, ...more } = text;
    return without({
      ...others,
      text: words === undefined ? undefined : textOf(words),
      cachePoints: cachePoint,
      variables: variablesOf(inputVariables, words),
      rest: { ...rest, ...more },
    });
  }
  if (isRecord(chat) && text === undefined) {
    const { messages, system, toolConfiguration, inputVariables, ...more } = chat;
    const words = chatText(messages, system);
    return without({
      ...others,
      text: words,
      cachePoints: cachePointsIn(messages, system),
      tools: toolConfiguration,
      variables: variablesOf(inputVariables, words),
      rest: { ...rest, ...more },
    });
  }
  return without({ ...others, rest: { ...rest, text, chat } });
}

/** A text with what each side says, in its order. */
function chatText(messages: unknown, system: unknown): string {
  const blocks = (content: unknown) => (Array.isArray(content) ? content : [content])
    .filter((block) => at(block, 'cachePoint') === undefined || Object.keys(block as object).length > 1)
    .map((block) => textOf(at(block, 'text') ?? block ?? '')).join('\n');
  const turns = Array.isArray(messages) ? messages : messages === undefined ? [] : [messages];
  return [
    ...system === undefined ? [] : [`[system] ${blocks(system)}`],
    ...turns.map((message) => `[${textOf(at(message, 'role') ?? '?')}] ${blocks(at(message, 'content') ?? message)}`),
  ].join('\n');
}

function cachePointsIn(messages: unknown, system: unknown): unknown {
  const points: string[] = [];
  const look = (content: unknown, place: string) => (Array.isArray(content) ? content : []).forEach((block, index) => {
    const point = at(block, 'cachePoint');
    if (point !== undefined) { points.push(`${place} ${index + 1}: ${textOf(point)}`); }
  });
  look(system, 'system');
  (Array.isArray(messages) ? messages : []).forEach((one, index) => look(at(one, 'content'), `message ${index + 1}`));
  return points.length === 0 ? undefined : points;
}

/** A prompt that declares nothing has the variables that its text shows. */
function variablesOf(declared: unknown, text: unknown): unknown {
  const isPlain = Array.isArray(declared)
    && declared.every((one) => canonical(one) === canonical({ name: at(one, 'name') }));
  if (declared !== undefined && !isPlain) { return declared; }
  const names = isPlain
    ? declared.map((one) => textOf(at(one, 'name') ?? '')) : typeof text === 'string' ? [...promptVariables(text)] : [];
  return names.length === 0 ? undefined : names.sort();
}

/** Keys whose values are of the user, or mean something when they are empty. */
const KEPT = new Set(['json', 'auto', 'any', 'additionalModelRequestFields']);

/** The value without members that are empty; `undefined` where nothing is left. */
function pruned(value: unknown, key = ''): unknown {
  if (isOpaque(value)) { return value; }
  if (KEPT.has(key)) { return key === 'additionalModelRequestFields' && isEmpty(value) ? undefined : value; }
  if (Array.isArray(value)) { return value.length === 0 ? undefined : value.map((item) => pruned(item) ?? {}); }
  if (!isRecord(value)) { return value; }
  const members = Object.entries(value).map(([name, member]) => [name, pruned(member, name)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

function without(members: Json): Json {
  return pruned(members) as Json | undefined ?? {};
}
