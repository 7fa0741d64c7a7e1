import type { Construct } from 'constructs';
import { regionOf } from '../checks/region';
import { warn } from '../checks/warn';
import { isRecord, knownNumber } from '../core/model/opaque';
import { modelAdvice } from '../core/validate/model-advice';

/**
 * Warns at a construct of what the table of models has against a model and what is asked of it, where the rules do not
 * see it: in a prompt of Prompt management. Identifiers and numbers that only a deployment knows are not judged.
 *
 * @param inference an inference configuration as the service has it
 */
export function adviseOnModel(scope: Construct, modelId: unknown, inference?: unknown): void {
  if (typeof modelId !== 'string') { return; }
  const { temperature, topP } = isRecord(inference)
    && isRecord(inference.text) ? inference.text : {} as Record<string, unknown>;
  const advice =
    modelAdvice({ modelId, region: regionOf(scope), temperature: knownNumber(temperature), topP: knownNumber(topP) });
  for (const { code, message, remedy } of advice) { warn(scope, code, message, remedy); }
}
