import * as fc from 'fast-check';
import { anyJson } from './arbitrary';
import { readFlows } from '../../../src/core/template';
import { runs } from '../../fast-check';

const camel = { nodes: [{ name: 'In', type: 'Input' }], connections: [] };
const pascal = { Nodes: [{ Name: 'In', Type: 'Input' }], Connections: [] };

describe('documents', () => {
  test.each<[string, unknown, unknown[]]>([
    ['a definition', camel, [{ form: 'definition', definition: camel, problems: [] }]],
    ['a definition in PascalCase', pascal, [{ form: 'definition', definition: camel, problems: [] }]],
    ['JSON text', JSON.stringify(pascal), [{ form: 'definition', definition: camel, problems: [] }]],
    ['GetFlow', { name: 'F', id: 'I', arn: 'a', status: 'Prepared', definition: camel, validations: [] }, [{
      id: 'F', form: 'api', definition: camel, problems: [],
    }]],
    ['GetFlow without a name', { id: 'I', definition: camel }, [{
      id: 'I', form: 'api', definition: camel, problems: [],
    }]],
    ['GetFlow inside something', { flow: { name: 'F', definition: camel } }, [{
      id: 'F', form: 'api', definition: camel, problems: [],
    }]],
    ['a resource', { Type: 'AWS::Bedrock::Flow', Properties: { Name: 'F', Definition: pascal } }, [{
      id: 'F', form: 'resource', definition: camel, problems: [],
    }]],
    ['properties', { Name: { Ref: 'N' }, Definition: pascal }, [{ form: 'resource', definition: camel, problems: [] }]],
    ['a resource without properties', { Type: 'AWS::Bedrock::Flow' }, [{ form: 'resource', problems: [] }]],
    ['a template', {
      Resources: {
        A: { Type: 'AWS::Bedrock::Flow', Properties: { Name: 'F', Definition: pascal } },
        B: { Type: 'AWS::S3::Bucket' },
        C: { Type: 'AWS::Bedrock::Flow', Properties: { Name: 'G', DefinitionString: JSON.stringify(camel) } },
        D: null,
      },
    }, [{ id: 'A', form: 'template', at: ['Resources', 'A', 'Properties'], definition: camel, problems: [] }, {
      id: 'C', form: 'template', at: ['Resources', 'C', 'Properties'], definition: camel, problems: [],
    }]],
    ['an answer of GetTemplate', {
      TemplateBody: { Resources: { A: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: pascal } } } },
    }, [{
      id: 'A', form: 'template', at: ['TemplateBody', 'Resources', 'A', 'Properties'], definition: camel, problems: [],
    }]],
    ['an answer of GetTemplate with JSON in a text', {
      TemplateBody: JSON.stringify({
        Resources: { A: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: pascal } } },
      }),
    }, [{
      id: 'A', form: 'template', at: ['TemplateBody', 'Resources', 'A', 'Properties'], definition: camel, problems: [],
    }]],
    ['an answer of GetResource of Cloud Control', {
      TypeName: 'AWS::Bedrock::Flow',
      ResourceDescription: { Identifier: 'x', Properties: JSON.stringify({ Name: 'triage', Definition: pascal }) },
    }, [{
      id: 'triage', form: 'resource', at: ['ResourceDescription', 'Properties'], definition: camel, problems: [],
    }]],
    ['an answer of ListResources, with definitions and without', {
      TypeName: 'AWS::Bedrock::Flow',
      ResourceDescriptions: [
        { Identifier: 'x', Properties: '{"Name": "other"}' },
        { Identifier: 'y', Properties: JSON.stringify({ Name: 'triage', Definition: pascal }) },
      ],
    }, [{
      id: 'triage', form: 'resource', at: ['ResourceDescriptions', '1', 'Properties'], definition: camel, problems: [],
    }]],
    ['the status of a request to Cloud Control', {
      ProgressEvent: {
        TypeName: 'AWS::Bedrock::Flow', ResourceModel: JSON.stringify({ Name: 'triage', Definition: pascal }),
      },
    }, [{ id: 'triage', form: 'resource', at: ['ProgressEvent', 'ResourceModel'], definition: camel, problems: [] }]],
    ['what Cloud Control is asked for', {
      TypeName: 'AWS::Bedrock::Flow', DesiredState: JSON.stringify({ Name: 'triage', Definition: pascal }),
    }, [{ id: 'triage', form: 'resource', at: ['DesiredState'], definition: camel, problems: [] }]],
    ['an answer of Cloud Control about another type', {
      TypeName: 'AWS::S3::Bucket', ResourceDescription: { Identifier: 'x', Properties: '{"Definition": {}}' },
    }, []],
    ['an answer whose text is no JSON', { TemplateBody: '{"Resources": ' }, []],
    ['resources without a template', {
      A: { Type: 'AWS::Bedrock::Flow', Properties: { Definition: pascal } }, B: { Type: 'AWS::S3::Bucket' },
    }, [{ id: 'A', form: 'template', at: ['A', 'Properties'], definition: camel, problems: [] }]],
    ['a definition in S3', {
      Resources: {
        A: {
          Type: 'AWS::Bedrock::Flow',
          Properties: {
            DefinitionS3Location: { Bucket: { Ref: 'B' }, Key: 'k' }, DefinitionSubstitutions: { X: 1 },
          },
        },
      },
    }, [{
      id: 'A',
      form: 'template',
      at: ['Resources', 'A', 'Properties'],
      s3Location: { bucket: { Ref: 'B' }, key: 'k', version: undefined },
      substitutions: { X: 1 },
      problems: [],
    }]],
    ['no flow', { Resources: { B: { Type: 'AWS::S3::Bucket' } } }, []],
    ['a state machine', { StartAt: 'A', States: {} }, []],
    ['null', null, []],
    ['only nodes', { nodes: [] }, [{ form: 'definition', definition: { nodes: [] }, problems: [] }]],
    ['only connections', { Connections: [] }, [{ form: 'definition', definition: { connections: [] }, problems: [] }]],
    ['a flow in a flow in something', { flow: { flow: { definition: camel } } }, []],
    ['a list', [camel], []],
    ['a number', 5, []],
  ])('%s', (_, document, expected) => {
    expect(readFlows(document)).toEqual(expected);
  });
});

