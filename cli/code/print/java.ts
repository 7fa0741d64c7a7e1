/** Java: structures have builders. */
import { type Doc, layout } from './layout';
import { literal } from './literals';
import { group, type Of, originLine, type Printer, usedBy, Words } from './printer';
import { byFourDigits, comment, ESCAPES, type Quoting, quoted } from '../../spelling/quoted';
import { camelCase, capitals, firstUpper } from '../../spelling/words';
import type { Entry, New, Program } from '../program';

const RESERVED = ('abstract assert boolean break byte case catch char class const continue default do double else enum '
  + 'extends final finally float for goto if '
  + 'implements import instanceof int interface long native new package private protected public record return short '
  + 'static strictfp super switch synchronized '
  + 'this throw throws transient try var void volatile while yield true false null _ scope id props').split(' ');

// a control character by its number would be read before the text is: \u000a ends a line in Java
const OCTAL = (code: number): string => code < 0x20 ? `\\${code.toString(8).padStart(3, '0')}` : byFourDigits(code);
const QUOTING: Quoting = { quote: '"', own: ESCAPES, escape: OCTAL, join: { open: '', separator: ' +', close: '' } };
const UNIT = '    ';

export const java: Printer = {
  extension: 'java',
  fromWorkingDirectory: true,
  classOf: (file) => /(?:^|[\\/])([A-Z][A-Za-z0-9]*)\.java$/.exec(file ?? '')?.[1],
  print(program) {
    const words = new Java(RESERVED, program.folder);
    const { flows, cdk } = usedBy(program, { withStructs: true, withItems: false });
    const source = words.statements(program);
    const typed = program.statements.flatMap(({ value, name }) => name ? [words.typeOf(value)] : [])
      .filter((type) => type.startsWith('Flow'));
    const imports = [
      ...[...new Set([...flows, ...typed])].sort().map((name) => `io.github.cdkbedrockflows.${name}`),
      ...source.some((line) => line.includes('List.of(')) ? ['java.util.List'] : [],
      ...source.some((line) => line.includes('Map.of')) ? ['java.util.Map'] : [],
      ...[...new Set([...cdk, 'Stack', 'StackProps'])].sort().map((name) => `software.amazon.awscdk.${name}`),
      'software.constructs.Construct',
    ];
    return [
      `// ${comment(originLine(program)).replace(/\\u/g, '\\ u')}`,
      ...imports.map((name) => `import ${name};`),
      '',
      `public class ${program.className} extends Stack {`,
      ...program.constants.map(({ name, value }) => `${UNIT}private static final `
        + `String ${words.constant({ kind: 'constant', name })} = ${quoted(value, QUOTING)};`),
      ...program.constants.length > 0 ? [''] : [],
      `${UNIT}public ${program.className}(final Construct scope, final String id) {`,
      `${UNIT}${UNIT}this(scope, id, null);`,
      `${UNIT}}`,
      '',
      `${UNIT}public ${program.className}(final Construct scope, final String id, final StackProps props) {`,
      `${UNIT}${UNIT}super(scope, id, props);`,
      ...source,
      `${UNIT}}`,
      '}',
      '',
    ].join('\n');
  },
};

class Java extends Words {
  public readonly stack = 'this';

  public constructor(reserved: readonly string[], private readonly folder: string | undefined) { super(reserved); }

  public statements({ statements }: Program): readonly string[] {
    const indent = `${UNIT}${UNIT}`;
    return statements.flatMap(({ value, name, comments, isFirst }) => {
      const start = name === undefined ? '' : `final ${this.typeOf(value)} ${this.local({ kind: 'local', name })} = `;
      return [
        ...isFirst ? [''] : [],
        // a backslash and u would be read as a character even in a comment
        ...comments.map((line) => `${indent}// ${comment(line).replace(/\\u/g, '\\ u')}`),
        `${indent}${layout([start, this.doc(value), ';'], { indent, unit: UNIT })}`,
      ];
    });
  }

  public text(value: string): Doc { return literal(value, QUOTING); }
  public number(value: number): string {
    return Number.isInteger(value) && Math.abs(value) > 0x7fffffff ? `${value}.0` : String(value);
  }
  public boolean(value: boolean): string { return String(value); }
  public file(path: string): Doc {
    return quoted(`${this.folder && this.folder !== '.' ? `${this.folder}/` : ''}${path}`, QUOTING);
  }
  public constant({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, capitals); }
  public local({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, camelCase); }
  public member({ type, member }: Of<'enum'>): string { return `${type}.${member}`; }
  public list({ items }: Of<'list'>): Doc { return group('List.of(', items.map((item) => this.doc(item)), ')'); }
  public map({ entries }: Of<'map'>): Doc {
    const isShort = entries.length <= 10;
    const write = ({ key, value }: Entry): Doc => isShort
      ? [`${quoted(key, QUOTING)}, `, this.doc(value)]
      : group(`Map.entry(${quoted(key, QUOTING)}, `, [this.doc(value)], ')', { separator: '' });
    return group(isShort ? 'Map.of(' : 'Map.ofEntries(', entries.map(write), ')');
  }
  public struct({ type, fields }: Of<'struct'>): Doc {
    return group(`${type}.builder()`, fields.map(({ key, value }) => [`.${key}(`, this.doc(value), ')']), '.build()',
      { separator: '' });
  }
  public property(name: string): string { return `.get${firstUpper(name)}()`; }
  public call({ method, args }: Of<'call'>): Doc { return group(`.${method}(`, args.map((arg) => this.doc(arg)), ')'); }
  public statik({ type, method, args }: Of<'static'>): Doc {
    return group(`${type}.${method}(`, args.map((arg) => this.doc(arg)), ')');
  }
  public make({ type, scope, id, props }: New): Doc {
    const head = [this.doc(scope), quoted(id, QUOTING)];
    if (!props || props.fields.length === 0) {
      return type === 'CfnParameter'
        ? [`${type}.Builder.create(`, head[0], ', ', head[1], ').build()'] : group(`new ${type}(`, head, ')');
    }
    const fields = props.fields.map(({ key, value }): Doc => [`.${key}(`, this.doc(value), ')']);
    return [`new ${type}(`, head[0], ', ', head[1], ', ', group(`${props.type}.builder()`, fields, '.build()',
      { separator: '' }), ')'];
  }

  public typeOf(value: Program['statements'][number]['value']): string {
    if (value.kind === 'new' || value.kind === 'static') { return value.type; }
    return value.kind === 'property' ? 'String' : 'FlowBranch';
  }
}
