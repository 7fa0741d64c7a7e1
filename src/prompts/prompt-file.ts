import type { TextPromptOptions } from './prompt-options';
import { FlowError } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import type { Code } from '../core/constraints';
import { foreignTemplate, secretIn } from '../core/prompt/foreign';
import { type FrontMatterValue, readPromptFile } from '../core/prompt/front-matter';
import { promptVariables } from '../core/prompt/variables';
import type { FlowInference } from '../models/flow-inference';
import { FlowModel } from '../models/flow-model';

/** A prompt file, read and checked. */
export interface ReadPromptFile {
  readonly text: string;
  readonly system?: string;
  readonly model?: FlowModel;
  readonly options: TextPromptOptions;
  readonly sample?: { [variable: string]: any };
}

type Head = { readonly [name: string]: FrontMatterValue };

const MEMBERS = ['model', 'inference', 'system', 'variables', 'sample'];

/** Reads the text of a prompt file; what is said in the program counts more than what the file says. */
export function checkedPromptFile(place: string, text: string, options: TextPromptOptions): ReadPromptFile {
  const read = readPromptFile(text);
  if ('problem' in read) {
    throw wrong(place, `line ${read.problem.line} can't be read: ${read.problem.cause}`, read.problem.remedy);
  }
  const { head, body } = read;
  const unknown = Object.keys(head).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) {
    throw wrong(place, `there is no '${unknown}' in front matter`, `use ${MEMBERS.join(', ')}, or remove it`);
  }
  const system = textOf(place, head, 'system');
  const model = textOf(place, head, 'model');
  const whole = [system ?? '', body].join('\n');
  checkTexts(place, whole);
  const seen = promptVariables(whole);
  checkNames(place, 'variables', listOf(place, head), seen, true);
  const sample = structOf(place, head, 'sample');
  checkNames(place, 'sample', sample && Object.keys(sample), seen, false);
  const inference = structOf(place, head, 'inference') as FlowInference | undefined;
  checkStruct(place, 'FlowInference', inference, 'inference', (name) => name);
  const merged = inference || options.inference ? { inference: { ...inference, ...options.inference } } : {};
  return {
    text: body,
    system,
    sample,
    options: { ...options, ...merged },
    model: model === undefined ? undefined : FlowModel.fromModelId(model),
  };
}

function checkTexts(place: string, text: string): void {
  const secret = secretIn(text);
  if (secret !== undefined) {
    throw wrong(place, `the prompt seems to contain ${secret}, which everyone who can read the flow would `
      + 'see', 'remove it',
    'SecretInPrompt');
  }
  const foreign = foreignTemplate(text);
  if (foreign) {
    throw wrong(place, `'${foreign.mark}' is of ${foreign.language}, but Bedrock prompts support only {{name}}`,
      'compute the value in an earlier node, and pass it as a variable', 'ForeignTemplate');
  }
}

function checkNames(
  place: string, member: string, names: readonly string[] | undefined, seen: readonly string[], isWhole: boolean,
): void {
  if (names === undefined) { return; }
  const unused = names.find((name) => !seen.includes(name));
  if (unused !== undefined) {
    throw wrong(place, `'${member}' names '${unused}', but the prompt has no {{${unused}}}`, 'use it or remove it',
      'UnknownPromptVariable');
  }
  const missing = isWhole ? seen.find((name) => !names.includes(name)) : undefined;
  if (missing !== undefined) {
    throw wrong(place, `the prompt has {{${missing}}}, which '${member}' does not name`, 'add it, or correct the name',
      'UnknownPromptVariable');
  }
}

function textOf(place: string, head: Head, member: string): string | undefined {
  const value = head[member];
  if (value === undefined || typeof value === 'string') { return value; }
  throw wrong(place, `'${member}' is not a text`, 'put it into quotes');
}

function listOf(place: string, { variables }: Head): readonly string[] | undefined {
  if (variables === undefined) { return undefined; }
  if (Array.isArray(variables)) { return variables.map(String); }
  throw wrong(place, '\'variables\' is not a list', 'write it like [topic, audience]');
}

function structOf(place: string, head: Head, member: string): { [name: string]: any } | undefined {
  const value = head[member];
  if (value === undefined || typeof value === 'object' && !Array.isArray(value)) { return value; }
  throw wrong(place, `'${member}' has no names below it`, 'write each name on a separate line, indented');
}

function wrong(place: string, cause: string, remedy: string, code: Code = 'IllegalValue'): FlowError {
  return new FlowError(place, `${cause}; ${remedy}`, code);
}
