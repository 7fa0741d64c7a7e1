/** A program for each warning that there is, and what it says. */
import {
  type App, aws_bedrock as bedrock, aws_events as events, aws_iam as iam, aws_kms as kms, aws_sqs as sqs, Stack,
} from 'aws-cdk-lib';
import {
  AgentNode, BedrockFlowTarget, CanaryFlowAlias, ConditionNode, Flow, FlowAlias, FlowCode, FlowDefinition,
  FlowGuardrail, type FlowInference, FlowModel,
  FlowPrompt, FlowVersion,
  InlineCodeNode, IteratorNode, KnowledgeBaseRetrieveNode, LambdaNode, LoopNode, OutputNode, PromptNode,
} from '../../src';
import { AGENT, ask, MODEL, objectFlow, PROMPT } from '../small-flows';

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555';

export interface Row {
  readonly code: string;
  readonly path: string;
  readonly text: string;
  readonly make: (stack: Stack) => unknown;
}

/** A flow that is whole, apart from what a row adds. */
export function whole(stack: Stack): Flow {
  const flow = objectFlow('F', stack);
  new OutputNode(flow, 'Out', { document: flow.input });
  return flow;
}

function answered(flow: Flow, node: PromptNode): void {
  new OutputNode(flow, 'Answer', { document: node.modelCompletion });
}

function asking(stack: Stack, modelId: string, inference?: FlowInference): void {
  const flow = whole(stack);
  const inputs = { text: flow.input.stringAt('text') };
  answered(flow, new PromptNode(flow, 'Reply',
    { model: FlowModel.fromModelId(modelId), prompt: FlowPrompt.inline('{{text}}', { inference }), inputs }));
}

function prompted(stack: Stack, text: string): void {
  const flow = whole(stack);
  const inputs = { text: flow.input.stringAt('text') };
  answered(flow, new PromptNode(flow, 'Reply', { model: MODEL, prompt: FlowPrompt.inline(text), inputs }));
}

export function loop(stack: Stack, input: string, output: string): void {
  const flow = whole(stack);
  const refine = new LoopNode(flow, 'Refine', { inputs: { [input]: flow.input.stringAt('text') } });
  const text = refine.value(input);
  refine.continueWhile('again', 'text == ""', { inputs: { text }, outputs: { [output]: text } });
  new OutputNode(flow, 'Refined', { document: refine.output(output) });
}

function imported(stack: Stack, definition: object): Flow {
  return new Flow(stack, 'F', { definition: FlowDefinition.fromJson(definition) });
}

const port = (name: string) => ({ name, type: 'String', expression: '$.data' });
const data =
  (source: string, sourceOutput: string, target: string, targetInput: string, name = `${source}To${target}`) => ({
    name, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } },
  });
const inputNode = { name: 'In', type: 'Input', outputs: [{ name: 'document', type: 'String' }] };
const outputNode = { name: 'Out', type: 'Output', inputs: [port('document')] };
const promptNode = (inline: object) => ({
  name: 'Reply',
  type: 'Prompt',
  configuration: {
    prompt: {
      sourceConfiguration: {
        inline: {
          templateType: 'TEXT',
          templateConfiguration: { text: { text: '{{text}}' } },
          modelId: 'amazon.nova-lite-v1:0',
          ...inline,
        },
      },
    },
  },
  inputs: [port('text')],
  outputs: [{ name: 'modelCompletion', type: 'String' }],
});
const chain = (inline: object, name?: string) => ({
  nodes: [inputNode, promptNode(inline), outputNode],
  connections: [data('In', 'document', 'Reply', 'text', name), data('Reply', 'modelCompletion', 'Out', 'document')],
});

