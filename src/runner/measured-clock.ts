import { RunClock } from '../core/simulate/clock';

/**
 * The clock of a run that shows how long its handlers really take; what answers only say they take is skipped all the
 * same.
 */
export class MeasuredClock extends RunClock {
  private readonly began = performance.now();
  private measured = 0;

  public override now(): number {
    const passed = Math.floor(performance.now() - this.began - this.measured);
    if (passed > 0) {
      this.measured += passed;
      this.advance(passed);
    }
    return super.now();
  }

  public override after(milliseconds: number, callback: () => void): () => void {
    this.now();
    return super.after(milliseconds, callback);
  }
}
