/** The states of a state machine as Step Functions reads them: those inside others too. */
import { isRecord } from '../core/model/opaque';

/** A state of a definition, with what counts for it from around it. */
export interface StateInside {
  readonly name: string;
  readonly fields: { readonly [field: string]: unknown };
  readonly isJsonata: boolean;
  /** The distributed map around it that runs its items as executions of type EXPRESS. */
  readonly expressMap?: string;
}

interface Around {
  readonly isJsonata: boolean;
  readonly expressMap?: string;
}

/** The states of a definition in Amazon States Language; none of a text that is not one. */
export function statesInside(definition: string): readonly StateInside[] {
  const read = parsed(definition);
  return isRecord(read) ? [...statesOf(read, { isJsonata: read.QueryLanguage === 'JSONata' })] : [];
}

function* statesOf(container: unknown, around: Around): Generator<StateInside> {
  if (!isRecord(container) || !isRecord(container.States)) { return; }
  for (const [name, fields] of Object.entries(container.States)) {
    if (!isRecord(fields)) { continue; }
    const { Branches, ItemProcessor, Iterator, QueryLanguage } = fields;
    const isJsonata = QueryLanguage === undefined ? around.isJsonata : QueryLanguage === 'JSONata';
    yield { name, fields, ...around, isJsonata };
    for (const branch of Array.isArray(Branches) ? Branches : []) { yield* statesOf(branch, around); }
    const items = ItemProcessor ?? Iterator;
    yield* statesOf(items, runsExpress(items) ? { ...around, expressMap: name } : around);
  }
}

function runsExpress(items: unknown): boolean {
  return isRecord(items) && isRecord(items.ProcessorConfig) && items.ProcessorConfig.ExecutionType === 'EXPRESS';
}

/** References outside of texts, such as numbers of a parameter, are no JSON before the deployment. */
function parsed(definition: string): unknown {
  try {
    return JSON.parse(definition.replace(/([:[,])(\$\{[^{}"]*\})/g, '$1"$2"'));
  } catch {
    return undefined;
  }
}
