/** What managed prompts of the app say, for the rules. Asked for when the app is whole. */
import { aws_bedrock as bedrock, type CfnResource, Stack } from 'aws-cdk-lib';
import { templateOf } from './cdk-internals';
import { at } from '../core/diagram/values';
import type { Definition, InlinePrompt } from '../core/model/definition';
import { everyNode } from '../core/model/visit';
import { byShownNames, promptsOf } from '../core/template/prompts-of';
import { namedDirectly } from '../role/in-app';

type Prompts = { readonly [name: string]: InlinePrompt };

/** Those that nodes of a definition name, by the name that they have there: a token. */
export function promptsInApp(definition: Definition): Prompts {
  const found = new Map<string, InlinePrompt>();
  for (const name of namesIn(definition)) {
    const version = namedDirectly(name, bedrock.CfnPromptVersion);
    const prompt = namedDirectly(version?.promptArn ?? name, bedrock.CfnPrompt);
    const [content] = prompt ? Object.values(promptsOf(renderedOf([prompt]))) : [];
    if (content) { found.set(name, content); }
  }
  return Object.fromEntries(found);
}

/** Whether a node of a definition names a prompt that is kept elsewhere. */
export function namesPrompt(definition: Definition): boolean {
  return namesIn(definition).length > 0;
}

/** Those of a stack, by what its template has in their place. */
export function promptsInStack(stack: Stack): Prompts {
  const resources = stack.node.findAll().filter((one): one is CfnResource =>
    one instanceof bedrock.CfnPrompt || one instanceof bedrock.CfnPromptVersion);
  return byShownNames(promptsOf(renderedOf(resources.filter((one) => Stack.of(one) === stack))));
}

function renderedOf(resources: readonly CfnResource[]): unknown {
  const templates = resources.map((one) => Stack.of(one).resolve(templateOf(one)) as { readonly Resources?: object });
  return { Resources: Object.assign({}, ...templates.map(({ Resources }) => Resources)) };
}

function namesIn(definition: Definition): readonly string[] {
  return [...everyNode(definition)].flatMap(({ node }) => {
    const name = at(node.configuration, 'prompt', 'sourceConfiguration', 'resource', 'promptArn');
    return typeof name === 'string' ? [name] : [];
  });
}
