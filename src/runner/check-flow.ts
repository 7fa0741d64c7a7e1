/**
 * A run says what `validate` says: a definition that the service would refuse does not run here either, unless that is
 * asked for.
 */
import type { LoadedFlow } from './sources/document-flow';
import { SimulateError } from '../core/simulate';
import type { CompileOptions } from '../core/simulate';
import { lineOf } from '../core/validate/finding';
import type { Finding } from '../core/validate/finding';
import { validateModel } from '../core/validate/validate';

/** @throws SimulateError with a line for each error */
export function refuseErrors(
  { definition, problems }: LoadedFlow, { conditions, expressions }: CompileOptions = {},
): void {
  const allowed = new Set<Finding['code']>([
    ...conditions === 'lenient' ? ['AmbiguousCondition' as const] : [], ...expressions === 'lenient'
      ? ['MalformedNodeInputExpression' as const] : [],
  ]);
  const errors = validateModel(definition, problems).filter(({ severity, code }) => severity === 'error'
    && !allowed.has(code));
  if (errors.length === 0) { return; }
  throw new SimulateError(errors.map((finding) => lineOf(finding, finding.node ?? (finding.path || 'flow'))).join('\n'),
    'UnrunnableFlow', errors);
}
