/** Names by which a function tells what belongs to the library, and to which version of a flow. */

/** The names of pinned aliases begin so; what follows is the number of the version. */
export const PINNED = 'pinned-';

/**
 * The alias that every flow has for its working draft (Bedrock User Guide, flows-deploy). It changes under whoever
 * calls it.
 */
export const DRAFT_ALIAS_ID = 'TSTALIASID';

/**
 * Pinned aliases have this tag: the router may call those alone (Service Authorization Reference: aliases of flows have
 * aws:ResourceTag).
 */
export const PINNED_TAG = { key: 'cdk-bedrock-flows:alias', value: 'pinned' } as const;

export function pinnedName(version: string): string {
  return `${PINNED}${version}`;
}

export function isPinnedName(name: string): boolean {
  return name.startsWith(PINNED) && /^\d+$/.test(name.slice(PINNED.length));
}

const REVISION = /\[revision ([0-9a-f]+)\]$/;

/** The description of a version says which revision it is, by its hash. */
export function revisionDescription(description: string | undefined, revision: string): string {
  return `${description === undefined ? '' : `${description} `}[revision ${revision}]`;
}

export function revisionOf(description: string): string | undefined {
  return REVISION.exec(description)?.[1];
}

/** What the paths of the managed policies of a flow begin with: IAM is the same in all Regions. */
export function flowPolicyPath(region: string, flow: string): string {
  return `/cdk-bedrock-flows/${region}/${flow}/`;
}

/** The path of the policies of one revision. */
export function revisionPolicyPath(flowPath: string, revision: string): string {
  return `${flowPath}${revision}/`;
}

/**
 * What stands before the name of the first policy of a revision in its ARN, between slashes: service, library, Region,
 * flow, revision.
 */
export const PARTS_BEFORE_POLICY_NAME = 5;

/**
 * The revision and the name of the first policy of its deployment, read from the ARN of a policy of a flow; nothing if
 * it is not one of them.
 */
export function revisionOfPolicy(arn: string, flowPath: string): {
  readonly revision: string; readonly first: string;
} | undefined {
  const start = arn.indexOf(`:policy${flowPath}`);
  if (start < 0) { return undefined; }
  const [revision, first] = arn.slice(start + `:policy${flowPath}`.length).split('/');
  return { revision, first };
}
