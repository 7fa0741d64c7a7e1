/** A table of unusual inputs, and what is said about them. */
import type { Definition } from '../../../src/core/model/definition';
import { normalise, toCfn } from '../../../src/core/template';

const said = (json: unknown) => normalise(json).problems
  .map(({ code, path, message, remedy }) => `[${path}] ${message}; ${remedy} [${code}]`);

const prompt =
  (configuration: unknown) => ({ nodes: [{ name: 'Ask', type: 'Prompt', configuration: { prompt: configuration } }] });

describe('unusual inputs', () => {
  test.each<[string, unknown, string[]]>([
    ['null', null, ['[] must be an object, got null; remove the key [IllegalDefinition]']],
    ['a text', 'flow', ['[] must be an object, got the string \'flow\'; give an object [IllegalDefinition]']],
    ['a list', [], ['[] must be an object, got a list; give an object [IllegalDefinition]']],
    ['nothing', {}, []],
    ['an intrinsic', { Ref: 'P' }, ['[] the definition is known only at deployment; give the deployed value to have it '
      + 'checked [IllegalDefinition]']],
    ['a macro beside nodes', { 'nodes': [], 'Fn::Transform': { Name: 'AWS::Include' } }, ['[] the definition is known '
      + 'only at deployment, by Fn::Transform; give the deployed value to have it checked [IllegalDefinition]']],
    ['nodes of null, as some SDKs write them', { nodes: null }, ['[nodes] must be a list, got null; remove the key '
      + '[IllegalDefinition]']],
    ['a node that is null', { nodes: [null] }, ['[nodes[0]] must be an object, got null; remove the entry '
      + '[IllegalDefinition]']],
    ['nodes by name', { nodes: { A: {} } }, ['[nodes] must be a list, got an object; give a list [IllegalDefinition]']],
    ['a node that is a text', { nodes: ['A'] }, ['[nodes[0]] must be an object, got the string \'A\'; give an object '
      + '[IllegalDefinition]']],
    ['a node that is a placeholder', { nodes: ['${Node}'] }, []],
    ['a name that is a number', { nodes: [{ name: 7 }] }, ['[nodes[0].name] name must be a string, got the number 7; '
      + 'give a string [IllegalValue]']],
    ['a type that is a list', { nodes: [{ type: [] }] }, ['[nodes[0].type] type must be a string, got a list; give a '
      + 'string [IllegalValue]']],
    ['a number in quotes', prompt({
      sourceConfiguration: { inline: { inferenceConfiguration: { text: { temperature: '0.5' } } } },
    }), [
      '[nodes[0].configuration.prompt.sourceConfiguration.inline.inferenceConfiguration.text.temperature] temperature '
        + 'must be a number, '
      + 'got the string \'0.5\'; give a number [IllegalValue]',
    ]],
    ['yes for true', prompt({
      sourceConfiguration: {
        inline: {
          templateConfiguration: { chat: { toolConfiguration: { tools: [{ toolSpec: { strict: 'yes' } }] } } },
        },
      },
    }), [
      '[nodes[0].configuration.prompt.sourceConfiguration.inline.templateConfiguration.chat.toolConfiguration'
      + '.tools[0].toolSpec.strict] strict must be true or false, got the string \'yes\'; '
      + 'give true or false [IllegalValue]',
    ]],
    ['a number token', prompt({
      sourceConfiguration: { inline: { inferenceConfiguration: { text: { temperature: -1.8881545897087626e+289 } } } },
    }), []],
    ['a list token', { nodes: ['#{Token[TOKEN.3]}'] }, []],
    ['a slip', { nodes: [{ inptus: [] }] }, ['[nodes[0]] has \'inptus\', which the service does not accept here; did '
      + 'you mean \'inputs\'? [UnknownKey]']],
    ['a slip in PascalCase', { Nodes: [{ Name: 'A', Inptus: [] }] }, [
      '[nodes[0]] has \'Inptus\', which the service does not accept here; did you mean \'Inputs\'? [UnknownKey]',
    ]],
    ['another language', { StartAt: 'A', States: {} }, [
      '[] has \'StartAt\', which the service does not accept here; remove it, or use one of \'nodes\' and '
        + '\'connections\' [UnknownKey]',
      '[] has \'States\', which the service does not accept here; remove it, or use one of \'nodes\' and '
        + '\'connections\' [UnknownKey]',
    ]],
    ['a key where none can be', { nodes: [{ configuration: { input: { topK: 1 } } }] }, [
      '[nodes[0].configuration.input] has \'topK\', which the service does not accept here; remove it: nothing can be '
        + 'set here [UnknownKey]',
    ]],
    ['one odd spelling', { nodes: [{ name: 'A', Type: 'Input' }, { Name: 'B' }] }, [
      '[nodes[0]] has \'Type\' in PascalCase, in a definition that is in camelCase; '
      + 'write all keys in camelCase (the API) or all in PascalCase (CloudFormation) [IllegalDefinition]',
    ]],
    ['both spellings of one key', { nodes: [{ name: 'A', Name: 'B' }] }, ['[nodes[0]] has both \'Name\' and \'name\'; '
      + 'keep one of the two [UnknownKey]']],
    ['a condition as a text', { nodes: [{ configuration: { loopController: { continueCondition: 'x == 1' } } }] }, [
      '[nodes[0].configuration.loopController.continueCondition] must be an object, got the string \'x == 1\'; give an '
        + 'object [IllegalDefinition]',
    ]],
    ['a key on two lines', { nodes: [{ 'a\nb': 1 }] }, [
      '[nodes[0]] has \'a b\', which the service does not accept here; remove it, or use one of \'name\', \'type\', '
        + '\'configuration\', \'inputs\' and \'outputs\' [UnknownKey]',
    ]],
    ['request fields of a knowledge base that are a list', {
      nodes: [{
        configuration: {
          knowledgeBase: {
            orchestrationConfiguration: {
              additionalModelRequestFields: [],
            },
          },
        },
      }],
    }, [
      '[nodes[0].configuration.knowledgeBase.orchestrationConfiguration.additionalModelRequestFields] '
        + 'additionalModelRequestFields must be an object, got a list; give an object [IllegalValue]',
    ]],
  ])('%s', (_, json, expected) => {
    expect(said(json)).toEqual(expected);
  });
});

