import type { Construct } from 'constructs';
import { placeOf } from '../checks/flow-error';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { DUMMY_INPUT } from '../core/constraints';
import { FlowGraph } from '../graph/flow-graph';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import type { FlowGuardrail } from '../models/flow-guardrail';
import type { FlowModel } from '../models/flow-model';
import { guardedBy, keepModel } from '../models/guarded';
import type { FlowPrompt } from '../prompts/flow-prompt';
import { checkInputs } from '../prompts/prompt-variables';

/** Properties for `PromptNode`. */
export interface PromptNodeProps extends FlowNodeProps {
  /** The prompt to send to the model. */
  readonly prompt: FlowPrompt;

  /**
   * The model to invoke. It must support the Converse API (Bedrock User Guide, flows-nodes).
   *
   * A prompt of Prompt management names its model itself; this option then only sets what the role can invoke.
   *
   * @default - that of the prompt file, if it names one; an inline or chat prompt must have a model
   */
  readonly model?: FlowModel;

  /**
   * The value of each `{{variable}}` of the prompt, by its name, of any type.
   *
   * @default - a prompt without variables gets the input of the flow (in a loop: of the loop) as an input that it
   * ignores, because the service runs no node without data. To let it run after something else, give that value as
   * `input`.
   */
  readonly inputs?: { [variable: string]: FlowValue };

  /**
   * The guardrail that is applied to question and answer.
   *
   * @default - the flow's
   */
  readonly guardrail?: FlowGuardrail;
}

const MEMBERS: MembersOf<PromptNodeProps> = { ...NODE_MEMBERS, prompt: '!', guardrail: '', inputs: '', model: '' };

/** Sends a prompt to a model, and outputs the answer as text. */
export class PromptNode extends FlowNode {
  /** The answer of the model: a String. */
  public readonly modelCompletion: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the prompt, its inputs and the model
   * @throws if the variables of the prompt and `inputs` do not match, or a value can't be used here
   */
  constructor(scope: Construct, id: string, props: PromptNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === PromptNode) { checkStruct(place, MEMBERS, props); }
    props.prompt._check(place, props.model);
    const inputs = inputsOf(place, scope, id, props);
    super(scope, id, {
      nodeName: props.nodeName,
      runWhen: props.runWhen,
      nodeType: 'Prompt',
      inputs,
      outputs: { modelCompletion: FlowDataType.STRING },
    });
    this.modelCompletion = this.output('modelCompletion');
    const { source, needs } = props.prompt._bind(this, props.model);
    this._allow(needs);
    keepModel(this, props.model);
    this._configuration = { prompt: { sourceConfiguration: source, ...guardedBy(this, props.guardrail) } };
  }
}

function inputsOf(place: string, scope: Construct, id: string, props: PromptNodeProps): { [name: string]: FlowValue } {
  const { inputs: given = {}, prompt } = props;
  const names = Object.keys(given);
  if (prompt.variables) { checkInputs(place, prompt, prompt.variables, names); }
  if (names.length > 0) { return given; }
  return { [DUMMY_INPUT]: FlowGraph.around(scope, id).services.entry(place) };
}
