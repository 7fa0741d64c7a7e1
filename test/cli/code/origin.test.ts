/** What a program can't be made of, since only the deployment knows it: one line, before anything is made. */
import { originOf } from '../../../cli/code/origin';

const SOME = { 'Fn::If': ['C', [], []] };
const input = (ports: unknown) => ({ name: 'In', type: 'Input', outputs: ports });
const connection = {
  name: 'ab',
  type: 'Data',
  source: 'In',
  target: 'Out',
  configuration: { data: { sourceOutput: 'document', targetInput: 'document' } },
};
const port = { name: 'document', type: 'String' };

test.each<[string, object, string]>([
  ['all nodes', { nodes: SOME }, 'nodes: the list of nodes is known only at deployment, by Fn::If'],
  ['a connection', { nodes: [], connections: [SOME] }, 'connections[0]: the connection is known only at deployment'],
  ['all outputs', { nodes: [input(SOME)] }, 'nodes[0].outputs is known only at deployment, but a program needs it'],
  ['the name of a node', { nodes: [{ ...input([port]), name: { Ref: 'N' } }] },
    'nodes[0].name: the name of the node is known only at deployment; give the deployed value'],
  ['an output', { nodes: [input([SOME])] }, 'nodes[0].outputs[0] is known only at deployment'],
  ['a type', { nodes: [input([{ ...port, type: SOME }])] }, 'nodes[0].outputs[0].type is known only at deployment'],
  ['the target of a connection', { nodes: [input([port])], connections: [{ name: 'ab', target: SOME }] },
    'connections[0].type is missing or has a wrong value'],
  ['a target of a connection', { nodes: [input([port])], connections: [{ ...connection, target: SOME }] },
    'connections[0].target is known only at deployment'],
  ['the output that a connection begins at', {
    nodes: [],
    connections: [{ ...connection, configuration: { data: { sourceOutput: SOME, targetInput: 'document' } } }],
  }, 'connections[0].configuration.data.sourceOutput is known only at deployment'],
  ['a condition', {
    nodes: [{ name: 'Route', type: 'Condition', configuration: { condition: { conditions: [SOME] } } }],
  },
  'nodes[0].configuration.condition.conditions[0] is known only at deployment'],
  ['a connection without a target', { nodes: [], connections: [{ ...connection, target: undefined }] },
    'connections[0].target is missing or has a wrong value; correct it'],
  ['a connection without its input', {
    nodes: [], connections: [{ ...connection, configuration: { data: { sourceOutput: 'document' } } }],
  }, 'connections[0].configuration.data.targetInput is missing'],
  ['an input without a type', { nodes: [{ name: 'Out', type: 'Output', inputs: [{ name: 'document' }] }] },
    'nodes[0].inputs[0].type is missing'],
  ['a node without its configuration', { nodes: [{ name: 'Get', type: 'Retrieval' }] },
    'nodes[0].configuration.retrieval is missing'],
  ['a node with half a configuration of another', {
    nodes: [{ name: 'Get', type: 'Lex', configuration: { prompt: {} } }],
  }, 'nodes[0].configuration.prompt.sourceConfiguration is missing'],
  ['a loop without a model', {
    nodes: [{
      name: 'Again',
      type: 'Loop',
      configuration: {
        loop: {
          definition: { nodes: [{ name: 'Ask', type: 'Agent', configuration: { agent: {} } }] },
        },
      },
    }],
  }, 'nodes[0].configuration.loop.definition.nodes[0].configuration.agent.agentAliasArn is missing'],
])('%s', (_, definition, line) => {
  const flow: any = { names: ['f'], id: undefined, document: {}, written: () => ({ definition, prompts: {} }) };
  expect(() => originOf(flow, 'a.json', undefined)).toThrow(expect.objectContaining({
    line: expect.stringContaining(`a.json: error: ${line}`),
  }));
});