test('text that is not JSON', () => {
  expect(readFlows('nodes: []')).toMatchObject([{
    form: 'text', problems: [{ message: 'is not JSON at line 1, column 1 (\'nodes: []\'): a value is expected' }],
  }]);
});

test('substitutions are filled in, and what is left over is said', () => {
  const [{ definition, problems, substitutions }] = readFlows({
    Type: 'AWS::Bedrock::Flow',
    Properties: {
      DefinitionString: {
        'Fn::Join': ['', [
          '{"Nodes":[{"Name":"${Name}","Type":"Prompt","Configuration":{"Prompt":',
          '{"SourceConfiguration":{"Resource":{"PromptArn":"${Arn}"}}},"X":{"a":"', { Ref: 'R' },
          '","b":"${None}","c":${Max}}}}]}',
        ]],
      },
      DefinitionSubstitutions: { Name: 'Ask', Arn: { 'Fn::GetAtt': ['P', 'Arn'] }, Max: 5, Spare: 'x' },
    },
  });
  expect(substitutions).toEqual({ Name: 'Ask', Arn: { 'Fn::GetAtt': ['P', 'Arn'] }, Max: 5, Spare: 'x' });
  expect(definition!.nodes).toEqual([{
    name: 'Ask',
    type: 'Prompt',
    configuration: {
      prompt: { sourceConfiguration: { resource: { promptArn: { 'Fn::GetAtt': ['P', 'Arn'] } } } },
      x: { a: { Ref: 'R' }, b: '${None}', c: 5 },
    },
  }]);
  expect(problems.map(({ path, message }) => `[${path}] ${message}`)).toEqual([
    '[nodes[0].configuration.x.b] uses ${None}, which has no substitution',
    '[definitionSubstitutions] has \'Spare\', but no text uses ${Spare}',
    '[nodes[0].configuration] has \'X\', which the service does not accept here',
  ]);
});

test('substitutions are passed on where the text can\'t be read', () => {
  expect(readFlows({ DefinitionString: '{', DefinitionSubstitutions: { A: 1 } }))
    .toMatchObject([{ substitutions: { A: 1 }, problems: [{ path: '' }] }]);
  expect(Object.keys(readFlows({ DefinitionString: '{', DefinitionSubstitutions: { A: 1 } })[0]))
    .toEqual(['form', 'problems', 'substitutions']);
  expect(readFlows({ DefinitionString: '{}', DefinitionSubstitutions: { Ref: 'X' } }))
    .toEqual([{ form: 'resource', definition: {}, problems: [] }]);
});

test('placeholders stay without a report where no substitutions are given', () => {
  const [{ definition, problems }] = readFlows({ definitionString: '{"nodes":[{"name":"${Name}"}]}' });
  expect(definition).toEqual({ nodes: [{ name: '${Name}' }] });
  expect(problems).toEqual([]);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['two definitions', { Definition: pascal, DefinitionString: '{}' }, ['[definitionString] is given beside '
    + '\'definition\', and the service does not document which one applies']],
  ['substitutions of a typed definition', { Definition: pascal, DefinitionSubstitutions: { A: 'x' } }, [
    '[definitionSubstitutions] is given with \'definition\', where CloudFormation does not apply it',
  ]],
  ['a text that is a parameter', { DefinitionString: { Ref: 'P' } }, ['[] the text of the definition is known only at '
    + 'deployment']],
  ['a definition that is an intrinsic', { Definition: { 'Fn::If': ['C', pascal, pascal] } }, ['[] the definition is '
    + 'known only at deployment, by Fn::If']],
  ['a text that is broken', { DefinitionString: '{"nodes":[}' }, ['[] is not JSON at line 1, column 11 (\'}\'): a '
    + 'value is expected']],
])('%s', (_, Properties, expected) => {
  const [source] = readFlows({ Resources: { A: { Type: 'AWS::Bedrock::Flow', Properties } } });
  expect(source.id).toBe('A');
  expect(source.problems.map(({ path, message }) => `[${path}] ${message}`)).toEqual(expected);
});

test('property: no document throws', () => {
  const spelt = fc.constantFrom('Definition', 'definition', 'DefinitionString', 'definitionString',
    'DefinitionS3Location', 'DefinitionSubstitutions', 'Name', 'flow');
  fc.assert(fc.property(fc.dictionary(spelt,
    fc.oneof(anyJson(4), anyJson(3).map((json) => JSON.stringify(json)))), (Properties) => {
    expect(readFlows({ Resources: { A: { Type: 'AWS::Bedrock::Flow', Properties } } })).toHaveLength(1);
    expect(readFlows(Properties).length).toBeLessThanOrEqual(1);
  }), { numRuns: runs(300) });
  fc.assert(fc.property(anyJson(6), (json) => { readFlows(json); }));
});
