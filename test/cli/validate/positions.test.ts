import { stringify } from 'yaml';
import { findings, flow, pascal, template } from '../support';

const FAULT = 'category ~ "refund"';
const faulty = flow(FAULT);
const text = JSON.stringify(faulty, undefined, 2);
const [before, after] = JSON.stringify(faulty).split('category ~');

// Every document has one `~`, where the expression stops being one.
const DOCUMENTS: readonly [string, string, string?][] = [
  ['a definition', text],
  ['a definition on one line', JSON.stringify(faulty)],
  ['an expression written with escapes', text.replace('category ~', '\\u0063at\\u0065gory ~')],
  ['Windows line ends', text.replace(/\n/g, '\r\n')],
  ['a byte order mark', `\uFEFF${text}`],
  ['tabs', JSON.stringify(faulty, undefined, '\t')],
  ['a bare placeholder', text.replace('"connections"', '"x": ${limit}, "connections"')],
  ['GetFlow', JSON.stringify({ name: 'triage', definition: faulty }, undefined, 2)],
  ['a flow in an answer', JSON.stringify({ flow: { name: 'triage', definition: faulty } }, undefined, 2)],
  ['a resource', JSON.stringify({ Type: 'AWS::Bedrock::Flow', Properties: { Definition: pascal(faulty) } },
    undefined, 2)],
  ['a template', JSON.stringify(template({ Definition: pascal(faulty) }), undefined, 2)],
  ['DefinitionString', JSON.stringify(template({ DefinitionString: JSON.stringify(faulty) }))],
  ['DefinitionString over lines', JSON.stringify(template({ DefinitionString: text }), undefined, 2)],
  ['DefinitionString, Fn::Sub', JSON.stringify(template({ DefinitionString: { 'Fn::Sub': text } }), undefined, 2)],
  ['DefinitionString, Fn::Sub with '
    + 'variables', JSON.stringify(template({ DefinitionString: { 'Fn::Sub': [text, { A: 'b' }] } }), undefined, 2)],
  ['DefinitionString, Fn::Join', JSON.stringify(template({
    DefinitionString: { 'Fn::Join': ['', [before.replace('amazon.nova', '${Region}'), 'category', ' ~', after]] },
  }))],
  ['DefinitionString with a reference', JSON.stringify(template({
    DefinitionString: {
      'Fn::Join':
        ['', ['{"x":"', { Ref: 'Model' }, '",', { 'Fn::Join': ['', [before.slice(1), 'category ~']] }, after]],
    },
  }), undefined, 1)],
  ['an answer of GetTemplate with JSON in a text', JSON.stringify({
    TemplateBody: JSON.stringify(template({ Definition: pascal(faulty) }), undefined, 2), StagesAvailable: ['Original'],
  }, undefined, 2)],
  ['an answer of GetTemplate with YAML in a text', JSON.stringify({
    TemplateBody: stringify(template({ Definition: pascal(faulty) })), StagesAvailable: ['Original'],
  }, undefined, 2)],
  ['an answer of GetTemplate as YAML', stringify({
    StagesAvailable: ['Original'], TemplateBody: JSON.stringify(template({ Definition: pascal(faulty) }), undefined, 2),
  }), 'answer.yaml'],
  ['a template in a text', JSON.stringify(stringify(template({ Definition: pascal(faulty) })))],
  ['DefinitionString in a template in a text',
    JSON.stringify({ TemplateBody: JSON.stringify(template({ DefinitionString: text })) })],
  ['an answer of Cloud Control', JSON.stringify({
    TypeName: 'AWS::Bedrock::Flow',
    ResourceDescription: {
      Identifier: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOWAAAAAA',
      Properties: JSON.stringify({ Name: 'triage', Definition: pascal(faulty) }),
    },
  }, undefined, 2)],
  ['YAML', stringify(faulty), 'flow.yaml'],
  ['YAML, Windows line ends', stringify(faulty).replace(/\n/g, '\r\n'), 'flow.yml'],
  ['YAML in single quotes', stringify(faulty)
    .replace(/expression: .*~.*/, "expression: 'category ~ ''x'''"), 'flow.yaml'],
  ['YAML in double quotes', stringify(faulty)
    .replace(/expression: .*~.*/, 'expression: "\\x63ategory ~ \\"x\\""'), 'flow.yaml'],
  ['YAML in a block', stringify(faulty)
    .replace(/expression: .*~.*/, 'expression: |-\n                category\n                ~ 5'), 'flow.yaml'],
  ['YAML with an anchor', 'shared: &c category ~ '
    + `5\n${stringify(faulty).replace(/expression: .*~.*/, 'expression: *c')}`, 'flow.yaml'],
  ['YAML that has JSON in it', `# a comment\n${text}`, 'flow.yaml'],
  ['YAML, DefinitionString', 'Resources:\n  Triage:\n    Type: AWS::Bedrock::Flow\n    Properties:\n      '
    + `DefinitionString: !Sub |\n${indented(text)}`, 'a.template'],
];

test.each(
  DOCUMENTS.map(([title, document, name = 'flow.json']) => [title, document, name] as const),
)('%s', async (_, document, name) => {
  const found = (await findings(document, name)).filter(({ code }) => code === 'MalformedConditionExpression');
  const plain = document.replace('\uFEFF', '');
  const lines = plain.slice(0, plain.indexOf('~')).split('\n');
  expect(found).toMatchObject([{ line: lines.length, column: lines[lines.length - 1].length + 1, node: 'Route' }]);
});

test('what is not there is shown where it should be', async () => {
  const json = { nodes: [{ name: 'FlowInputNode', type: 'Input' }], connections: [] };
  const found = await findings(JSON.stringify(json, undefined, 2));
  expect(found.find(({ code }) => code === 'MissingNodeOutput')).toMatchObject({ line: 4, column: 16 });
  expect(found.find(({ code }) => code === 'MissingEndingNodes')).toMatchObject({ line: 2, column: 3 });
});

test('a DefinitionString that is not JSON is shown where it stops being JSON', async () => {
  const document = JSON.stringify(template({ DefinitionString: '{"nodes": [,]}' }));
  expect(await findings(document))
    .toMatchObject([{ code: 'IllegalDefinition', line: 1, column: document.indexOf(',]') + 1 }]);
});

test('substitutions are those of the flow', async () => {
  const found = await findings(JSON.stringify(
    template({ DefinitionSubstitutions: { Unused: 'x' }, DefinitionString: JSON.stringify(flow()) }), undefined, 2,
  ));
  expect(found).toMatchObject([{ severity: 'warning', path: 'definitionSubstitutions', line: 7, column: 9 }]);
});

function indented(lines: string): string {
  return lines.replace(/^/gm, '        ');
}
