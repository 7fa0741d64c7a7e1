/** What a diagram says about a node, and the shape it says it in. */
import { LOOP_POLARITY } from '../constraints/nodes';
import { isOpaque, isRecord } from '../model/opaque';

/** Stands for a value that only a deployment knows. */
export const UNKNOWN = '(known at deployment)';

type Shape = readonly [open: string, close: string];
const BOX: Shape = ['[', ']'];

const SHAPES: { readonly [type: string]: Shape } = {
  Input: ['([', '])'],
  Output: ['([', '])'],
  Condition: ['{', '}'],
  LoopController: ['{', '}'],
  LoopInput: ['(', ')'],
  Prompt: BOX,
  KnowledgeBase: ['[(', ')]'],
  LambdaFunction: ['[[', ']]'],
  InlineCode: ['[[', ']]'],
  Agent: ['{{', '}}'],
  Lex: ['{{', '}}'],
  Retrieval: ['[/', '/]'],
  Storage: ['[\\', '\\]'],
  Iterator: ['[/', '\\]'],
  Collector: ['[\\', '/]'],
};

/** The brackets around the text of a node. */
export function shapeOf(type: string): Shape {
  return Object.hasOwn(SHAPES, type) ? SHAPES[type] : BOX;
}

/** A name, expression or type for people, whatever stands in its place. */
export function shown(value: unknown, instead: string): string {
  if (isOpaque(value)) { return UNKNOWN; }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : instead;
}

/** The lines of a node: its name, then its type and what tells it from others of that type. */
export function wordsOf(node: Record<string, unknown>): string[] {
  const type = shown(node.type, '(no type)');
  const details = detailsOf(node);
  return [shown(node.name, '(no name)'), details.length > 0 ? `${type}: ${details.join(', ')}` : type];
}

/**
 * What tells a node from others of its type: its model, function, knowledge base and the like, as far as they are
 * known.
 */
export function detailsOf(node: Record<string, unknown>): string[] {
  const type = shown(node.type, '');
  return Object.hasOwn(DETAILS, type) ? DETAILS[type](node.configuration, node)
    .filter((detail) => detail !== undefined) : [];
}

type Detail = string | undefined;

const DETAILS: { readonly [type: string]: (configuration: unknown, node: Record<string, unknown>) => Detail[] } = {
  Input: (_, { outputs }) => [Array.isArray(outputs) ? known(at(outputs[0], 'type')) : undefined],
  Prompt: (configuration) => {
    const source = at(configuration, 'prompt', 'sourceConfiguration');
    return [known(at(source, 'inline', 'modelId') ?? at(source, 'resource', 'promptArn'))];
  },
  KnowledgeBase: (configuration) => [
    known(at(configuration, 'knowledgeBase', 'knowledgeBaseId')), known(at(configuration, 'knowledgeBase', 'modelId')),
  ],
  LambdaFunction: (configuration) => [known(at(configuration, 'lambdaFunction', 'lambdaArn'))],
  Agent: (configuration) => [known(at(configuration, 'agent', 'agentAliasArn'))],
  Lex: (configuration) => [known(at(configuration, 'lex', 'botAliasArn'))],
  Retrieval: (configuration) => [known(at(configuration, 'retrieval', 'serviceConfiguration', 's3', 'bucketName'))],
  Storage: (configuration) => [known(at(configuration, 'storage', 'serviceConfiguration', 's3', 'bucketName'))],
  Loop: (configuration) => {
    const inside = at(configuration, 'loop', 'definition', 'nodes');
    const controller = Array.isArray(inside) ? inside.find((node) => at(node, 'type') === 'LoopController') : undefined;
    const rounds = at(controller, 'configuration', 'loopController', 'maxIterations');
    return [rounds === undefined ? undefined : `at most ${shown(rounds, '?')} rounds`];
  },
  LoopController: (configuration) => {
    const condition = at(configuration, 'loopController', 'continueCondition');
    const verb = LOOP_POLARITY === 'continueWhileTrue' ? 'goes on while' : 'ends when';
    return [condition === undefined ? undefined : `${verb} ${conditionWords(condition)}`];
  },
};

/** A condition by name and expression; the default has a name alone. */
export function conditionWords(condition: unknown): string {
  const name = shown(at(condition, 'name'), '(no name)');
  const expression = at(condition, 'expression');
  return expression === undefined ? name : `${name}: ${shown(expression, '?')}`;
}

/** A member of a member; `undefined` where the way breaks off. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((part, key) => isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined, value);
}

/** An id, or the end of an ARN that tells what it is; `undefined` where only a deployment knows. */
function known(value: unknown): Detail {
  if (typeof value !== 'string') { return undefined; }
  const end = value.startsWith('arn:') ? value.replace(/^.*:function:|^.*?\//s, '') : value;
  return isOpaque(end) ? undefined : end;
}
