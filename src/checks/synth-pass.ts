import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { assemblyOf } from './cdk-internals';

/** The last pass of each stage. */
const LAST = new WeakMap<Stage, SynthPass>();

/**
 * One synthesis of a stage, from the checks of its flows until its assembly is there: in between nothing changes, so
 * what was worked out once can be used again. Before and after, anything may change at any time.
 */
export class SynthPass {
  /** The checks of a construct begin; those of one pass come once to each. */
  public static begin(construct: IConstruct): void {
    const stage = Stage.of(construct);
    if (!stage) { return; }
    const last = LAST.get(stage);
    const pass = last?.isOn && !last.checked.has(construct) ? last : new SynthPass(stage);
    pass.checked.add(construct);
    LAST.set(stage, pass);
  }

  /** The pass that is going on around a construct; `undefined` if there is none. */
  public static around(construct: IConstruct): SynthPass | undefined {
    const stage = Stage.of(construct);
    return stage && SynthPass.in(stage);
  }

  public static in(stage: Stage): SynthPass | undefined {
    const last = LAST.get(stage);
    return last?.isOn ? last : undefined;
  }

  private readonly checked = new Set<IConstruct>();
  private readonly assembly: unknown;

  private constructor(private readonly stage: Stage) {
    this.assembly = assemblyOf(stage);
  }

  /** Whether the assembly is still to come, and no other pass has begun. */
  public get isOn(): boolean {
    return LAST.get(this.stage) === this && assemblyOf(this.stage) === this.assembly;
  }
}
