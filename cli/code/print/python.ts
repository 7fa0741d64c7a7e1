/** Python: structures become keyword arguments. */
import { type Doc, layout } from './layout';
import { literal } from './literals';
import { group, type Of, originLine, type Printer, usedBy, Words } from './printer';
import { comment, PYTHON, quoted } from '../../spelling/quoted';
import { capitals, snakeCase, snakeOf } from '../../spelling/words';
import { type Expression, inside, type New, type Program } from '../program';

const RESERVED = ('False None True and as assert async await break case class continue def del elif else except '
  + 'finally for from global if import in is lambda match '
  + 'nonlocal not or pass raise return try type while with yield self scope construct_id kwargs super str int float '
  + 'bool list dict set id input print').split(' ');

const UNIT = '    ';

export const python: Printer = {
  extension: 'py',
  print(program) {
    const words = new Python(RESERVED);
    const { flows, cdk, files } = usedBy(program, { withStructs: false, withItems: false });
    const named = new Set(program.statements.flatMap(({ value }) => [...structsByName(value)]));
    const imported = (names: readonly string[], module: string) => {
      const line = `from ${module} import ${names.join(', ')}`;
      // as the formatters of Python have it, so that linters find nothing
      return line.length <= 88 ? line
        : [`from ${module} import (`, ...names.map((name) => `${UNIT}${name},`), ')'].join('\n');
    };
    return [
      `# ${comment(originLine(program))}`,
      ...files ? ['from pathlib import Path', ''] : [],
      imported([...cdk, 'Stack'], 'aws_cdk'),
      imported([...new Set([...flows, ...named])].sort(), 'cdk_bedrock_flows'),
      'from constructs import Construct',
      '',
      ...program.constants.map(({ name, value }) => `${words.constant({ kind: 'constant', name })} `
        + `= ${quoted(value, PYTHON)}`),
      '',
      ...program.constants.length > 0 ? [''] : [],
      `class ${program.className}(Stack):`,
      `${UNIT}def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:`,
      `${UNIT}${UNIT}super().__init__(scope, construct_id, **kwargs)`,
      ...words.statements(program),
      '',
    ].join('\n');
  },
};

/** Structures that are keyword arguments have no name; those in lists, and in other structures, do. */
function* structsByName(expression: Expression, isArgument = false): Generator<string> {
  if (expression.kind === 'struct' && !isArgument) { yield expression.type; }
  const args = expression.kind === 'new' ? [expression.props] : expression.kind === 'call'
    || expression.kind === 'static' ? [expression.args[expression.args.length - 1]] : [];
  for (const part of directParts(expression)) { yield* structsByName(part, args.includes(part as never)); }
}

function directParts(expression: Expression): readonly Expression[] {
  const all = [...inside(expression)].slice(1);
  const deeper = new Set(all.flatMap((one) => [...inside(one)].slice(1)));
  return all.filter((one) => !deeper.has(one));
}

class Python extends Words {
  public readonly stack = 'self';

  public statements({ statements }: Program): readonly string[] {
    const indent = `${UNIT}${UNIT}`;
    return statements.flatMap(({ value, name, comments, isFirst }) => {
      const start = name === undefined ? '' : `${this.local({ kind: 'local', name })} = `;
      return [
        ...isFirst ? [''] : [],
        ...comments.map((line) => `${indent}# ${comment(line)}`),
        `${indent}${layout([start, this.doc(value)], { indent, unit: UNIT })}`,
      ];
    });
  }

  public text(value: string): Doc { return literal(value, PYTHON); }
  public number(value: number): string { return String(value); }
  public boolean(value: boolean): string { return value ? 'True' : 'False'; }
  public file(path: string): Doc { return `str(Path(__file__).parent / ${quoted(path, PYTHON)})`; }
  public constant({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, capitals); }
  public local({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, snakeCase); }
  public member({ type, member }: Of<'enum'>): string { return `${type}.${member}`; }
  public list({ items }: Of<'list'>): Doc {
    return group('[', items.map((item) => this.doc(item)), ']', { trailing: true });
  }
  public map({ entries }: Of<'map'>): Doc {
    return group('{', entries.map(({ key, value }) => [`${quoted(key, PYTHON)}: `, this.doc(value)]), '}',
      { trailing: true });
  }
  public struct(struct: Of<'struct'>): Doc {
    return group(`${struct.type}(`, this.keywords(struct), ')', { trailing: true });
  }
  public property(name: string): string { return `.${snakeOf(name)}`; }
  public call({ method, args }: Of<'call'>): Doc { return this.called(`.${snakeOf(method)}(`, args); }
  public statik({ type, method, args }: Of<'static'>): Doc { return this.called(`${type}.${snakeOf(method)}(`, args); }
  public make({ type, scope, id, props }: New): Doc {
    return group(`${type}(`, [this.doc(scope), quoted(id, PYTHON), ...props ? this.keywords(props) : []], ')',
      { trailing: true });
  }

  private called(open: string, args: readonly Expression[]): Doc {
    const last = args[args.length - 1];
    const docs = last?.kind === 'struct'
      ? [...args.slice(0, -1).map((arg) => this.doc(arg)), ...this.keywords(last)] : args.map((arg) => this.doc(arg));
    return group(open, docs, ')', { trailing: true });
  }

  private keywords({ fields }: Of<'struct'>): readonly Doc[] {
    return fields.map(({ key, value }) => [`${snakeOf(key)}=`, this.doc(value)]);
  }
}
