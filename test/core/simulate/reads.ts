/** Tests of rows of the fidelity table: each is called by the row and its reading. */
import { fidelityRow, type FlowResponseEvent, type RunResult } from '../../../src/core/simulate';

export function reads(id: string, show: () => void): void {
  test(`${id}: ${fidelityRow(id)!.reading}`, show);
}

/** Each event as its kind and what it tells of: `nodeInputTrace Ask`. */
export function kinds({ events }: Pick<RunResult, 'events'>): readonly string[] {
  return events.map((event) => {
    const [[kind, value]] = Object.entries((event as any).flowTraceEvent?.trace ?? event);
    return [kind, (value as any).nodeName].filter(Boolean).join(' ');
  });
}

/** The traces of one kind of a node. */
export function traces({ events }: Pick<RunResult, 'events'>, kind: string, nodeName: string): readonly any[] {
  return events.map((event: FlowResponseEvent | any) => event.flowTraceEvent?.trace[kind])
    .filter((trace) => trace?.nodeName === nodeName);
}
