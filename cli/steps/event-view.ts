/** A run of an account for people, as its events come: those of InvokeFlow, or of a flow execution. */
import { StepLines, type ViewOptions } from './step-lines';
import { type Fault, FactsBuilder, type Field, type Moment, takeEvent, type Visit } from '../../src/core/picture';
import { placeOf } from '../../src/core/trace';
import type { Printer } from '../printer';

export class EventView extends FactsBuilder {
  private readonly lines: StepLines | undefined;

  /**
   * @param out where nothing is to be shown, `undefined`
   * @param typeOf the type of a node by its name; empty where it is not known
   */
  public constructor(out: Printer | undefined, typeOf: (node: string) => string, options: ViewOptions) {
    super(typeOf);
    this.lines = out && new StepLines(out, options);
  }

  /** Shows an event, and says whether it is one that is known. */
  public take(event: unknown): boolean { return takeEvent(event, this); }

  /** Shows what came of it. */
  public finish(): void {
    const { outputs, error, completion } = this;
    this.lines?.end({
      outputs: outputs.map(({ node, document }) => ({ nodeName: node, document })),
      ...completion && { completionReason: completion },
      ...error && { error },
    });
  }

  public override nodeInput(moment: Moment, inputs: readonly Field[]): void {
    super.nodeInput(moment, inputs);
    this.say(moment, (lines) => { for (const { name, value } of inputs) { lines.input(name, value); } });
  }

  public override moreInput(visit: Visit, moment: Moment, inputs: readonly Field[]): void {
    super.moreInput(visit, moment, inputs);
    this.say(moment, (lines) => { for (const { name, value } of inputs) { lines.input(name, value); } });
  }

  public override nodeOutput(moment: Moment, outputs: readonly Field[]): void {
    const visit = this.openVisit(moment);
    super.nodeOutput(moment, outputs);
    this.say(moment, (lines) => {
      for (const { name, value } of outputs) { lines.output(name, value); }
      lines.took(moment.time - (visit?.start ?? moment.time));
    }, visit);
  }

  public override condition(moment: Moment, name: string): void {
    const visit = this.openVisit(moment);
    super.condition(moment, name);
    this.say(moment, (lines) => lines.condition(name), visit);
  }

  public override dialogue(moment: Moment, isAnswer: boolean, document: unknown): void {
    super.dialogue(moment, isAnswer, document);
    this.say(moment, (lines) => isAnswer ? lines.input('answer', document) : lines.question(document));
  }

  public override nodeFailed(moment: Moment, error: Fault): void {
    const visit = this.openVisit(moment);
    super.nodeFailed(moment, error);
    this.say(moment, (lines) => lines.failure(error.code, error.message), visit);
  }

  /** @param visit the one that the event is of, where that is over now */
  private say(
    { node }: Moment, show: (lines: StepLines) => void, visit: Visit | undefined = this.latest(node),
  ): void {
    if (!this.lines) { return; }
    this.lines.head(visit, placeOf({ node, executionChain: visit?.chain ?? [] }), this.typeOf(node));
    show(this.lines);
  }

  private latest(node: string): Visit | undefined { return this.visits.get(node)?.at(-1); }
}
