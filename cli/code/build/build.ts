/** The program of a flow. */
import { Draft, type DraftOptions } from './draft';
import { guardrailCall, sharedBy } from './models';
import { typed } from './parts';
import { ScopeBuilder } from './scope';
import { INPUT_NODE_NAME, TEXT } from '../../../src/core/constraints';
import type { Definition, Node, NodeOf } from '../../../src/core/model/definition';
import { wordsOf, pascalCase } from '../../spelling/words';
import {
  type Expression, inside, local, type Name, type New, type Program, type Statement, struct, text,
} from '../program';

export interface Origin {
  /** The file, for the first line of the program. */
  readonly source: string;
  /** The name of the flow. */
  readonly name: string;
  readonly className: string;
  readonly definition: Definition;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** What was not taken over, for people to read. */
  readonly lost: readonly string[];
}

export interface Built {
  readonly program: Program;
  /** What each parameter of the program stands for. */
  readonly parameters: ReadonlyMap<string, unknown>;
}

export function buildProgram(origin: Origin, options: DraftOptions): Built {
  const { definition, source, className } = origin;
  const draft = new Draft(options);
  const shared = sharedBy(definition, options.raw);
  const flow: Name = { words: ['flow'] };
  const props = struct('FlowProps', {
    description: origin.description !== undefined
      && origin.description.length <= TEXT.description.max ? text(origin.description) : undefined,
    ...inputProps(definition),
    tags: origin.tags && {
      kind: 'map',
      of: { kind: 'text' },
      entries: Object.entries(origin.tags).map(([key, tag]) => ({ key, value: text(tag) })),
    },
    guardrail: shared.guardrail && guardrailCall(draft, shared.guardrail, 'flow'),
  });
  const value: New = {
    kind: 'new',
    module: 'flows',
    type: 'Flow',
    scope: { kind: 'stack' },
    id:
      pascalCase(wordsOf(origin.name)),
    ...props.fields.length > 0 && { props },
  };
  draft.add({ name: flow, value, comments: origin.lost, isFirst: true });
  new ScopeBuilder(draft, shared, {
    scope: local(flow), ids: [], taken: FLOW_IDS, entry: () => ({ kind: 'property', on: local(flow), name: 'input' }),
  }, definition).build();
  return {
    program: {
      source,
      className,
      constants: draft.constants(),
      statements:
        draft.statements.map(onlyNamedIfUsed(draft.statements)),
      files: draft.files,
    },
    parameters: draft.parameters,
  };
}

/** The ids of the constructs that a flow makes for itself. */
const FLOW_IDS = new Set([
  'Resource', 'ExecutionRole', 'ExecutionPolicy', 'Policy', 'Role', 'CurrentVersion', 'DraftAlias', INPUT_NODE_NAME,
]);

function inputProps(definition: Definition): Readonly<Record<string, Expression | undefined>> {
  const input = definition.nodes?.find((node): node is Node & NodeOf<'Input'> => node.type === 'Input');
  const type = input?.outputs?.[0]?.type;
  return {
    inputName: input === undefined || input.name === INPUT_NODE_NAME ? undefined : text(input.name),
    inputType: type === undefined || type === 'String' ? undefined : typed(type),
  };
}

/** A name that nobody uses is noise, and in Go a mistake. */
function onlyNamedIfUsed(statements: readonly Statement[]): (statement: Statement) => Statement {
  const used = new Set(statements.flatMap(({ value }) => [...inside(value)].flatMap((one) => one.kind === 'local'
    ? [one.name] : [])));
  return ({ name, ...statement }) => ({ ...statement, ...name && used.has(name) && { name } });
}
