import type { FlowInference } from './flow-inference';
import { checkCount, checkNumber } from '../checks/arguments';
import { spelt } from '../checks/spelt';
import { NUMBER, type NumberLimit } from '../core/constraints';
import type { InferenceConfiguration } from '../core/model/definition';

/** How a model answers, in the service's words; refused where it is out of bounds. */
export function inferenceConfiguration(
  place: string, inference: FlowInference | undefined, maxTokens: NumberLimit,
): InferenceConfiguration | undefined {
  if (inference === undefined) { return undefined; }
  checkNumber(place, '\'temperature\'', inference.temperature, NUMBER.temperature, false);
  checkNumber(place, spelt`'topP'`, inference.topP, NUMBER.topP, false);
  checkNumber(place, spelt`'maxTokens'`, inference.maxTokens, maxTokens);
  checkCount(place, spelt`'stopSequences'`, inference.stopSequences?.length, NUMBER.stopSequences);
  const { temperature, topP, maxTokens: most, stopSequences } = inference;
  return { text: { temperature, topP, maxTokens: most, stopSequences } };
}
