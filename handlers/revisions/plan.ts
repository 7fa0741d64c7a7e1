/** Which versions of a flow go: pure decisions over what there is. */
import { isPinnedName } from '../../src/core/contract';

export interface Version {
  readonly version: string;
  /** The revision that its description names. */
  readonly revision?: string;
  /** The name of the role that it runs with. */
  readonly role?: string;
  /** Its definition as JSON text. */
  readonly definition?: string;
}

export interface Alias {
  readonly id: string;
  readonly name: string;
  /** The versions that it leads to. */
  readonly versions: readonly string[];
}

export interface Kept {
  /** How many versions stay, the newest first. */
  readonly keep: number;
  /** Versions that stay whatever their age: what this deployment brought, and what it would go back to. */
  readonly inUse: readonly string[];
}

export interface Plan {
  /** Ids, to be deleted first. */
  readonly aliases: readonly string[];
  readonly versions: readonly string[];
}

/** Old versions that nothing leads to, and the aliases that are pinned to them. */
export function planPruning(versions: readonly Version[], aliases: readonly Alias[], { keep, inUse }: Kept): Plan {
  const numbers = versions.map(({ version }) => version).filter((version) => /^\d+$/.test(version))
    .sort((left, right) => Number(right) - Number(left));
  const named = aliases.filter((alias) => !isPinned(alias)).flatMap((alias) => alias.versions);
  const kept = new Set([...numbers.slice(0, keep >= 2 ? keep : 2), ...inUse, ...named]);
  return pinnedTo(numbers.filter((version) => !kept.has(version)), aliases);
}

/** What stays of a flow whose versions are not kept any more. */
export interface Remaining {
  /** Versions that the template still has. */
  readonly kept: ReadonlySet<string>;
  /** If given, only what ran with the role of this name goes. */
  readonly role?: string;
}

/**
 * Versions and the aliases that are pinned to them, but what the template has; and which versions are in use by aliases
 * that nobody here made.
 */
export function planTeardown(
  versions: readonly Version[], aliases: readonly Alias[], { kept, role }: Remaining,
): { readonly plan: Plan; readonly inUse: ReadonlySet<string> } {
  const inUse = new Set(aliases.filter((alias) => !isPinned(alias)).flatMap((alias) => alias.versions));
  const going = versions.filter((one) => /^\d+$/.test(one.version) && (role === undefined || one.role === role));
  return {
    plan: pinnedTo(going.map(({ version }) => version)
      .filter((version) => !kept.has(version) && !inUse.has(version)), aliases),
    inUse,
  };
}

/** The versions of a prompt that no definition names. Where one definition can't be read, all versions stay. */
export function planPromptVersions(
  promptId: string, promptVersions: readonly string[], versions: readonly Version[],
): readonly string[] {
  if (versions.some(({ definition }) => definition === undefined)) { return []; }
  const isNamed =
    (version: string) => versions.some(({ definition = '' }) => definition.includes(`prompt/${promptId}:${version}"`));
  return promptVersions.filter((version) => /^\d+$/.test(version) && !isNamed(version));
}

function pinnedTo(versions: readonly string[], aliases: readonly Alias[]): Plan {
  const gone = new Set(versions);
  const isLeft = (alias: Alias) => isPinned(alias) && alias.versions.length > 0
    && alias.versions.every((version) => gone.has(version));
  return { aliases: aliases.filter(isLeft).map(({ id }) => id), versions };
}

function isPinned({ name }: Alias): boolean {
  return isPinnedName(name);
}