test('what is of the wrong kind stays where it is', () => {
  const json = { nodes: [null, 'A', [1], { name: null, inputs: { a: 1 }, configuration: [] }], connections: 'none' };
  expect(normalise(json).definition).toEqual(json);
});

test('of two spellings the one of the structure counts, and CloudFormation gets both back', () => {
  const pascal = { Nodes: [{ Name: 'A', name: 'B', Type: 'Input', foo: 1, Bar: 2 }] };
  const { definition } = normalise(pascal);
  expect(definition).toEqual({ nodes: [{ name: 'A', Name: 'B', type: 'Input', Foo: 1, bar: 2 }] });
  expect(toCfn(definition)).toEqual(pascal);
});

test('in a mixed definition an unknown key is spelt like its neighbours', () => {
  const { definition, spelling } = normalise({ nodes: [{ Name: 'A', Foo: 1 }, { name: 'B', Foo: 1 }] });
  expect(definition).toEqual({ nodes: [{ name: 'A', foo: 1 }, { name: 'B', Foo: 1 }] });
  expect(spelling).toBe('mixed');
});

test('nothing below an unknown key, a document or a free map is re-cased or looked into', () => {
  const inner = { Nodes: [{ Name: 1 }], top_k: 5, Thinking: { BudgetTokens: 1 } };
  const pascal = {
    Nodes: [
      {
        Name: 'A',
        Extra: inner,
        Configuration: { KnowledgeBase: { OrchestrationConfiguration: { AdditionalModelRequestFields: inner } } },
      },
      {
        Name: 'B',
        Configuration: { Prompt: { SourceConfiguration: { Inline: { AdditionalModelRequestFields: inner } } } },
      },
    ],
  };
  const { definition, problems } = normalise(pascal);
  expect(problems.map((problem) => problem.path)).toEqual(['nodes[0]']);
  const [first, second] = definition.nodes as any[];
  expect(first.extra).toBe(inner);
  expect(first.configuration.knowledgeBase.orchestrationConfiguration.additionalModelRequestFields).toBe(inner);
  expect(second.configuration.prompt.sourceConfiguration.inline.additionalModelRequestFields).toBe(inner);
  expect(toCfn(definition)).toEqual(pascal);
});

test('intrinsics stay, even where their keys look like ours', () => {
  const choice = { 'Fn::If': ['C', { Name: 'x' }, { Ref: 'AWS::NoValue' }] };
  const { definition, problems } =
    normalise({ Nodes: [choice, { Name: choice, Inputs: choice, Configuration: choice }] });
  expect(problems).toEqual([]);
  expect(definition.nodes![0]).toBe(choice);
  expect(definition.nodes![1]).toEqual({ name: choice, inputs: choice, configuration: choice });
});

test('a token in place of an object is passed on, not copied', () => {
  const token = { resolve: () => ({}), name: 'Token' };
  const { definition, problems } = normalise({ nodes: [{ name: 'A', configuration: token }, token] });
  expect(problems).toEqual([]);
  const nodes = toCfn(definition).Nodes as any[];
  expect(nodes[0].Configuration).toBe(token);
  expect(nodes[1]).toBe(token);
});

