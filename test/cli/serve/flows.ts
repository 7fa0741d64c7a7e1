/** Flows that are served in tests, and their mocks. */
import { agent, flowOf, input, lambda, node, output, prompt } from '../../core/simulate/flow-of';

export const ECHO = flowOf([input('Object'), output('Out', 'Object')], 'In.document > Out.document');
export const ASK = flowOf([input(), prompt('Ask', 'Answer {{text}}'), output()], 'In.document > Ask.text',
  'Ask.modelCompletion > Out.document');
export const TALK = flowOf([input(), agent('Talk'), output()], 'In.document > Talk.agentInputText',
  'Talk.agentResponse > Out.document');
export const CALL = flowOf([input(), lambda('Call'), output()], 'In.document > Call.value', 'Call.functionResponse > '
  + 'Out.document');
/** Takes the path of a file, makes it, and takes its time. */
export const CODE = flowOf(
  [
    input(),
    node('InlineCode', 'Code', { xx: 'String' }, { response: 'String' }, {
      code: 'import time\nopen(xx, "w").close()\ntime.sleep(0.8)\nxx + "!"', language: 'Python_3',
    }),
    output(),
  ],
  'In.document > Code.xx', 'Code.response > Out.document',
);
export const LOST = flowOf([input(), prompt('NoMock', '{{text}}'), output()], 'In.document > NoMock.text',
  'NoMock.modelCompletion > Out.document');

/** A template with some of them, as CDK writes it; each has its logical id in small letters as its name. */
export function templateOf(flows: Readonly<Record<string, object>>): string {
  return JSON.stringify({
    Resources: Object.fromEntries(Object.entries(flows).map(([id, definition]) => [id, {
      Type: 'AWS::Bedrock::Flow',
      Properties: {
        Name: id.toLowerCase(), ExecutionRoleArn: 'arn:aws:iam::111122223333:role/r', Definition: definition,
      },
    }])),
  });
}

export const MOCKS = {
  nodes: {
    Ask: { returns: 'an answer' },
    Talk: { calls: [{ asks: 'which order?' }, { asks: 'really?' }, { returns: 'on its way' }] },
    Call: { throws: { error: 'throttlingException', message: 'slow down' } },
  },
  types: { InlineCode: { python: true } },
};
