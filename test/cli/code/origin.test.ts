/** What a program can't be made of, since only the deployment knows it: one line, before anything is made. */
import { originOf } from '../../../cli/code/origin';

const SOME = { 'Fn::If': ['C', [], []] };
const input = (ports: unknown) => ({ name: 'In', type: 'Input', outputs: ports });
const port = { name: 'document', type: 'String' };

test.each<[string, object, string]>([
  ['all nodes', { nodes: SOME }, 'nodes: the list of nodes is known only at deployment, by Fn::If'],
  ['a connection', { nodes: [], connections: [SOME] }, 'connections[0]: the connection is known only at deployment'],
  ['all outputs', { nodes: [input(SOME)] }, 'nodes[0].outputs is known only at deployment, and a program needs it'],
  ['the name of a node', { nodes: [{ ...input([port]), name: { Ref: 'N' } }] },
    'nodes[0].name: the name of the node is known only at deployment; give what the deployment makes of it'],
  ['an output', { nodes: [input([SOME])] }, 'nodes[0].outputs[0] is known only at deployment'],
  ['a type', { nodes: [input([{ ...port, type: SOME }])] }, 'nodes[0].outputs[0].type is known only at deployment'],
  ['the target of a connection', { nodes: [input([port])], connections: [{ name: 'ab', target: SOME }] },
    'connections[0].target is known only at deployment'],
])('%s', (_, definition, line) => {
  const flow: any = { names: ['f'], id: undefined, document: {}, written: () => ({ definition, prompts: {} }) };
  expect(() => originOf(flow, 'a.json', undefined)).toThrow(expect.objectContaining({
    line: expect.stringContaining(`a.json: error: ${line}`),
  }));
});
