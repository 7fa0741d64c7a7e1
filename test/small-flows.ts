/** What the tests of graphs and names share: small flows, and ways to look at what came out. */
import { App, Stack } from 'aws-cdk-lib';
import { SynthesisMessageLevel } from 'aws-cdk-lib/cx-api';
import type { Construct, IConstruct } from 'constructs';
import { Flow, FlowDataType, FlowModel, type FlowNodeProps, FlowPrompt, type FlowValue, PromptNode } from '../src';
import type { Connection, Definition } from '../src/core/model/definition';
import { readFlows } from '../src/core/template';

export const MODEL = FlowModel.fromModelId('amazon.nova-lite-v1:0');
export const AGENT = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENTAAAAA/ALIASAAAAA';
export const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:fn';
export const BOT = 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOTAAAAAAA/ALIASAAAAA';
export const PROMPT = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTAAAA';

export function newStack(id = 'S'): Stack {
  return new Stack(new App(), id);
}

/** A flow that takes an Object, in a stack of its own. */
export function objectFlow(id = 'Triage', stack = newStack()): Flow {
  return new Flow(stack, id, { inputType: FlowDataType.OBJECT });
}

/** A prompt node whose text uses each of its inputs. */
export function ask(
  scope: Construct, id: string, inputs: { [name: string]: FlowValue } = {}, props: FlowNodeProps = {},
): PromptNode {
  const text = ['Answer', ...Object.keys(inputs).sort().map((name) => `{{${name}}}`)].join(' ');
  return new PromptNode(scope, id, { ...props, model: MODEL, prompt: FlowPrompt.inline(text), inputs });
}

/** The template of a stack, whether its flows are whole or not. */
export function templateOf(stack: Stack): { readonly Resources: { readonly [id: string]: any } } {
  return (stack.node.root as App).synth({ skipValidation: true, force: true }).getStackByName(stack.stackName).template;
}

/** The definitions in the template of a stack, in the spelling of the API. */
function definitionsOf(stack: Stack): Definition[] {
  return readFlows(templateOf(stack)).map(({ definition }) => definition!);
}

/** The definition of the only flow in the stack of a construct. */
export function definitionOf(within: IConstruct): Definition {
  const [definition, ...others] = definitionsOf(Stack.of(within));
  if (!definition || others.length > 0) { throw new Error('not exactly one flow'); }
  return definition;
}

/** Each connection as one line: `A.out -> B.in` or `Route.isRefund => B`. */
export function wires(definition: Definition): string[] {
  return (definition.connections ?? []).map(wire);
}

function wire({ source, target, ...connection }: Connection): string {
  return connection.type === 'Data'
    ? `${source}.${connection.configuration!.data.sourceOutput} `
      + `-> ${target}.${connection.configuration!.data.targetInput}`
    : `${source}.${connection.configuration!.conditional.condition} => ${target}`;
}

export interface Warning {
  /** Without the part that is the same in all. */
  readonly id: string;
  readonly path: string;
  readonly message: string;
}

/**
 * The warnings of a stack that can be acknowledged, in the order of the tree.
 *
 * @param assembly where the app was synthesized already
 */
export function warningsOf(stack: Stack, assembly = (stack.node.root as App).synth({ force: true })): Warning[] {
  const { messages } = assembly.getStackArtifact(stack.artifactId);
  return messages.filter(({ level }) => level === SynthesisMessageLevel.WARNING).map(({ id, entry }) => {
    const [, message, warning] = /^(.*) \[ack: cdk-bedrock-flows:(\w+)\]$/s.exec(entry.data as string) ?? [];
    return { id: warning, path: id.slice(1), message };
  });
}

/** The lines that synthesizing fails with; none when it does not. */
export function synthErrors(stack: Stack): string[] {
  try {
    (stack.node.root as App).synth();
    return [];
  } catch (error) {
    const [head, ...lines] = (error as Error).message.split('\n').map((line) => line.trim());
    if (!head.startsWith('Validation failed')) { throw error; }
    return lines;
  }
}
