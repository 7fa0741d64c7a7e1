import { Construct } from 'constructs';
import { isNot, WORD } from './spellings';
import { askForWord, checkSentence } from './word-question';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';
import { promptVariables } from '../core/prompt/variables';
import type { FlowBranch } from '../graph/flow-branch';
import type { FlowValue } from '../graph/flow-value';
import type { FlowGuardrail } from '../models/flow-guardrail';
import type { FlowInference } from '../models/flow-inference';
import type { FlowModel } from '../models/flow-model';
import { LoopNode } from '../nodes/loop-node';
import { PromptNode } from '../nodes/prompt-node';
import { FlowPrompt } from '../prompts/flow-prompt';

/** Properties for `RefineLoop`. */
export interface RefineLoopProps {
  /** The text to refine: a String. */
  readonly text: FlowValue;

  /** The model that refines the text. */
  readonly model: FlowModel;

  /** The instruction for each iteration, for example `Make this shorter, and keep every fact.` No variables. */
  readonly instruction: string;

  /** The question to the judge whether the text is good enough, for example `Is this ready to print?` No variables. */
  readonly criteria: string;

  /**
   * The model that judges the text; a stronger one notices more.
   *
   * @default - the one that refines
   */
  readonly judge?: FlowModel;

  /**
   * The maximum number of iterations, whatever the judge says: 1 to 1000.
   *
   * @default 3
   */
  readonly maxRounds?: number;

  /**
   * The inference parameters of the model that refines.
   *
   * @default - the model decides
   */
  readonly inference?: FlowInference;

  /**
   * The guardrail that is applied to questions and answers.
   *
   * @default - the flow's
   */
  readonly guardrail?: FlowGuardrail;

  /**
   * The branch of a Condition node in which this runs.
   *
   * @default - runs as soon as the text is there
   */
  readonly runWhen?: FlowBranch;
}

/**
 * Refines a text until a judge accepts it: a `LoopNode` with two prompts. The text is refined at least once.
 *
 * An answer of the judge other than `done` starts another iteration. The loop continues while its condition is true, as
 * in the User Guide; the API text says the opposite, so the warning `LoopPolarity` appears until it is acknowledged.
 *
 * @example
 * declare const flow: Flow;
 * declare const model: FlowModel;
 * const refined = new RefineLoop(flow, 'Refine', {
 *   text: flow.input, model, instruction: 'Make this shorter, and keep every fact.', criteria: 'Is it ready to print?',
 * });
 * new OutputNode(flow, 'Text', { document: refined.text });
 */
export class RefineLoop extends Construct {
  /** The text after the last iteration: a String. */
  public readonly text: FlowValue;

  /** The loop node, for example to acknowledge its warning. */
  public readonly loop: LoopNode;

  /**
   * @param scope the flow, or a construct inside it
   * @param id the id, with which the names of the nodes begin
   * @param props the text to refine, the models and the limit
   */
  constructor(scope: Construct, id: string, props: RefineLoopProps) {
    const place = placeOf(scope, id);
    if (new.target === RefineLoop) { checkStruct(place, 'RefineLoopProps', props); }
    checkAsks(place, props);
    super(scope, id);
    const { model, judge = model, inference, guardrail, runWhen, maxRounds = 3 } = props;
    // 'Default' does not show in the names of nodes
    this.loop = new LoopNode(this, 'Default', { inputs: { loopInput: props.text }, maxIterations: maxRounds, runWhen });
    const { modelCompletion: refined } = new PromptNode(this.loop, 'Improve', {
      model,
      guardrail,
      prompt: FlowPrompt.inline(`${props.instruction} {{text}}`, { inference }),
      inputs: { text: this.loop.value('loopInput') },
    });
    const { modelCompletion: verdict } = askForWord(this.loop, 'Judge', { text: refined, model: judge, guardrail },
      ['done', 'revise'], props.criteria);
    this.loop.continueWhile('needsWork', isNot('done'), {
      inputs: { [WORD]: verdict }, nextInputs: { loopInput: refined }, outputs: { loopOutput: refined },
    });
    this.text = this.loop.output('loopOutput');
  }

  /** The number of completed iterations: a Number. */
  public get rounds(): FlowValue {
    return this.loop.iterationCount;
  }
}

/** Only the text changes from round to round, so neither of them has another variable. */
function checkAsks(place: string, { instruction, criteria }: RefineLoopProps): void {
  for (const [member, sentence] of Object.entries({ instruction, criteria })) {
    checkSentence(place, member, sentence);
    const [variable] = promptVariables(sentence).filter((one) => one !== 'text');
    if (variable === undefined) { continue; }
    throw new FlowError(place, `'${member}' has {{${variable}}}, but takes no variables; write what it stands for, or `
      + 'add it to the text before', 'IllegalValue');
  }
}