test('a key __proto__ is a key like any other', () => {
  const json = JSON.parse('{ "nodes": [{ "name": "A", "__proto__": { "polluted": true } }] }') as unknown;
  const { definition, problems } = normalise(json);
  expect(problems).toHaveLength(1);
  expect(Object.keys(definition.nodes![0])).toEqual(['name', '__proto__']);
  expect((definition.nodes![0] as any).polluted).toBeUndefined();
  expect(JSON.stringify(toCfn(definition))).toBe('{"Nodes":[{"Name":"A","__proto__":{"polluted":true}}]}');
  expect(({} as any).polluted).toBeUndefined();
});

describe('depth', () => {
  const loops = (count: number) => {
    let definition: unknown = { nodes: [] };
    for (let at = 0; at < count; at++) {
      definition = { nodes: [{ name: `Loop${at}`, type: 'Loop', configuration: { loop: { definition } } }] };
    }
    return definition;
  };

  test('forty loops in one another are followed', () => {
    expect(normalise(loops(39)).problems).toEqual([]);
  });

  test.each([41, 50_000])('%d loops are kept and reported, both ways', (count) => {
    const json = loops(count);
    const { definition, problems } = normalise(json);
    expect(problems).toHaveLength(1);
    expect(problems[0].message).toBe('is nested more than 200 levels deep and is not checked');
    expect(definition.nodes).toHaveLength(1);
    const cfn = toCfn(definition);
    expect(JSON.stringify(normalise(cfn).definition.nodes![0].name)).toBe(JSON.stringify(definition.nodes![0].name));
    if (count < 100) { expect(normalise(cfn).definition).toEqual(json); }
  });

  test('what is cut off is cut off at the same place on the way back', () => {
    const pascal = JSON.parse(JSON.stringify(toCfn(loops(39) as Definition))) as any;
    let innermost = pascal;
    while (innermost.Nodes.length > 0) { innermost = innermost.Nodes[0].Configuration.Loop.Definition; }
    innermost.Nodes.push(...JSON.parse(JSON.stringify(toCfn(loops(3) as Definition))).Nodes);
    const { definition, problems } = normalise(pascal);
    expect(problems).toHaveLength(1);
    expect(toCfn(definition)).toEqual(pascal);
  });

  test('ten thousand lists deep is no trouble', () => {
    let json: unknown = [];
    for (let at = 0; at < 10_000; at++) { json = [json]; }
    expect(said({ nodes: json })).toEqual(['[nodes[0]] must be an object, got a list; give an object '
      + '[IllegalDefinition]']);
  });
});

describe('scalars of a template', () => {
  const inference = (given: object) => ({
    nodes: [{
      name: 7,
      configuration: { prompt: { sourceConfiguration: { inline: { inferenceConfiguration: { text: given } } } } },
    }],
  });

  test('become what their place wants, as CloudFormation converts them', () => {
    const { definition, problems } =
      normalise(inference({ maxTokens: '300', temperature: '2e-1', stopSequences: [1, true] }), { converts: true });
    expect(problems).toEqual([]);
    expect(definition).toEqual({
      ...inference({ maxTokens: 300, temperature: 0.2, stopSequences: ['1', 'true'] }),
      nodes: [expect.objectContaining({ name: '7' })],
    });
  });

  test.each<[
    string, object,
  ]>([['no number', { maxTokens: 'many' }], ['an empty text', { maxTokens: '' }], ['a list', { maxTokens: [] }]])(
    'stay errors where they are %s', (_, given) => {
      expect(normalise(inference(given), { converts: true }).problems)
        .toMatchObject([{ code: 'IllegalValue', message: expect.stringContaining('maxTokens must be a number') }]);
    });
});

test('who checks hears of nodes and connections that a deployment makes', () => {
  const heard = (json: unknown) => normalise(json, { wantsAll: true }).problems.map(({ path, message }) =>
    `[${path}] ${message}`);
  expect(heard({ nodes: [{ 'Fn::GetStackOutput': ['a', 'b'] }], connections: { Ref: 'C' } })).toEqual([
    '[nodes[0]] the node is known only at deployment, by Fn::GetStackOutput',
    '[connections] the list of connections is known only at deployment',
  ]);
  const inner = { nodes: '${nodes}', connections: ['${one}'] };
  expect(heard({ nodes: [{ name: 'L', type: 'Loop', configuration: { loop: { definition: inner } } }] })).toEqual([
    '[nodes[0].configuration.loop.definition.nodes] the list of nodes is known only at deployment',
    '[nodes[0].configuration.loop.definition.connections[0]] the connection is known only at deployment',
  ]);
  expect(heard({ nodes: [{ name: '${name}', type: { Ref: 'T' }, configuration: { Ref: 'P' } }] })).toEqual([
    '[nodes[0].name] the name of the node is known only at deployment',
    '[nodes[0].type] the type of the node is known only at deployment',
  ]);
  expect(heard({ nodes: [{ name: 'Ask', type: 'Prompt', configuration: { Ref: 'P' } }] })).toEqual([]);
});
