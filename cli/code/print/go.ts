/** Go: structures are pointers, and so are texts and numbers. */
import { alignEntries } from './gofmt';
import { type Doc, layout } from './layout';
import { literal } from './literals';
import { group, type Of, originLine, type Printer, usedBy, Words } from './printer';
import { byFourDigits, comment, ESCAPES, type Quoting, quoted } from '../../spelling/quoted';
import { camelCase, firstUpper } from '../../spelling/words';
import type { Expression, ItemType, Name, New, Program } from '../program';

const RESERVED = ('break case chan const continue default defer else fallthrough for func go goto if import interface '
  + 'map package range return select struct switch '
  + 'type var true false nil iota string bool float64 int error any new make len cap append copy panic print scope id '
  + 'props stack sprops '
  + 'jsii constructs awscdk flows main init').split(' ');

// half a character is none in Go
const ESCAPE = (code: number): string => code >= 0xd800 && code <= 0xdfff ? '\\ufffd' : byFourDigits(code);
const QUOTING: Quoting = { quote: '"', own: ESCAPES, escape: ESCAPE, join: { open: '', separator: ' +', close: '' } };
const UNIT = '\t';

export const go: Printer = {
  extension: 'go',
  fromWorkingDirectory: true,
  print(program) {
    const words = new Go(RESERVED, program.folder);
    const { flows } = usedBy(program, { withStructs: false, withItems: false });
    const source = words.statements(program);
    const constants = program.constants.map(({ name, value }) => `const ${words.spelt(name)} `
      + `= ${quoted(value, QUOTING)}`);
    return [
      `// ${comment(originLine(program))}`,
      'package main',
      '',
      'import (',
      `${UNIT}"github.com/aws/aws-cdk-go/awscdk/v2"`,
      `${UNIT}"github.com/aws/constructs-go/constructs/v10"`,
      `${UNIT}"github.com/aws/jsii-runtime-go"`,
      ...flows.length > 0 ? [`${UNIT}flows "github.com/cdk-bedrock-flows/cdk-bedrock-flows-go/cdkbedrockflows"`] : [],
      ')',
      '',
      ...constants,
      ...constants.length > 0 ? [''] : [],
      `func New${program.className}(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {`,
      `${UNIT}stack := awscdk.NewStack(scope, &id, props)`,
      ...alignEntries(source.flatMap((statement) => statement.split('\n'))),
      '',
      `${UNIT}return stack`,
      '}',
      '',
    ].join('\n');
  },
};

class Go extends Words {
  public readonly stack = 'stack';

  public constructor(reserved: readonly string[], private readonly folder: string | undefined) { super(reserved); }

  public statements({ statements }: Program): readonly string[] {
    return statements.flatMap(({ value, name, comments, isFirst }) => {
      const start = name === undefined ? '' : `${this.local({ kind: 'local', name })} := `;
      return [
        ...isFirst ? [''] : [],
        ...comments.map((line) => `${UNIT}// ${comment(line)}`),
        `${UNIT}${layout([start, this.doc(value)], { indent: UNIT, unit: UNIT })}`,
      ];
    });
  }

  public text(value: string): Doc { return this.pointer(literal(value, QUOTING)); }
  public number(value: number): string { return `jsii.Number(${value})`; }
  public boolean(value: boolean): string { return `jsii.Bool(${value})`; }
  public file(path: string): Doc {
    return this.pointer(quoted(`${this.folder && this.folder !== '.' ? `${this.folder}/` : ''}${path}`, QUOTING));
  }
  public spelt(name: Name): string { return this.spelling.of(name, camelCase); }
  public constant({ name }: Of<'constant' | 'local'>): string { return `jsii.String(${this.spelt(name)})`; }
  public local({ name }: Of<'constant' | 'local'>): string { return this.spelt(name); }
  public member({ type, member }: Of<'enum'>): string { return `flows.${type}_${member}`; }
  public list({ of, items }: Of<'list'>): Doc {
    return group(`&[]${itemOf(of)}{`, items.map((item) => this.item(of, item)), '}', { trailing: true });
  }
  public map({ of, entries }: Of<'map'>): Doc {
    return group(`&map[string]${itemOf(of)}{`,
      entries.map(({ key, value }) => [`${quoted(key, QUOTING)}: `, this.item(of, value)]), '}', { trailing: true });
  }
  public struct({ type, fields }: Of<'struct'>): Doc {
    const module = type.startsWith('Cfn') ? 'awscdk' : 'flows';
    return group(`&${module}.${type}{`, fields.map(({ key, value }) => [`${firstUpper(key)}: `, this.doc(value)]), '}',
      { trailing: true });
  }
  public property(name: string): string { return `.${firstUpper(name)}()`; }
  public call({ method, args }: Of<'call'>): Doc {
    return this.called(`.${firstUpper(method)}(`, args.map((arg) => this.doc(arg)));
  }
  public statik({ type, method, args, isVariadic }: Of<'static'>): Doc {
    const isShort = !isVariadic && OPTIONS[`${type}.${method}`] === args.length;
    return this.called(`flows.${type}_${firstUpper(method)}(`, [...args.map((arg) => this.doc(arg)), ...isShort
      ? ['nil'] : []]);
  }
  public make({ module, type, scope, id, props }: New): Doc {
    const last = props && (props.fields.length > 0 || module === 'cdk') ? this.doc(props) : 'nil';
    return this.called(`${module === 'flows' ? 'flows' : 'awscdk'}.New${type}(`,
      [this.doc(scope), `jsii.String(${quoted(id, QUOTING)})`, last]);
  }

  private called(open: string, args: readonly Doc[]): Doc {
    const last = args[args.length - 1];
    if (last === undefined || typeof last === 'string' || !('open' in last) || last.open === '') {
      return group(open, args, ')', { trailing: true });
    }
    return [open, ...args.slice(0, -1).flatMap((arg) => [arg, ', ']), last, ')'];
  }

  private pointer(text: Doc): Doc {
    return typeof text === 'string'
      ? `jsii.String(${text})` : ['jsii.String(', { ...(text as object), open: '', close: '' } as Doc, ')'];
  }

  /** JSON holds plain values; texts in lists are pointers. */
  private item(of: ItemType, value: Expression): Doc {
    if (of.kind !== 'json') { return this.doc(value); }
    switch (value.kind) {
      case 'text': return literal(value.value, QUOTING);
      case 'number':
      case 'boolean': return String(value.value);
      case 'list':
        return group('[]interface{}{', value.items.map((item) => this.item(of, item)), '}', { trailing: true });
      case 'map': return group('map[string]interface{}{', value.entries.map((one) =>
        [`${quoted(one.key, QUOTING)}: `, this.item(of, one.value)]), '}', { trailing: true });
      default: return this.doc(value);
    }
  }
}

/** Methods whose last argument is a structure that may be left out, with how many arguments they then have. */
const OPTIONS: Readonly<Record<string, number>> = {
  'FlowPrompt.inline': 1,
  'FlowPrompt.fromTextFile': 1,
  'FlowPrompt.fromPromptArn': 1,
  'ChatMessage.user': 1,
  'ChatMessage.assistant': 1,
  'FlowGuardrail.fromId': 2,
  'FlowReranking.bedrock': 1,
  'FlowModel.applicationInferenceProfile': 1,
};

function itemOf(of: ItemType): string {
  switch (of.kind) {
    case 'text': return '*string';
    case 'json': return 'interface{}';
    case 'struct': return `*flows.${of.name}`;
    default: return `flows.${of.name}`;
  }
}
