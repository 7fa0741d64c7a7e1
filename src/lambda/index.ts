/** `cdk-bedrock-flows/lambda`: for functions behind Lambda nodes. It needs nothing, not even aws-cdk-lib. */
export type { FlowNodeEvent, FlowNodeInput, FlowNodeTypes, FlowTypeName, FlowTypeOf } from './flow-node-event';
export { flowNode, type FlowNodeCall, FlowNodeError } from './flow-node';