export const ROWS: readonly Row[] = [
  {
    code: 'NoSmokeTest',
    path: 'S/Canary',
    text: 'there are no \'smokeTests\', so a faulty version is not detected if nobody calls it during the shift; add a '
      + 'call that the version must answer',
    make: (stack) => { new CanaryFlowAlias(stack, 'Canary', { flow: whole(stack) }); },
  },
  {
    code: 'NotFrozen',
    path: 'S/F',
    text: 'versions of the flow use the function \'arn:aws:lambda:eu-west-1:111122223333:function:f\', which can '
      + 'change without a new version; name a version of it, or acknowledge it',
    make: (stack) => {
      const flow = whole(stack);
      const call = new LambdaNode(flow, 'Call', {
        lambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f', inputs: { text: flow.input.stringAt('text') },
      });
      new OutputNode(flow, 'Answer', { document: call.functionResponse });
      new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    },
  },
  {
    code: 'QuotaExceeded',
    path: 'S/F',
    text: 'the role would have up to 12 managed policies (4 times 3, for each version that is kept and one on the '
      + 'way), and IAM allows 10 unless the quota is raised; keep fewer versions, or import a role with mutable: false '
      + 'that has the permissions that the flow needs',
    make: (stack) => {
      const flow = whole(stack);
      const resources = ['x', 'y', 'z'].map((letter) => `arn:aws:s3:::b/${letter.repeat(5000)}`);
      flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources }));
      new FlowVersion(stack, 'V', { flow, retainedVersions: 3 });
    },
  },
  {
    code: 'MadeOnce',
    path: 'S/F/Reply',
    text: 'the version of the prompt is created once, and does not follow changes of the prompt; use '
      + 'FlowPrompt.fromPublished()',
    make: (stack) => {
      const flow = whole(stack);
      const prompt = new bedrock.CfnPrompt(stack, 'P', { name: 'p' });
      const version = new bedrock.CfnPromptVersion(stack, 'PV', { promptArn: prompt.attrArn });
      answered(flow,
        new PromptNode(flow, 'Reply', { prompt: FlowPrompt.fromPromptVersion(version, { models: [MODEL] }) }));
    },
  },
  {
    code: 'VersionNotRetained',
    path: 'S/F',
    text: 'an alias points to version \'3\' by its number, but the flow keeps neither replaced versions nor their '
      + 'permissions; set \'retainedVersions\' (2 to 7) in \'currentVersionOptions\' of the flow, or let the alias '
      + 'follow flow.currentVersion',
    make: (stack) => {
      const flow = whole(stack);
      new FlowAlias(stack, 'Old',
        { flow, aliasName: 'old', version: FlowVersion.fromVersionNumber(stack, 'V3', flow, '3') });
    },
  },
  {
    code: 'UnclassifiedProperty',
    path: 'S/F',
    text: 'it is not known whether a version freezes \'Novelty\', so a change of it creates a new version; look for a '
      + 'newer release of this library',
    make: (stack) => {
      const flow = whole(stack);
      (flow.node.defaultChild as bedrock.CfnFlow).addPropertyOverride('Novelty', 1);
      new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    },
  },
  {
    code: 'DraftReference',
    path: 'S/F/Reply',
    text: 'the guardrail is a working draft, whose changes affect the flow and all its versions; name a version, or '
      + 'use FlowGuardrail.fromPublished()',
    make: (stack) => {
      const flow = whole(stack);
      answered(flow, new PromptNode(flow, 'Reply',
        { model: MODEL, prompt: FlowPrompt.inline('Hi'), guardrail: FlowGuardrail.fromId('gr1', 'DRAFT') }));
    },
  },
  {
    code: 'DraftReference',
    path: 'S/F/Reply',
    text: 'the prompt is a working draft, whose changes affect the flow and all its versions; name a version of it',
    make: (stack) => {
      const flow = whole(stack);
      answered(flow, new PromptNode(flow, 'Reply', { model: MODEL, prompt: FlowPrompt.fromPromptArn(PROMPT) }));
    },
  },
  {
    code: 'DraftReference',
    path: 'S/F/Help',
    text: 'the agent is a working draft, whose changes affect the flow and all its versions; name an alias of a '
      + 'version',
    make: (stack) => {
      const flow = whole(stack);
      const help = new AgentNode(flow, 'Help',
        { agentAliasArn: AGENT.replace('ALIASAAAAA', 'TSTALIASID'), agentInputText: flow.input.stringAt('text') });
      new OutputNode(flow, 'Answer', { document: help.agentResponse });
    },
  },
  {
    code: 'ImmutableRole',
    path: 'S/F',
    text: 'the role is imported as immutable, so nothing was added to it; add the permissions that the flow needs, or '
      + 'import it without mutable: false',
    make: (stack) => {
      const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/r', { mutable: false });
      const flow = new Flow(stack, 'F', { role });
      new OutputNode(flow, 'Out', { document: flow.input });
    },
  },
  {
    code: 'ImmutableRole',
    path: 'S/F',
    text: 'the policies of the role are managed outside the app (iam.Role.customizeRoles), so nothing was added to it; '
      + 'add the permissions that iam-policy-report.txt lists for it',
    make: (stack) => {
      iam.Role.customizeRoles(stack, { usePrecreatedRoles: { 'S/F/ExecutionRole': 'flows' } });
      whole(stack);
    },
  },
  {
    code: 'UnusableRole',
    path: 'S/F',
    text: 'the trust policy of the role does not let bedrock.amazonaws.com assume it; create it with assumedBy: new '
      + 'iam.ServicePrincipal(\'bedrock.amazonaws.com\')',
    make: (stack) => {
      const flow = new Flow(stack, 'F',
        { role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) });
      new OutputNode(flow, 'Out', { document: flow.input });
    },
  },
  {
    code: 'UnusableRole',
    path: 'Here/F',
    text: 'the role is of account 444455556666, but the service accepts only roles of its own account, here '
      + '111122223333; pass a role of account 111122223333',
    make: (stack) => {
      const here = new Stack(stack.node.root as App, 'Here', { env: { account: '111122223333', region: 'us-east-1' } });
      const flow = new Flow(here, 'F',
        { role: iam.Role.fromRoleArn(here, 'Role', 'arn:aws:iam::444455556666:role/r') });
      new OutputNode(flow, 'Out', { document: flow.input });
      return here;
    },
  },
  {
    code: 'UnknownEncryptionKey',
    path: 'S/F',
    text: `the definition comes from a flow that is encrypted with the key '${KEY}', and this one is not; pass `
      + '\'encryptionKey\'',
    make: (stack) => imported(stack, {
      name: 'support',
      customerEncryptionKeyArn: KEY,
      executionRoleArn: 'arn:aws:iam::111122223333:role/r',
      definition: chain({}),
    }),
  },
  {
    code: 'UnknownEncryptionKey',
    path: 'S/F',
    text: 'the resource of the flow has a key that its role and the grants to its callers do not include; pass '
      + '\'encryptionKey\'',
    make: (stack) => {
      (whole(stack).node.defaultChild as bedrock.CfnFlow).addPropertyOverride('CustomerEncryptionKeyArn', KEY);
    },
  },
  {
    code: 'ForeignGrantee',
    path: 'S/Live',
    text: 'the grant has no effect: \'ServicePrincipal(events.amazonaws.com)\' has no policy that can be extended, and '
      + 'flows have no resource policies; grant it to a role of the account of the flow, which others may assume, or '
      + 'use CanaryFlowAlias.grantInvoke()',
    make: (stack) => {
      new FlowAlias(stack, 'Live', { flow: whole(stack), aliasName: 'live' }).grants
        .invoke(new iam.ServicePrincipal('events.amazonaws.com'));
    },
  },
  {
    code: 'LoopPolarity',
    path: 'S/F/Refine',
    text: 'the documentation contradicts itself on whether a loop continues or ends when its condition is true, and '
      + 'the library has not been tested against the service; test the deployed flow, then acknowledge this',
    make: (stack) => loop(stack, 'loopInput', 'loopOutput'),
  },
  {
    code: 'LoopPorts',
    path: 'S/F/Refine',
    text: '\'draft\' and \'result\' of the loop are not in the documentation, which names only \'loopInput\' and '
      + '\'loopOutput\'; use those, or test the deployed flow and acknowledge this',
    make: (stack) => loop(stack, 'draft', 'result'),
  },
  {
    code: 'RenamedConnection',
    path: 'S/F',
    text: 'connection \'to-reply\' has a name that CloudFormation rejects, so it is renamed to \'to_reply_f5919c0b\' '
      + 'here; connection names must start with a letter and have 2 to 101 letters or digits with single \'_\' between',
    make: (stack) => imported(stack, chain({}, 'to-reply')),
  },
  {
    code: 'RetiredKey',
    path: 'S/F/Reply',
    text: 'has \'topK\', which the service no longer accepts; remove it: the API removed it in October 2024; a managed '
      + 'prompt takes it in additionalModelRequestFields',
    make: (stack) => imported(stack, chain({ inferenceConfiguration: { text: { topK: 5 } } })),
  },
  {
    code: 'UnconnectedCondition',
    path: 'S/F/Route',
    text: 'no node runs on \'default\', so the flow returns nothing in that case; run a node in that branch, for '
      + 'example an OutputNode',
    make: (stack) => {
      const flow = whole(stack);
      const route = new ConditionNode(flow, 'Route', { inputs: { text: flow.input.stringAt('text') } });
      new OutputNode(flow, 'Yes', { document: flow.input, runWhen: route.when('isYes', 'text == "yes"') });
    },
  },
  {
    code: 'UnguardedRetrieve',
    path: 'S/F/Search',
    text: 'the flow\'s guardrail can\'t apply to a node that only retrieves (the service does not support this); set a '
      + 'guardrail on the prompt that reads the results, or use a KnowledgeBaseGenerateNode',
    make: (stack) => {
      const flow = new Flow(stack, 'F', { guardrail: FlowGuardrail.fromId('gr1', '1') });
      const search = new KnowledgeBaseRetrieveNode(flow, 'Search',
        { knowledgeBaseId: 'KBAAAAAAAA', retrievalQuery: flow.input });
      new OutputNode(flow, 'Out', { document: search.retrievalResults });
    },
  },
  {
    code: 'UnknownModel',
    path: 'S/F/Reply',
    text: 'the role gets no permission for the model of the prompt, because the ARN does not name the model; add '
      + 'models: [FlowModel.fromModelId(\'…\')] to the prompt',
    make: (stack) => {
      const flow = whole(stack);
      answered(flow, new PromptNode(flow, 'Reply', { prompt: FlowPrompt.fromPromptArn(`${PROMPT}:1`) }));
    },
  },
  {
    code: 'UnusedNodeOutput',
    path: 'S/F/Reply',
    text: '\'modelCompletion\' is not used; pass it to a node, or remove this one',
    make: (stack) => {
      const flow = whole(stack);
      ask(flow, 'Reply', { whole: flow.input });
    },
  },
  {
    code: 'AmbiguousCondition',
    path: 'S/F/Route',
    text: 'condition \'isYes\' mixes and, or, not without parentheses, and their precedence is not documented; add '
      + 'parentheses',
    make: (stack) => {
      const flow = whole(stack);
      const route = new ConditionNode(flow, 'Route', { inputs: { text: flow.input.stringAt('text') } });
      new OutputNode(flow, 'Yes',
        { document: flow.input, runWhen: route.when('isYes', 'text == "a" or text == "b" and text == "c"') });
      new OutputNode(flow, 'No', { document: flow.input, runWhen: route.otherwise() });
    },
  },
  {
    code: 'ForeignKey',
    path: 'S/Rule',
    text: 'the dead-letter queue \'S/Dead\' is encrypted with a key that is not created in this app, so EventBridge '
      + 'can\'t be given access to it here, and would drop events; let its policy allow events.amazonaws.com '
      + 'kms:Decrypt and kms:GenerateDataKey, then acknowledge this',
    make: (stack) => {
      const alias = new FlowAlias(stack, 'Alias', { flow: whole(stack), aliasName: 'live' });
      const encryptionMasterKey = kms.Key.fromKeyArn(stack, 'Key', KEY);
      const deadLetterQueue = new sqs.Queue(stack, 'Dead', { encryptionMasterKey });
      new events.Rule(stack, 'Rule', {
        eventPattern: { source: ['any'] },
        targets: [new BedrockFlowTarget({ alias, deadLetterQueue, document: { id: 'a' } })],
      });
    },
  },
  {
    code: 'ForeignTemplate',
    path: 'S/F/Reply',
    text: 'the prompt has \'{% if text %}\' of Jinja or Liquid, but Bedrock replaces only {{name}}; compute the value '
      + 'in an earlier node, and pass it as a variable',
    make: (stack) => prompted(stack, '{% if text %}{{text}}{% endif %}'),
  },
  {
    code: 'SecretInPrompt',
    path: 'S/F/Reply',
    text: 'the prompt seems to contain an API key of a model provider, which everyone who can read the flow sees; '
      + 'remove it, replace it with a new one, and read that one in the function of a Lambda node',
    make: (stack) => prompted(stack, 'Use sk-proj-a1b2c3d4e5f6g7h8i9j0: {{text}}'),
  },
  {
    code: 'UnlimitedTokens',
    path: 'S/F/Name',
    text: 'the prompt runs for each item of \'Each\' and has no maxTokens, so each call reserves quota for the longest '
      + 'answer of the model; set maxTokens in its inference configuration',
    make: (stack) => {
      const flow = whole(stack);
      const each = new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items') });
      answered(flow, ask(flow, 'Name', { item: each.arrayItem }));
    },
  },
  {
    code: 'UnaskedAnswer',
    path: 'S/F/Route',
    text: 'condition \'isRefund\' tests \'refnd\', which is not in the prompt of \'Classify\'; did you mean '
      + '\'refund\'?',
    make: (stack) => {
      const flow = whole(stack);
      const classify = new PromptNode(flow, 'Classify', {
        model: MODEL,
        prompt: FlowPrompt.inline('Answer refund or other: {{text}}'),
        inputs: { text: flow.input.stringAt('text') },
      });
      const route = new ConditionNode(flow, 'Route', { inputs: { category: classify.modelCompletion } });
      new OutputNode(flow, 'Yes', { document: flow.input, runWhen: route.when('isRefund', 'category == "refnd"') });
      new OutputNode(flow, 'No', { document: flow.input, runWhen: route.otherwise() });
    },
  },
  {
    code: 'SuspectInlineCode',
    path: 'S/F/Code',
    text: 'the code ends in \'result = text\', which is not an expression, so it has no result; end it with the '
      + 'result, on a line of its own',
    make: (stack) => {
      const flow = whole(stack);
      const code = new InlineCodeNode(flow, 'Code',
        { code: FlowCode.inline('print(text)\nresult = text'), inputs: { text: flow.input.stringAt('text') } });
      new OutputNode(flow, 'Result', { document: code.response });
    },
  },
  {
    code: 'UnknownPromptVariable',
    path: 'S/F/Reply',
    text: 'inputVariables has \'texts\', but the text has no {{texts}}; remove it, or use it in the text',
    make: (stack) => imported(stack, chain({
      templateConfiguration: { text: { text: '{{text}}', inputVariables: [{ name: 'text' }, { name: 'texts' }] } },
    })),
  },
  {
    code: 'UnsupportedGuardrail',
    path: 'S/F/Search',
    text: 'the node has a guardrail, but only retrieves, and the service applies guardrails only to generated answers; '
      + 'add modelId, or remove guardrailConfiguration',
    make: (stack) => imported(stack, {
      nodes: [inputNode, {
        name: 'Search',
        type: 'KnowledgeBase',
        configuration: {
          knowledgeBase: {
            knowledgeBaseId: 'KBAAAAAAAA',
            guardrailConfiguration: { guardrailIdentifier: 'gr1', guardrailVersion: '1' },
          },
        },
        inputs: [port('retrievalQuery')],
        outputs: [{ name: 'retrievalResults', type: 'Array' }],
      }, { ...outputNode, inputs: [{ ...port('document'), type: 'Array' }] }],
      connections:
        [data('In', 'document', 'Search', 'retrievalQuery'), data('Search', 'retrievalResults', 'Out', 'document')],
    }),
  },
  {
    code: 'UnmatchedLoopPort',
    path: 'S/F/Loop',
    text: 'input \'loopInput\' of the loop has no output of that name on its LoopInput; name both the same',
    make: (stack) => imported(stack, {
      nodes: [inputNode, {
        name: 'Loop',
        type: 'Loop',
        configuration: {
          loop: {
            definition: {
              nodes: [
                { name: 'Start', type: 'LoopInput', outputs: [{ name: 'start', type: 'String' }] },
                {
                  name: 'End',
                  type: 'LoopController',
                  configuration: { loopController: { continueCondition: { name: 'again', expression: 'text == ""' } } },
                  inputs:
                    [{ ...port('text'), category: 'LoopCondition' }, { ...port('loopOutput'), category: 'ExitLoop' }],
                },
              ],
              connections:
                [data('Start', 'start', 'End', 'text'), data('Start', 'start', 'End', 'loopOutput', 'StartToExit')],
            },
          },
        },
        inputs: [port('loopInput')],
        outputs: [{ name: 'loopOutput', type: 'String' }],
      }, outputNode],
      connections: [data('In', 'document', 'Loop', 'loopInput'), data('Loop', 'loopOutput', 'Out', 'document')],
    }),
  },
  {
    code: 'ForeignRegion',
    path: 'S/F/Reply',
    text: 'the prompt is in us-east-1, but something else that the flow names is in eu-west-1; name a prompt in '
      + 'the Region of the flow',
    make: (stack) => {
      const flow = whole(stack);
      const guardrail =
        FlowGuardrail.fromGuardrailArn('arn:aws:bedrock:eu-west-1:111122223333:guardrail/abcdefghij', '1');
      const prompt = FlowPrompt.fromPromptArn(`${PROMPT}:1`, { models: [MODEL] });
      answered(flow, new PromptNode(flow, 'Reply', { prompt, guardrail }));
    },
  },
  {
    code: 'RefusedInference',
    path: 'S/F/Reply',
    text: '\'anthropic.claude-opus-4-8\' rejects \'temperature\' ("deprecated for this model"), according to the model '
      + 'table of 2026-11-28; leave it out',
    make: (stack) => asking(stack, 'us.anthropic.claude-opus-4-8', { temperature: 0.2 }),
  },
  {
    code: 'RetiredModel',
    path: 'S/F/Reply',
    text: '\'amazon.nova-premier-v1:0\' reached its end of life on 2026-09-14, according to the model table of '
      + '2026-11-28; choose a newer model',
    make: (stack) => asking(stack, 'us.amazon.nova-premier-v1:0'),
  },
  {
    code: 'UnavailableModel',
    path: 'S/F/Reply',
    text: '\'openai.gpt-oss-20b\' is an id of the endpoint bedrock-mantle, which flows do not call, according to the '
      + 'model table of 2026-11-28; use \'openai.gpt-oss-20b-1:0\'',
    make: (stack) => asking(stack, 'openai.gpt-oss-20b'),
  },
  {
    code: 'UnsuitableModel',
    path: 'S/F/Reply',
    text: '\'amazon.titan-embed-text-v2:0\' creates embeddings and can\'t be called with Converse, according to the '
      + 'model table of 2026-11-28; choose a text or chat model',
    make: (stack) => asking(stack, 'amazon.titan-embed-text-v2:0'),
  },
  {
    code: 'NotInCloudFormation',
    path: 'S/F',
    text: 'the ARN of the key is in eusc-de-east-1, which CloudFormation\'s pattern for it rejects, though the '
      + 'API accepts it; leave the key out, or create this with the API',
    make: (stack) => {
      const key = kms.Key.fromKeyArn(stack, 'SovereignKey', 'arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/k');
      const flow = new Flow(stack, 'F', { encryptionKey: key });
      new OutputNode(flow, 'Out', { document: flow.input });
    },
  },
];
