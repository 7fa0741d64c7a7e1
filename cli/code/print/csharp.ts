/** C#: structures have initializers. */
import { type Doc, layout } from './layout';
import { literal } from './literals';
import { group, type Of, originLine, type Printer, usedBy, Words } from './printer';
import { byFourDigits, comment, ESCAPES, type Quoting, quoted } from '../../spelling/quoted';
import { camelCase, firstUpper, pascalCase } from '../../spelling/words';
import type { ItemType, New, Program } from '../program';

const RESERVED = ('abstract as base bool break byte case catch char checked class const continue decimal default '
  + 'delegate do double else enum event explicit extern '
  + 'false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null '
  + 'object operator out override params private '
  + 'protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw '
  + 'true try typeof uint ulong unchecked unsafe '
  + 'ushort using virtual void volatile while var await async scope id props').split(' ');

const QUOTING: Quoting =
  { quote: '"', own: ESCAPES, escape: byFourDigits, join: { open: '', separator: ' +', close: '' } };
const UNIT = '    ';
const INDENT = UNIT.repeat(3);

export const csharp: Printer = {
  extension: 'cs',
  fromWorkingDirectory: true,
  print(program) {
    const words = new CSharp(RESERVED, program.folder);
    const { flows } = usedBy(program, { withStructs: false, withItems: false });
    const source = words.statements(program);
    const constants = program.constants.map(({ name, value }) => (
      `${UNIT}${UNIT}private const string ${words.constant({ kind: 'constant', name })} = ${quoted(value, QUOTING)};`));
    return [
      `// ${comment(originLine(program))}`,
      ...source.some((line) => line.includes('Dictionary<')) ? ['using System.Collections.Generic;'] : [],
      'using Amazon.CDK;',
      ...flows.length > 0 ? ['using CdkBedrockFlows;'] : [],
      'using Constructs;',
      '',
      'namespace Flows',
      '{',
      `${UNIT}public class ${program.className} : Stack`,
      `${UNIT}{`,
      ...constants,
      ...constants.length > 0 ? [''] : [],
      `${UNIT}${UNIT}public ${program.className}(Construct scope, string id, IStackProps props = null) : base(scope, `
        + 'id, props)',
      `${UNIT}${UNIT}{`,
      ...source[0] === '' ? source.slice(1) : source,
      `${UNIT}${UNIT}}`,
      `${UNIT}}`,
      '}',
      '',
    ].join('\n');
  },
};

class CSharp extends Words {
  public readonly stack = 'this';

  public constructor(reserved: readonly string[], private readonly folder: string | undefined) { super(reserved); }

  public statements({ statements }: Program): readonly string[] {
    return statements.flatMap(({ value, name, comments, isFirst }) => {
      const start = name === undefined ? '' : `var ${this.local({ kind: 'local', name })} = `;
      return [
        ...isFirst ? [''] : [],
        ...comments.map((line) => `${INDENT}// ${comment(line)}`),
        `${INDENT}${layout([start, this.doc(value), ';'], { indent: INDENT, unit: UNIT })}`,
      ];
    });
  }

  public text(value: string): Doc { return literal(value, QUOTING); }
  public number(value: number): string { return String(value); }
  public boolean(value: boolean): string { return String(value); }
  public file(path: string): Doc {
    return quoted(`${this.folder && this.folder !== '.' ? `${this.folder}/` : ''}${path}`, QUOTING);
  }
  public constant({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, pascalCase); }
  public local({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, camelCase); }
  public member({ type, member }: Of<'enum'>): string { return `${type}.${member}`; }
  public list({ of, items }: Of<'list'>): Doc {
    return group(`new ${itemOf(of)}[] {`, items.map((item) => this.doc(item)), '}', { pad: ' ' });
  }
  public map({ of, entries }: Of<'map'>): Doc {
    const items = entries.map(({ key, value }): Doc => [`[${quoted(key, QUOTING)}] = `, this.doc(value)]);
    return group(`new Dictionary<string, ${itemOf(of)}> {`, items, '}', { pad: ' ', trailing: true });
  }
  public struct({ type, fields }: Of<'struct'>): Doc {
    return group(`new ${type} {`, fields.map(({ key, value }) => [`${firstUpper(key)} = `, this.doc(value)]), '}',
      { pad: ' ', trailing: true });
  }
  public property(name: string): string { return `.${firstUpper(name)}`; }
  public call({ method, args }: Of<'call'>): Doc {
    return this.called(`.${firstUpper(method)}(`, args.map((arg) => this.doc(arg)));
  }
  public statik({ type, method, args }: Of<'static'>): Doc {
    return this.called(`${type}.${firstUpper(method)}(`, args.map((arg) => this.doc(arg)));
  }
  public make({ type, scope, id, props }: New): Doc {
    return this.called(`new ${type}(`, [this.doc(scope), quoted(id, QUOTING), ...props && props.fields.length > 0
      ? [this.doc(props)] : []]);
  }

  private called(open: string, args: readonly Doc[]): Doc {
    const last = args[args.length - 1];
    if (last === undefined || typeof last === 'string' || !('open' in last) || last.open === '') {
      return group(open, args, ')');
    }
    return [open, ...args.slice(0, -1).flatMap((arg) => [arg, ', ']), last, ')'];
  }
}

function itemOf(of: ItemType): string {
  switch (of.kind) {
    case 'text': return 'string';
    case 'json': return 'object';
    default: return of.name;
  }
}
