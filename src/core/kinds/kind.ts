/** What there is to say about a type of node. */
import type { Drawing } from './drawing';
import type { NumberLimit } from '../constraints/limits';
import type { Port } from '../constraints/nodes';
import type { Grant } from '../constraints/permissions';
import type { NodeConfigurations, NodeType } from '../model/definition';
import type { Struct } from '../model/member';
import type { ConfigurationOf, Structure, StructName } from '../model/structures';
import type { Note, PlanNode } from '../simulate/plan';
import type { ChatTemplate, Values } from '../simulate/prompt-template';
import type { Request } from '../simulate/request';
import type { CompileOptions, EffectType, EngineOptions } from '../simulate/types';

/** What every type of node has; source of every record unless it says otherwise: Bedrock User Guide, flows-nodes. */
export interface NodeKind {
  /** The one key of `configuration`. */
  readonly key: string;
  /** The members of its configuration; one without members may be left out. */
  readonly structure: Struct<StructName>;
  readonly inputs: readonly Port[];
  /** Whether inputs of any other name may be declared. */
  readonly freeInputs?: boolean;
  readonly outputs: readonly Port[];
  /** Whether outputs of any other name may be declared. */
  readonly freeOutputs?: boolean;
  /** Whether the node may stand inside a loop (API model: IncompatibleLoopNodeType). */
  readonly inLoop: boolean;
  /** How many of them a flow may have. */
  readonly quota: Quota | 'none';
  /** What it names that can change under a version of the flow. */
  readonly moving: readonly Moving[];
  /** The constructs that make it, for `docs/nodes.md`. A node that comes with another has none. */
  readonly constructs: readonly ConstructRow[];
  readonly drawing: Drawing;
  readonly run: EffectRun | ControlRun;
  /** What a run assumes of such a node, said when it first runs. */
  readonly assumptions: 'none' | ((facts: RunFacts) => readonly Note[]);
}

/** What is known of a node before it runs. */
export interface RunFacts {
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly isInLoop: boolean;
  /** The inputs that something leads to. */
  readonly connected: ReadonlySet<string>;
  /** Of a prompt whose content is known. */
  readonly template?: ChatTemplate;
  readonly options: CompileOptions;
}

export interface Kind<K extends NodeType> extends NodeKind {
  readonly key: keyof NodeConfigurations[K] & string;
  readonly structure: Structure<ConfigurationOf<K>>;
  /** What its execution may do with what its configuration names. */
  readonly grants: readonly DirectGrant<ConfigurationOf<K>>[];
  /** What else it can need, which depends on the app: the models, keys and owners of what it names. */
  readonly grantsInApp: K extends NeedsApp ? readonly Grant[] : 'none';
  readonly run: K extends EffectType ? EffectRun : ControlRun;
}

/** The types whose needs depend on the app; `src/role` has a row for each. */
export type NeedsApp = 'Prompt' | 'KnowledgeBase' | 'Agent' | 'Retrieval' | 'Storage';

/** A row of permissions on an ARN of the configuration. */
export interface DirectGrant<C> {
  readonly grant: Grant;
  readonly on: (configuration: C) => unknown;
}

export type Quota = NumberLimit & { readonly max: number };

export interface Moving {
  /** In words: a function, a bot alias. */
  readonly what: string;
  /** The type of the resource, where it is in the app. */
  readonly resourceType: string;
  /** Its ARN, where it is not. */
  readonly arn: RegExp;
}

export interface ConstructRow {
  readonly name: string;
  readonly does: string;
  readonly takes: string;
  readonly gives: string;
}

/** The engine itself does what such a node does. */
export interface ControlRun {
  readonly how: 'control';
  /** Whether a node of the type means something without what is around it. */
  readonly isAlone: boolean;
}

/** The work of such a node is done outside the engine. */
export interface EffectRun {
  readonly how: 'effect';
  /** What the node asks of the outside. */
  readonly request: (node: PlanNode, inputs: Values, options: RequestOptions) => Request;
  /** The operations that it may ask for. */
  readonly operations: readonly Request['operation'][];
  /** What an answer looks like. */
  readonly example: (node: PlanNode) => unknown;
  /** Whether a person who answers gives text as it is, and no JSON. */
  readonly answersText: (request: Request) => boolean;
}

export type RequestOptions = Required<Pick<EngineOptions, 'executionId' | 'flowArn' | 'flowAliasArn'>>;
