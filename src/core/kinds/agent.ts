import type { Kind } from './kind';
import { idsOf, present } from './requests';
import { QUOTA, TEXT } from '../constraints/limits';
import { at, known } from '../diagram/values';
import { must, text } from '../model/member';

export const AGENT: Kind<'Agent'> = {
  key: 'agent',
  structure: { members: { agentAliasArn: must(text(TEXT.agentAliasArn)) } },
  inputs: [
    { name: 'agentInputText', type: 'String', note: 'the structure block says Any, the table String' },
    { name: 'promptAttributes', type: 'Object', optional: true },
    { name: 'sessionAttributes', type: 'Object', optional: true },
  ],
  outputs: [{ name: 'agentResponse', type: 'String' }],
  inLoop: true,
  quota: { max: 20, source: QUOTA },
  grants: [],
  grantsInApp: ['invokeAgent', 'writeKey'],
  moving: [{
    what: 'agent alias',
    resourceType: 'AWS::Bedrock::AgentAlias',
    arn: /^arn:[^:]+:bedrock:[^:]*:[^:]*:agent-alias\/.+$/,
  }],
  constructs: [{
    name: 'AgentNode',
    does: 'calls an agent of Bedrock Agents Classic, which has been closed to new accounts since 30 July 2026',
    takes: '`agentInputText`, `promptAttributes`, `sessionAttributes`',
    gives: '`agentResponse`',
  }],
  drawing: {
    shape: ['{{', '}}'],
    details: ({ configuration }) => [known(at(configuration, 'agent', 'agentAliasArn'))],
    category: 'model',
    form: 'work',
  },
  run: {
    how: 'effect',
    request: ({ configuration: { agentAliasArn } }, inputs, { executionId }) => {
      const { agentInputText, sessionAttributes, promptAttributes: promptSessionAttributes } = inputs;
      const [agentId, agentAliasId] = idsOf(agentAliasArn);
      const sessionState = present({ sessionAttributes, promptSessionAttributes });
      return {
        operation: 'InvokeAgent',
        agentAliasArn,
        agentId,
        agentAliasId,
        sessionId: executionId,
        inputText: agentInputText,
        ...sessionState && { sessionState },
      };
    },
    operations: ['InvokeAgent'],
    example: () => 'text of the agent',
    answersText: () => true,
  },
  assumptions: 'none',
};
