/** Exact binomial probabilities, by logarithms so that thousands of draws do not underflow. */

function logFactorials(upTo: number): number[] {
  const sums = [0];
  for (let n = 1; n <= upTo; n++) { sums.push(sums[n - 1] + Math.log(n)); }
  return sums;
}

/** The probability of exactly 0, 1, … hits in that many draws. */
export function binomial(draws: number, share: number): number[] {
  const log = logFactorials(draws);
  return Array.from({ length: draws + 1 }, (_, hits) => Math.exp(
    log[draws] - log[hits] - log[draws - hits] + hits * Math.log(share) + (draws - hits) * Math.log(1 - share),
  ));
}

/** The range of hits outside of which, on either side, lies less than half of alpha. */
export function acceptedHits(draws: number, share: number, alpha: number): { low: number; high: number } {
  const chances = binomial(draws, share);
  let low = 0;
  for (let below = chances[0]; below < alpha / 2; below += chances[low]) { low++; }
  let high = draws;
  for (let above = chances[draws]; above < alpha / 2; above += chances[high]) { high--; }
  return { low, high };
}
