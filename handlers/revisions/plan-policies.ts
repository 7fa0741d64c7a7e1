/** Which policies of a flow go: pure decisions over what is attached to its role. */
import type { Version } from './plan';
import { revisionOfPolicy } from '../../src/core/contract';

/** What one deployment made or left as it was. */
export interface Deployed {
  readonly versions: readonly string[];
  /** ARNs. */
  readonly policies: readonly string[];
}

/**
 * The policies that no version needs. Where one version does not say which revision it is, all stay.
 *
 * A deployment may be taken back, before or after this, and its policies with it; so those of the two deployments stay,
 * and serve the versions of the two, and every other version has policies of its revision beside those, if there are
 * any.
 *
 * @param attached their ARNs
 * @param path what their paths begin with
 * @param left the versions that are left
 * @param now what is being deployed
 * @param before what it may be taken back to
 */
export function planPolicies(
  attached: readonly string[], path: string, left: readonly Version[], now: Deployed, before: Deployed,
): readonly string[] {
  if (left.some(({ revision }) => revision === undefined)) { return []; }
  const groups = groupsOf(attached, path);
  const current = new Set([...now.policies, ...before.policies]);
  const deployed = new Set([...now.versions, ...before.versions]);
  const served = new Set(groups.filter(({ arns }) => arns.some((arn) => current.has(arn)))
    .map(({ revision }) => revision));
  const others = left.filter(({ version, revision }) => !(deployed.has(version) && served.has(revision!)));
  const kept = new Set(current);
  for (const revision of new Set(others.map((version) => version.revision!))) {
    const settled = groups.filter((group) => group.revision === revision && isSettled(group, now, before));
    const one = settled.find(({ arns }) => arns.some((arn) => current.has(arn))) ?? settled[0];
    for (const arn of one?.arns ?? []) { kept.add(arn); }
  }
  return groups.flatMap(({ arns }) => arns).filter((arn) => !kept.has(arn));
}

/**
 * The policies that go with versions that are not kept any more: all but those of the template, and those of what is
 * left.
 *
 * @param attached their ARNs
 * @param path what their paths begin with
 * @param inUse the versions that are left and that somebody calls
 * @param inTemplate ARNs
 */
export function planRemaining(
  attached: readonly string[], path: string, inUse: readonly Version[], inTemplate: ReadonlySet<string>,
): readonly string[] {
  // one that does not say which revision it is may need any of them
  if (inUse.some(({ revision }) => revision === undefined)) { return []; }
  const revision = (arn: string) => revisionOfPolicy(arn, path)?.revision;
  const deployed = new Set(attached.filter((arn) => inTemplate.has(arn)).map(revision));
  const served = new Set(inUse.map((version) => version.revision).filter((one) => !deployed.has(one)));
  return attached.filter((arn) => !inTemplate.has(arn) && !served.has(revision(arn)));
}

interface Group {
  readonly revision: string;
  readonly arns: readonly string[];
}

/** Not if one of the deployments has it and the other does without: it goes if the one is taken back. */
function isSettled({ arns }: Group, now: Deployed, before: Deployed): boolean {
  return !arns.some((arn) => now.policies.includes(arn) !== before.policies.includes(arn));
}

/** Policies that one deployment made belong together: all but the first have its name in their path. */
function groupsOf(attached: readonly string[], path: string): readonly Group[] {
  const groups = new Map<string, { revision: string; arns: string[] }>();
  for (const arn of [...attached].sort()) {
    const about = revisionOfPolicy(arn, path);
    if (about === undefined) { continue; }
    const { revision, first } = about;
    const key = `${revision}/${first}`;
    const group = groups.get(key) ?? { revision, arns: [] };
    group.arns.push(arn);
    groups.set(key, group);
  }
  return [...groups.values()];
}
