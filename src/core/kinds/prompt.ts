import type { Kind } from './kind';
import { record } from './requests';
import { QUOTA } from '../constraints/limits';
import { MODEL_GRANTS } from '../constraints/permissions';
import { at, known } from '../diagram/values';
import { must, struct } from '../model/member';
import type { PlanNode } from '../simulate/plan';
import { fill, promptText } from '../simulate/prompt-template';
import type { Values, ChatTemplate } from '../simulate/prompt-template';
import type { Request } from '../simulate/request';
import { listed } from '../words/lists';

export const PROMPT: Kind<'Prompt'> = {
  key: 'prompt',
  structure: {
    members: { sourceConfiguration: must(struct('PromptSource')), guardrailConfiguration: struct('Guardrail') },
  },
  inputs: [],
  freeInputs: true,
  outputs: [{ name: 'modelCompletion', type: 'String' }],
  inLoop: true,
  quota: { max: 20, adjustable: 'L-0F2A24D7', source: QUOTA },
  grants: [],
  grantsInApp: [...MODEL_GRANTS, 'renderPrompt', 'applyGuardrail', 'readKey', 'writeKey'],
  moving: [],
  constructs: [{
    name: 'PromptNode',
    does: 'asks a model',
    takes: '`inputs`: a value for each `{{variable}}`',
    gives: '`modelCompletion`',
  }],
  drawing: {
    shape: ['[', ']'],
    details: ({ configuration }) => {
      const source = at(configuration, 'prompt', 'sourceConfiguration');
      return [known(at(source, 'inline', 'modelId') ?? at(source, 'resource', 'promptArn'))];
    },
    category: 'model',
    form: 'work',
  },
  run: {
    how: 'effect',
    request,
    operations: ['Converse'],
    example: () => 'text of the model',
    answersText: () => true,
  },
  assumptions: ({ template, connected, options }) => {
    if (!template) {
      const message = 'the content of the managed prompt is not known here; the request has its ARN instead';
      return [{ rule: 'ManagedPrompt', message }];
    }
    const open = shownIn(template, options.unknown ?? []);
    const unfilled = [...template.variables].filter((name) => !connected.has(name));
    return [
      ...open.length === 0 ? [] : [{
        rule: 'DeploymentValues',
        message: `only a deployment knows ${listed(open)} of the prompt, so the request has the name instead`,
      }],
      ...unfilled.length === 0 ? [] : [{
        rule: 'UnfilledVariable',
        message: `no input fills ${listed(unfilled)} of the prompt, which stays unchanged`,
      }],
    ];
  },
};

function request({ template, configuration }: PlanNode, inputs: Values): Request {
  if (template) { return fill(template, inputs); }
  const { resource } = record(configuration.sourceConfiguration);
  const { guardrailIdentifier, guardrailVersion } = record(configuration.guardrailConfiguration);
  return {
    operation: 'Converse',
    modelId: record(resource).promptArn,
    promptVariables: Object.fromEntries(Object.entries(inputs)
      .map(([name, value]) => [name, { text: promptText(value) }])),
    ...guardrailIdentifier !== undefined && { guardrailConfig: { guardrailIdentifier, guardrailVersion } },
  };
}

/** Those that a request made of the template shows. */
function shownIn(template: ChatTemplate, unknown: readonly string[]): readonly string[] {
  if (unknown.length === 0) { return []; }
  const { messages, system, fixed } = template;
  const text = JSON.stringify([messages, system, fixed]);
  return unknown.filter((name) => text.includes(JSON.stringify(name).slice(1, -1)));
}
