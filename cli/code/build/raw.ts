/** A node in the service's own words, where no construct says the same. */
import { jsonExpression } from './json';
import { type NodeParts, typed, type Wiring } from './parts';
import type { Node } from '../../../src/core/model/definition';
import { text } from '../program';

export function rawParts(wiring: Wiring, node: Node, reason?: string): NodeParts {
  const { type, configuration, outputs = [] } = node;
  const inputs = wiring.inputs(node);
  return {
    type: 'RawNode',
    propsType: 'FlowNodeSpec',
    fields: {
      nodeType: text(type),
      configuration: configuration === undefined ? undefined : jsonExpression(wiring.draft, configuration, node.name),
      inputs: inputs.length === 0
        ? undefined : { kind: 'map', of: { kind: 'class', name: 'FlowValue' }, entries: inputs },
      outputs: outputs.length === 0 ? undefined : {
        kind: 'map',
        of: { kind: 'enum', name: 'FlowDataType' },
        entries: outputs.map((output) => ({ key: output.name, value: typed(output.type) })),
      },
    },
    comments: [`no other construct can express this${reason === undefined ? '' : ` (${reason})`}; policyStatements `
      + 'gives the role the permissions of the node'],
  };
}
