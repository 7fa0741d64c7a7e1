/** Carries a program out in this process, statement by statement: the printer whose language is the library itself. */
import type { Library } from './library';
import type { Expression, Name, Program, Statement } from '../program';

/**
 * What a program comes to: its flow in the words of CloudFormation, or what the library says of one of its statements.
 */
export type Outcome = { readonly resources: Readonly<Record<string, unknown>> }
  | { readonly refused: Statement; readonly because: string };

type Method = (...args: readonly unknown[]) => unknown;
type Class = (new (...args: readonly unknown[]) => object) & Readonly<Record<string, unknown>>;

export function interpret(program: Program, library: Library): Outcome {
  const app = new (library.cdk.App as Class)({
    analyticsReporting: false, treeMetadata: false, context: { 'aws:cdk:disable-stack-trace': true },
  });
  const stack = new (library.cdk.Stack as Class)(app, 'Stack');
  const machine = new Machine(program, library, stack);
  for (const statement of program.statements) {
    try {
      machine.carryOut(statement);
    } catch (error) {
      return { refused: statement, because: (error instanceof Error ? error.message : String(error)).split('\n')[0] };
    }
  }
  return { resources: machine.resources() };
}

class Machine {
  private readonly values = new Map<Name, unknown>();
  private readonly texts: ReadonlyMap<string, string>;

  public constructor(program: Program, private readonly library: Library, private readonly stack: object) {
    for (const { name, value } of program.constants) { this.values.set(name, value); }
    this.texts = new Map(program.files.map(({ path, text }) => [path, text]));
  }

  public carryOut({ value, name }: Statement): void {
    const result = this.evaluate(value);
    if (name) { this.values.set(name, result); }
  }

  /** The flow and the prompts that belong to it, as a template has them. */
  public resources(): Readonly<Record<string, unknown>> {
    const { node, resolve } = this.stack as Tree;
    const isOfFlow = (one: unknown): one is Resource => OF_FLOW.test((one as Partial<Resource>).cfnResourceType ?? '');
    const parts = node.findAll().filter(isOfFlow)
      .map((one) => resolve.call(this.stack, one._toCloudFormation()) as { readonly Resources: object });
    return Object.assign({}, ...parts.map(({ Resources }) => Resources)) as Readonly<Record<string, unknown>>;
  }

  private evaluate(expression: Expression): unknown {
    switch (expression.kind) {
      case 'text':
      case 'number':
      case 'boolean': return expression.value;
      case 'file': return this.texts.get(expression.path);
      case 'constant':
      case 'local': return this.values.get(expression.name);
      case 'stack': return this.stack;
      case 'enum': return (this.flows(expression.type))[expression.member];
      case 'list': return expression.items.map((item) => this.evaluate(item));
      case 'map': return this.record(expression.entries);
      case 'struct': return this.record(expression.fields);
      case 'property': return (this.evaluate(expression.on) as Readonly<Record<string, unknown>>)[expression.name];
      case 'call': return this.call(this.evaluate(expression.on), expression.method, expression.args);
      case 'static': return this.fromFile(expression)
        ?? this.call(this.flows(expression.type), expression.method, expression.args);
      case 'new': {
        const { module, type, scope, id, props } = expression;
        return new (this.library[module][type] as Class)(this.evaluate(scope), id, ...props
          ? [this.evaluate(props)] : []);
      }
    }
  }

  private flows(type: string): Class {
    return this.library.flows[type] as Class;
  }

  /** What a file holds is not written yet, so its text is given instead. */
  private fromFile({ type, method, args: [file, ...others] }: Expression & { readonly kind: 'static' }): unknown {
    return file?.kind === 'file' ? this.call(this.flows(type), method === 'fromTextFile'
      || method === 'fromFile' ? 'inline' : method, [file, ...others]) : undefined;
  }

  private call(on: unknown, method: string, args: readonly Expression[]): unknown {
    const called = (on as Readonly<Record<string, Method>>)[method];
    return called.apply(on, args.map((arg) => this.evaluate(arg)));
  }

  private record(entries: readonly { readonly key: string; readonly value: Expression }[]): object {
    const record: Record<string, unknown> = Object.create(Object.prototype) as Record<string, unknown>;
    for (const { key, value } of entries) {
      Object.defineProperty(record, key,
        { value: this.evaluate(value), enumerable: true, configurable: true, writable: true });
    }
    return record;
  }
}

const OF_FLOW = /^AWS::Bedrock::(Flow|Prompt|PromptVersion)$/;

interface Resource {
  readonly cfnResourceType: string;
  _toCloudFormation(): object;
}

interface Tree {
  readonly node: { findAll(): readonly unknown[] };
  resolve(value: unknown): unknown;
}
