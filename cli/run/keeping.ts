import type { PreparedFlow } from '../../src/runner/prepared-flow';

/** Records what was answered, also of a run that does not come to its end; why it does not is what is said then. */
export async function keeping<T>(flow: PreparedFlow, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    try { flow.save('partly'); } catch { /* what came first is said */ }
    throw error;
  }
  flow.save();
  return result;
}
