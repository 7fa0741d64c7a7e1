/** What a model costs, by the list prices that came with the command. */
import { PRICE_LINES, PRICES_DATE } from './prices.generated';

export interface Price {
  /** Dollars for a million tokens. */
  readonly input: number;
  readonly output: number;
}

/** What is said of prices wherever they are shown. */
export const PRICE_NOTE = `list prices of ${PRICES_DATE} by LiteLLM`;

let known: Map<string, Price> | undefined;

/**
 * The price of a model, an inference profile or the ARN of one; each geographic prefix has a price of its own, and
 * where the table has none for it, there is none.
 */
export function priceOf(model: string): Price | undefined {
  known ??= new Map(PRICE_LINES.trim().split('\n').map((line) => {
    const [id, input, output] = line.split(' ');
    return [id, { input: Number(input), output: Number(output) }];
  }));
  return known.get(/^arn:[^:]*:bedrock:[^/]*:(?:foundation-model|inference-profile)\/(.+)$/.exec(model)?.[1] ?? model);
}
