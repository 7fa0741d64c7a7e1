/** Types in Python, from 3.11 on. */
import type { LambdaPorts, Port, TypedFlow } from './typed-flow';
import type { DataType } from '../../src/core/model/definition';
import { comment, PYTHON, quoted } from '../spelling/quoted';
import { pascalCase, snakeCase } from '../spelling/words';

const TYPES: Readonly<Record<DataType, string>> = {
  String: 'str', Number: 'float', Boolean: 'bool', Object: 'dict[str, Any]', Array: 'list[Any]',
};
const KEYWORDS = new Set([
  'False None True and as assert async await break class continue def del elif else except finally for from global',
  'if import in is lambda nonlocal not or pass raise return try while with yield',
].join(' ').split(' '));

export function pythonOf(flow: TypedFlow): string {
  const hasNodes = flow.nodes.length > 0;
  const optional = flow.outputs.some(({ comesAlways }) => !comesAlways) ? ['NotRequired'] : [];
  return [
    `# Types of the flow ${comment(flow.name)}, written by 'bedrock-flows types' from ${comment(flow.source)}: write`,
    '# them anew when the flow changes.',
    ...hasNodes ? ['from collections.abc import Callable'] : [],
    `from typing import ${['Any', ...optional, 'TypedDict'].join(', ')}`,
    ...hasNodes ? ['', '', READER] : [],
    ...flow.nodes.flatMap(nodeTypes),
    ...callerTypes(flow),
    '',
  ].join('\n');
}

const text = (value: string): string => quoted(value, PYTHON);

function dictionary(name: string, doc: string, members: readonly (readonly [string, string])[]): readonly string[] {
  const isPlain = members.every(([member]) => /^[A-Za-z]\w*$/.test(member) && !KEYWORDS.has(member));
  return isPlain ? [
    '',
    '',
    `class ${name}(TypedDict):`,
    `    """${doc}"""`,
    ...members.length > 0 ? [''] : [],
    ...members.map(([member, type]) => `    ${member}: ${type}`),
  ] : [
    '',
    '',
    `# ${doc}`,
    `${name} = TypedDict(`,
    `    ${text(name)},`,
    `    {${members.map(([member, type]) => `${text(member)}: ${type}`).join(', ')}},`,
    ')',
  ];
}

function nodeTypes({ words, name, inputs, answer }: LambdaPorts): readonly string[] {
  const [type, snake] = [pascalCase(words), snakeCase(words)];
  const expected = `{${inputs.map((port) => `${text(port.name)}: ${text(port.type)}`).join(', ')}}`;
  return [
    ...dictionary(`${type}Inputs`, `What the node ${said(name)} passes to its function.`, inputs.map(member)),
    '',
    '',
    `# what the function of ${comment(name)} must return`,
    `${type}Answer = ${TYPES[answer]}`,
    '',
    '',
    `def ${snake}_node(`,
    `    function: Callable[[${type}Inputs], ${type}Answer],`,
    `) -> Callable[[dict[str, Any], Any], ${type}Answer]:`,
    `    """Makes a Lambda handler of a function for the node ${said(name)}."""`,
    `    return _flow_node(function, ${expected}, ${text(answer)})`,
  ];
}

const member = ({ name, type }: Port): readonly [string, string] => [name, TYPES[type]];

/** In a doc string. */
const said = (name: string): string => comment(name).replace(/\\/g, '/').replace(/"/g, '\'');

const READER = `def _type_of(value: Any) -> str:
    kinds = {bool: "Boolean", int: "Number", float: "Number", str: "String", dict: "Object", list: "Array"}
    return kinds.get(type(value), type(value).__name__)


def _flow_node(function: Callable[..., Any], inputs: dict[str, str], answer: str) -> Callable[..., Any]:
    def handler(event: dict[str, Any], context: Any = None) -> Any:
        node = event["node"]["name"]
        values = {given["name"]: given.get("value") for given in event["node"]["inputs"]}
        for name, expected in inputs.items():
            found = _type_of(values.get(name))
            if found != expected:
                raise TypeError(
                    f"[{node}] input '{name}' is of the type {found}, but the function takes {expected}; "
                    "connect another value, or regenerate the types [MismatchedNodeInputType]"
                )
        result = function(values)
        if _type_of(result) != answer:
            raise TypeError(
                f"[{node}] the function returned {_type_of(result)}, but the flow takes {answer}; "
                "return that, or change response_type of the node [MismatchedNodeOutputType]"
            )
        return result

    return handler`;

function callerTypes({ words, name, input, outputs }: TypedFlow): readonly string[] {
  const [type, snake] = [pascalCase(words), snakeCase(words)];
  return [
    ...input ? [
      '',
      '',
      `# what a caller sends to ${comment(name)}`,
      `${type}Input = ${TYPES[input.type]}`,
      '',
      '',
      `def ${snake}_call(document: ${type}Input) -> list[dict[str, Any]]:`,
      '    """\`inputs\` of invoke_flow and start_flow_execution."""',
      `    return [{"nodeName": ${text(input.node)}, "nodeOutputName": ${text(input.name)}, `
        + '"content": {"document": document}}]',
    ] : [],
    ...dictionary(`${type}Outputs`, `What ${said(name)} returns, by the names of its Output nodes.`,
      outputs.map((output) => {
        const value = `${TYPES[output.type]}${output.mayRepeat ? ` | list[${TYPES[output.type]}]` : ''}`;
        return [output.name, output.comesAlways ? value : `NotRequired[${value}]`];
      })),
  ];
}
