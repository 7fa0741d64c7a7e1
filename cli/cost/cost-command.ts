/** `bedrock-flows cost`: what runs of a flow are likely to cost. */
import { factsOfLog } from '../../src/core/picture';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import { casesOf } from '../cases/read-cases';
import { CommandError } from '../command-error';
import { counted } from '../counted';
import { EXIT, type Io } from '../io';
import { addedCost, type Cost, costOf, costText, dollars, type ModelCost, TRANSITIONS_USD } from '../prices/cost';
import { PRICE_NOTE } from '../prices/price-of';
import { PRICES_DATE } from '../prices/prices.generated';
import { bold, dim, printers, yellow } from '../printer';
import { readText } from '../read-text';
import { asUsage, orUsage } from '../run-mistakes';
import { findFlow } from '../source/find-flow';
import { documentOf } from '../source/flow-input';

export interface CostOptions {
  readonly flow?: string;
  readonly input?: string;
  readonly inputs?: string;
  readonly mocks?: string;
  readonly replay?: string;
  readonly python?: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function costCommand(file: string, options: CostOptions, io: Io): Promise<number> {
  if (options.input !== undefined && options.inputs !== undefined) {
    throw new CommandError('bedrock-flows', '--input and --inputs exclude each other', 'choose one of them', 'Usage');
  }
  const found = await findFlow(file, options.flow, io);
  const { mocks, replay, python } = options;
  const flow = orUsage(() => new PreparedFlow(found, {
    mocks, replay, python, log: (line) => printers(io).err.line(line),
  }));
  try {
    const costs: Cost[] = [];
    for (const given of await givenTo(flow, options, io)) {
      costs.push(costOf(factsOfLog((await runPrepared(flow, given)).log)));
    }
    show(addedCost(costs), costs.length, options, io);
    return EXIT.clean;
  } catch (error) {
    throw asUsage(error);
  } finally {
    flow.close();
  }
}

async function givenTo(flow: PreparedFlow, { input, inputs }: CostOptions, io: Io) {
  if (inputs !== undefined) {
    const { text, place } = await readText(inputs, io, 'correct the path');
    return casesOf(text, place, flow.plan).map(({ input: document, answers }) => ({ input: document, answers }));
  }
  if (input === undefined) { return [{}]; }
  const [node] = flow.plan.nodes.filter(({ type }) => type === 'Input');
  return [{ input: await documentOf(input, node?.outputs[0]?.type, io) }];
}

function show(cost: Cost, runs: number, { json, color }: CostOptions, io: Io): void {
  const { out } = printers(io, color);
  if (json) {
    out.json({ runs, ...cost, pricesOf: PRICES_DATE });
    return;
  }
  for (const one of cost.models) { out.line(bold(one.node), ' ', rowText(one)); }
  out.line(`${counted(cost.transitions, 'node')} ran, ${dollars(cost.transitions / 1000 * TRANSITIONS_USD)} at `
    + `$${TRANSITIONS_USD} per 1,000 (from a secondary source)`);
  out.line(`${counted(runs, 'run')}: ${costText(cost)}; 1,000 runs: about ${dollars(cost.usd / runs * 1000)}`);
  if (cost.unknown.length > 0) { out.line(yellow('models without a price are not in the sum')); }
  out.line(dim(`${PRICE_NOTE} (MIT), on demand, without cached tokens and taxes; an estimate, not an offer of AWS`));
}

function rowText({ model, calls, usage, usd }: ModelCost): string {
  return `${model ?? 'no model is named'}: ${counted(calls, 'call')}, ${usage.input} -> ${usage.output} tokens`
    + `${usage.isGuess ? ' (guessed)' : ''}, ${usd === undefined ? 'no price' : dollars(usd)}`;
}
