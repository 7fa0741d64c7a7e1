/** TypeScript. */
import { type Doc, layout } from './layout';
import { literal } from './literals';
import { group, hugging, type Of, originLine, type Printer, usedBy, Words } from './printer';
import { comment, quoted, TYPESCRIPT } from '../../spelling/quoted';
import { camelCase, capitals } from '../../spelling/words';
import type { Entry, New, Program } from '../program';

const RESERVED = ('abstract any arguments as async await boolean break case catch class const constructor continue '
  + 'debugger declare default delete do else enum '
  + 'eval export extends false finally for from function get if implements import in instanceof interface is keyof let '
  + 'module namespace never new null number '
  + 'object of package private protected public readonly require return set static string super switch symbol this '
  + 'throw true try type typeof undefined '
  + 'unknown var void while with yield scope id props join Infinity NaN').split(' ');

export const typescript: Printer = {
  extension: 'ts',
  print(program) {
    const words = new TypeScript(RESERVED);
    const { flows, cdk, files } = usedBy(program, { withStructs: false, withItems: false });
    const imports = [
      ...files ? ['import { join } from \'path\';'] : [],
      layout(['import ', group('{', [...cdk, 'Stack', 'StackProps'], '}',
        { pad: ' ', trailing: true }), ' from \'aws-cdk-lib\';'], { indent: '', unit: '  ' }),
      layout(['import ', group('{', flows, '}', { pad: ' ', trailing: true }), ' from \'cdk-bedrock-flows\';'],
        { indent: '', unit: '  ' }),
      'import { Construct } from \'constructs\';',
    ];
    const constants = program.constants.map(({ name, value }) => `const ${words.constant({ kind: 'constant', name })} `
      + `= ${quoted(value, TYPESCRIPT)};`);
    return [
      `// ${comment(originLine(program))}`,
      ...imports,
      '',
      ...constants.length > 0 ? [...constants, ''] : [],
      `export class ${program.className} extends Stack {`,
      '  constructor(scope: Construct, id: string, props?: StackProps) {',
      '    super(scope, id, props);',
      ...words.statements(program),
      '  }',
      '}',
      '',
    ].join('\n');
  },
};

class TypeScript extends Words {
  public readonly stack = 'this';

  public statements({ statements }: Program): readonly string[] {
    return statements.flatMap(({ value, name, comments, isFirst }) => {
      const doc = this.doc(value);
      const start = name === undefined ? '' : `const ${this.local({ kind: 'local', name })} = `;
      return [
        ...isFirst ? [''] : [],
        ...comments.map((line) => `    // ${comment(line)}`),
        `    ${layout([start, doc, ';'], { indent: '    ', unit: '  ' })}`,
      ];
    });
  }

  public text(value: string): Doc { return literal(value, TYPESCRIPT); }
  public number(value: number): string { return String(value); }
  public boolean(value: boolean): string { return String(value); }
  public file(path: string): Doc { return `join(__dirname, ${quoted(path, TYPESCRIPT)})`; }
  public constant({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, capitals); }
  public local({ name }: Of<'constant' | 'local'>): string { return this.spelling.of(name, camelCase); }
  public member({ type, member }: Of<'enum'>): string { return `${type}.${member}`; }
  public list({ items }: Of<'list'>): Doc {
    return group('[', items.map((item) => this.doc(item)), ']', { trailing: true });
  }
  public map({ entries }: Of<'map'>): Doc { return this.record(entries); }
  public struct({ fields }: Of<'struct'>): Doc { return this.record(fields); }
  public property(name: string): string { return `.${name}`; }
  public call({ method, args }: Of<'call'>): Doc {
    return hugging(`.${method}(`, args.map((arg) => this.doc(arg)), ')');
  }
  public statik({ type, method, args }: Of<'static'>): Doc {
    return hugging(`${type}.${method}(`, args.map((arg) => this.doc(arg)), ')');
  }
  public make({ type, scope, id, props }: New): Doc {
    return hugging(`new ${type}(`,
      [this.doc(scope), quoted(id, TYPESCRIPT), ...props && props.fields.length > 0 ? [this.doc(props)] : []], ')');
  }

  private record(entries: readonly Entry[]): Doc {
    return group('{', entries.map(({ key, value }) => {
      const name = key === '__proto__' ? '[\'__proto__\']' : /^[A-Za-z_][A-Za-z0-9_]*$/.test(key)
        ? key : quoted(key, TYPESCRIPT);
      const doc = this.doc(value);
      return doc === name ? name : [`${name}: `, doc];
    }), '}', { pad: ' ', trailing: true });
  }
}
