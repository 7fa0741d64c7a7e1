import type { Need } from './needs';

/** What one need takes at most, by a rough count: actions and conditions, and a resource with the text of an ARN. */
const NEED_CHARACTERS = 500;
const RESOURCE_CHARACTERS = 250;

/** Beyond this many characters, by a rough count from above, there may have to be one managed policy more. */
export const GROWS_AT = 4_000;

/** How many managed policies that many characters fit in for sure. */
export function partsFor(characters: number): number {
  return 1 + Math.floor(characters / GROWS_AT);
}

/** How many characters a need adds to a policy, by a rough count from above. */
export function roughLength(need: Need): number {
  if ('later' in need) { return need.most ?? NEED_CHARACTERS + RESOURCE_CHARACTERS; }
  if (!('statement' in need)) { return NEED_CHARACTERS + roughLengthOf(need.resources); }
  const { actions, resources, notActions, notResources } = need.statement;
  return NEED_CHARACTERS + (actions.length + notActions.length) * 60 + roughLengthOf([...resources, ...notResources]);
}

function roughLengthOf(resources: readonly string[]): number {
  return resources.reduce((sum, text) => sum + Math.max(RESOURCE_CHARACTERS, text.length), 0);
}
