/** ARNs of aliases and executions, as people paste them. */

export interface AliasKey {
  readonly flowIdentifier: string;
  readonly flowAliasIdentifier: string;
}

export interface ArnOf<T> {
  readonly region: string;
  readonly key: T;
}

const ALIAS = /^arn:aws[\w-]*:bedrock:([a-z0-9-]+):\d{12}:flow\/([^/:\s]+)\/alias\/([^/:\s]+)$/;

/** `undefined` for another text. */
export function aliasIn(text: string): ArnOf<AliasKey> | undefined {
  const [, region, flowIdentifier, flowAliasIdentifier] = ALIAS.exec(text) ?? [];
  return region === undefined ? undefined : { region, key: { flowIdentifier, flowAliasIdentifier } };
}

export function executionIn(text: string): ArnOf<AliasKey & { readonly executionIdentifier: string }> | undefined {
  const [, before, executionIdentifier] = /^(.+)\/execution\/([a-zA-Z0-9-]+)$/.exec(text) ?? [];
  const alias = before === undefined ? undefined : aliasIn(before);
  return alias && { region: alias.region, key: { ...alias.key, executionIdentifier } };
}
