/** Types in TypeScript. */
import type { LambdaPorts, Port, TypedFlow, TypedInput, TypedOutput } from './typed-flow';
import type { DataType } from '../../src/core/model/definition';
import { comment, quoted, TYPESCRIPT } from '../spelling/quoted';
import { camelCase, capitals, pascalCase } from '../spelling/words';

/** As functions get them. */
const GIVEN: Readonly<Record<DataType, string>> = {
  String: 'string',
  Number: 'number',
  Boolean: 'boolean',
  Object: '{ readonly [name: string]: unknown }',
  Array: 'readonly unknown[]',
};
/** As the clients of the AWS SDK take them. */
const SENT: Readonly<Record<DataType, string>> = {
  ...GIVEN, Object: '{ [name: string]: FlowDocument }', Array: 'FlowDocument[]',
};

export function typescriptOf(flow: TypedFlow): string {
  return [
    `// Types of the flow ${comment(flow.name)}, written by 'bedrock-flows types' from ${comment(flow.source)}: `
      + 'regenerate them when the flow changes.',
    ...flow.nodes.length > 0 ? ['', READER] : [],
    ...flow.nodes.flatMap(nodeTypes),
    ...callerTypes(flow),
    '',
  ].join('\n');
}

const text = (value: string): string => quoted(value, TYPESCRIPT);
const record = (ports: readonly Port[]): string => ports.length === 0
  ? '{}' : `{ ${ports.map(({ name, type }) => `${ownKey(name)}: ${text(type)}`).join(', ')} }`;
/** In a comment, which no name can end. */
const said = (name: string): string => comment(name).replace(/\*\//g, '* /');
const key = (name: string): string => /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
/** In a value, where `__proto__: …` would say what its prototype is. */
const ownKey = (name: string): string => name === '__proto__' ? '[\'__proto__\']' : key(name);

function nodeTypes({ words, name, inputs, answer }: LambdaPorts): readonly string[] {
  const [type, constant, reader] = [pascalCase(words), capitals(words), camelCase(words)];
  return [
    '',
    `/** What the node ${said(name)} passes to its function. */`,
    `export interface ${type}Inputs {`,
    ...inputs.map((port) => `  readonly ${key(port.name)}: ${GIVEN[port.type]};`),
    '}',
    '',
    `/** What the function of ${said(name)} must return. */`,
    `export type ${type}Answer = ${GIVEN[answer]};`,
    '',
    '/** The same for the time of running: the second argument of `flowNode` in cdk-bedrock-flows/lambda. */',
    `export const ${constant} = {`,
    `  inputs: ${record(inputs)},`,
    `  answer: ${text(answer)},`,
    '} as const;',
    '',
    `export function ${reader}Inputs(event: FlowNodeEvent): ${type}Inputs {`,
    `  return inputsOf<${type}Inputs>(event, ${constant}.inputs);`,
    '}',
  ];
}

const READER = `/** What a flow sends to the function of a Lambda node. */
export interface FlowNodeEvent {
  readonly messageVersion: string;
  readonly flow: { readonly flowArn: string; readonly flowAliasArn: string };
  readonly node: {
    readonly name: string;
    readonly inputs: readonly {
      readonly name: string; readonly type: string; readonly expression: string; readonly value?: unknown;
    }[];
  };
}

/** The inputs by name. One that is missing or of another type is an error: the flow ends with its message. */
function inputsOf<Inputs>({ node }: FlowNodeEvent, types: { readonly [Name in keyof Inputs]: string }): Inputs {
  const values = new Map(node.inputs.map(({ name, value }) => [name, value]));
  for (const [name, type] of Object.entries<string>(types)) {
    const value = values.get(name);
    const kind: string = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
    if (kind !== type.toLowerCase()) {
      throw new TypeError(\`[\${node.name}] input '\${name}' has the type \${kind}, but the function takes \${type}; \`
        + 'connect another value, or regenerate the types [MismatchedNodeInputType]');
    }
  }
  return Object.fromEntries(values) as Inputs;
}`;

function callerTypes({ words, name, input, outputs }: TypedFlow): readonly string[] {
  const type = pascalCase(words);
  return [
    ...input ? inputTypes(type, camelCase(words), name, input) : [],
    '',
    `/** What ${said(name)} returns, by the names of its Output nodes. */`,
    `export interface ${type}Outputs {`,
    ...outputs.map(outputLine),
    '}',
  ];
}

function inputTypes(type: string, camel: string, name: string, input: TypedInput): readonly string[] {
  const isPart = input.type === 'Object' || input.type === 'Array';
  return [
    ...isPart ? ['', '/** JSON. */', 'export type FlowDocument = null | boolean | number | string | FlowDocument[] '
      + '| { [name: string]: FlowDocument };'] : [],
    '',
    `/** What a caller sends to ${said(name)}. */`,
    `export type ${type}Input = ${SENT[input.type]};`,
    '',
    '/** `inputs` of InvokeFlowCommand and StartFlowExecutionCommand. */',
    `export function ${camel}Call(document: ${type}Input) {`,
    `  return [{ nodeName: ${text(input.node)}, nodeOutputName: ${text(input.name)}, content: { document } }];`,
    '}',
  ];
}

function outputLine({ name, type, comesAlways, mayRepeat }: TypedOutput): string {
  const list = type === 'Object' || type === 'Array' ? `readonly (${GIVEN[type]})[]` : `readonly ${GIVEN[type]}[]`;
  return `  readonly ${key(name)}${comesAlways ? '' : '?'}: ${GIVEN[type]}${mayRepeat ? ` | ${list}` : ''};`;
}
