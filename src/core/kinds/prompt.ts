import type { Kind } from './kind';
import { record } from './requests';
import { QUOTA } from '../constraints/limits';
import { MODEL_GRANTS } from '../constraints/permissions';
import { at, known } from '../diagram/values';
import { must, struct } from '../model/member';
import type { PlanNode } from '../simulate/plan';
import type { Values } from '../simulate/prompt-template';
import { fill, promptText } from '../simulate/prompt-template';
import type { Request } from '../simulate/request';

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
