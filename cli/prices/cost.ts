/** What runs cost: what their models read and wrote times list prices, and a price for each node that ran. */
import { priceOf } from './price-of';
import { at } from '../../src/core/diagram/values';
import type { Action, RunFacts, Usage } from '../../src/core/picture';

/**
 * Dollars for a thousand nodes that ran. Second hand: articles quote it from the price page of Bedrock Flows, which
 * could not be read for this.
 */
export const TRANSITIONS_USD = 0.035;

/** Operations that a model answers, also where nothing tells how much it read. */
const ASK_MODELS: ReadonlySet<string> = new Set(['Converse', 'RetrieveAndGenerate', 'InvokeAgent']);

export interface ModelCost {
  readonly node: string;
  /** As the request names it; nothing where the request names none, as that to an agent. */
  readonly model?: string;
  readonly calls: number;
  readonly usage: Usage;
  /** Nothing where the model has no known price. */
  readonly usd?: number;
}

export interface Cost {
  readonly models: readonly ModelCost[];
  /** Nodes that ran. */
  readonly transitions: number;
  /** Of the models with known prices, and of the nodes. */
  readonly usd: number;
  /** Whether tokens were guessed. */
  readonly isGuess: boolean;
  /** Models without a known price, or nodes that name no model. */
  readonly unknown: readonly string[];
}

export function costOf(facts: RunFacts): Cost {
  const models: ModelCost[] = [];
  let transitions = 0;
  for (const [node, visits] of facts.visits) {
    transitions += visits.length;
    for (const action of visits.flatMap(({ actions }) => actions)) {
      if (!action.usage && !ASK_MODELS.has(action.operation)) { continue; }
      models.push(callCost(node, action));
    }
  }
  return total(models, transitions);
}

/** Of several runs. */
export function addedCost(costs: readonly Cost[]): Cost {
  return total(costs.flatMap(({ models }) => models), costs.reduce((sum, { transitions }) => sum + transitions, 0));
}

function callCost(node: string, { request, usage = NOTHING }: Action): ModelCost {
  const model = at(request, 'modelId')
    ?? at(request, 'retrieveAndGenerateConfiguration', 'knowledgeBaseConfiguration', 'modelArn');
  const name = typeof model === 'string' ? model : undefined;
  const price = name === undefined ? undefined : priceOf(name);
  return {
    node,
    ...name !== undefined && { model: name },
    calls: 1,
    usage,
    ...price && usage !== NOTHING && { usd: (usage.input * price.input + usage.output * price.output) / 1e6 },
  };
}

const NOTHING: Usage = { input: 0, output: 0, isGuess: true };

function total(calls: readonly ModelCost[], transitions: number): Cost {
  const rows = new Map<string, ModelCost>();
  for (const one of calls) {
    const key = JSON.stringify([one.node, one.model]);
    const before = rows.get(key);
    rows.set(key, before ? added(before, one) : one);
  }
  const models = [...rows.values()];
  const usd = models.reduce((sum, one) => sum + (one.usd ?? 0), 0) + transitions / 1000 * TRANSITIONS_USD;
  return {
    models,
    transitions,
    usd,
    isGuess: models.some(({ usage }) => usage.isGuess),
    unknown: [...new Set(models.filter((one) => one.usd === undefined).map(({ model, node }) => model ?? node))],
  };
}

function added(before: ModelCost, one: ModelCost): ModelCost {
  const { usd: _, ...rest } = before;
  return {
    ...rest,
    calls: before.calls + one.calls,
    usage: {
      input: before.usage.input + one.usage.input,
      output: before.usage.output + one.usage.output,
      isGuess: before.usage.isGuess || one.usage.isGuess,
    },
    ...before.usd !== undefined && one.usd !== undefined && { usd: before.usd + one.usd },
  };
}

/** `$0.0123`, with as many digits as say something. */
export function dollars(usd: number): string {
  if (usd === 0) { return '$0'; }
  if (usd >= 1) { return `$${usd.toFixed(2)}`; }
  return `$${Number(usd.toPrecision(2)).toFixed(Math.min(8, 1 - Math.floor(Math.log10(usd))))}`;
}

/** `about $0.0012 (tokens guessed; no price for x)` */
export function costText({ usd, isGuess, unknown }: Cost): string {
  const notes = [
    ...isGuess ? ['tokens guessed'] : [],
    ...unknown.length > 0 ? [`no price for ${unknown.slice(0, 5).join(', ')}`] : [],
  ];
  return `about ${dollars(usd)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
