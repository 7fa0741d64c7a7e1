/**
 * The types of nodes, each with all there is to say about it in a file of its own. What CDK or the AWS SDK is needed
 * for stands outside of `src/core`, in records with a row for each type: `src/role/imported-needs.ts`,
 * `cli/code/build/nodes.ts`. A type that is half added does not compile.
 */
import { AGENT } from './agent';
import { COLLECTOR } from './collector';
import { CONDITION } from './condition';
import { INLINE_CODE } from './inline-code';
import { INPUT } from './input';
import { ITERATOR } from './iterator';
import type { Kind, NodeKind } from './kind';
import { KNOWLEDGE_BASE } from './knowledge-base';
import { LAMBDA_FUNCTION } from './lambda-function';
import { LEX } from './lex';
import { LOOP } from './loop';
import { LOOP_CONTROLLER } from './loop-controller';
import { LOOP_INPUT } from './loop-input';
import { OUTPUT } from './output';
import { PROMPT } from './prompt';
import { RETRIEVAL } from './retrieval';
import { STORAGE } from './storage';
import type { Grant } from '../constraints/permissions';
import type {
  Condition, Definition, Empty, KnowledgeBaseConfiguration, NodeType, PromptConfiguration, S3ServiceConfiguration,
} from '../model/definition';
import type { Value } from '../model/opaque';
import type { EffectType } from '../simulate/types';

export type { Kind, NodeKind } from './kind';

/** The configuration union, by node type. That of a new type stands in its own file. */
export interface NodeConfigurations {
  readonly Input: { readonly input: Empty };
  readonly Output: { readonly output: Empty };
  readonly KnowledgeBase: { readonly knowledgeBase: KnowledgeBaseConfiguration };
  readonly Condition: { readonly condition: { readonly conditions: readonly Condition[] } };
  readonly Lex: { readonly lex: { readonly botAliasArn: Value<string>; readonly localeId: Value<string> } };
  readonly Prompt: { readonly prompt: PromptConfiguration };
  readonly LambdaFunction: { readonly lambdaFunction: { readonly lambdaArn: Value<string> } };
  readonly Storage: { readonly storage: S3ServiceConfiguration };
  readonly Agent: { readonly agent: { readonly agentAliasArn: Value<string> } };
  readonly Retrieval: { readonly retrieval: S3ServiceConfiguration };
  readonly Iterator: { readonly iterator: Empty };
  readonly Collector: { readonly collector: Empty };
  readonly InlineCode: { readonly inlineCode: { readonly code: Value<string>; readonly language: 'Python_3' } };
  readonly Loop: { readonly loop: { readonly definition: Definition } };
  readonly LoopInput: { readonly loopInput: Empty };
  readonly LoopController: {
    readonly loopController: { readonly continueCondition: Condition; readonly maxIterations?: Value<number> };
  };
}

export const KINDS: { readonly [K in NodeType]: Kind<K> } = {
  Input: INPUT,
  Prompt: PROMPT,
  KnowledgeBase: KNOWLEDGE_BASE,
  Agent: AGENT,
  LambdaFunction: LAMBDA_FUNCTION,
  InlineCode: INLINE_CODE,
  Lex: LEX,
  Retrieval: RETRIEVAL,
  Storage: STORAGE,
  Condition: CONDITION,
  Iterator: ITERATOR,
  Collector: COLLECTOR,
  Loop: LOOP,
  LoopInput: LOOP_INPUT,
  LoopController: LOOP_CONTROLLER,
  Output: OUTPUT,
};

export function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(KINDS, type);
}

/** The record of a type; `undefined` for a type that the service does not have. */
export function kindOf(type: string): NodeKind | undefined {
  return isNodeType(type) ? KINDS[type] : undefined;
}

/** Whether `configuration` may be left out: one that has no members says nothing. */
export function mayLackConfiguration({ structure }: NodeKind): boolean {
  return Object.keys(structure.members).length === 0;
}

/** All rows of permissions that the execution of such a node can need. */
export function permissionsOf(type: NodeType): readonly Grant[] {
  const { grants, grantsInApp } = KINDS[type];
  return [...grants.map(({ grant }) => grant), ...grantsInApp === 'none' ? [] : grantsInApp];
}

/** All types, in the order of this table. */
export const NODE_TYPES: readonly NodeType[] = Object.keys(KINDS).filter(isNodeType);

/** Whether the work of such a node is done outside the engine. */
export function isEffectType(type: string): type is EffectType {
  return kindOf(type)?.run.how === 'effect';
}

/** The types whose work is done outside the engine, by name. */
export const EFFECT_TYPES: readonly EffectType[] = NODE_TYPES.filter(isEffectType).sort();
