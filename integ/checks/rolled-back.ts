/** What must be as it was when a release has failed. */
import type { Release, Route } from '../kit/release';

export interface Before {
  readonly functionVersion: string;
  readonly promoted: string;
  readonly flowVersions: readonly string[];
}

export async function versionsBefore(release: Release): Promise<Before> {
  return {
    functionVersion: (await release.route()).version,
    promoted: await release.promoted(),
    flowVersions: await release.flow.numbers(),
  };
}

/** What is not as it was. */
export async function restored(release: Release, before: Before): Promise<string[]> {
  const faults: string[] = [];
  const status = await release.stack.status();
  if (status !== 'UPDATE_ROLLBACK_COMPLETE') { faults.push(`the stack is ${status}`); }
  const route = routeText(await release.route());
  if (route !== before.functionVersion) {
    faults.push(`the alias of the router leads to ${route}, not to ${before.functionVersion}`);
  }
  const promoted = await release.promoted();
  if (promoted !== before.promoted) {
    faults.push(`the promoted alias leads to ${promoted}, not to ${before.promoted}`);
  }
  const left = (await release.flow.numbers()).filter((version) => !before.flowVersions.includes(version));
  if (left.length > 0) { faults.push(`version ${left.join(', ')} of the flow is left`); }
  const { failure } = await release.call('hello');
  if (failure !== undefined) { faults.push(`a call fails with ${failure}`); }
  return faults;
}

/** `1`, or `1+2:50%`. */
export function routeText({ version, next }: Route): string {
  return next ? `${version}+${next.version}:${Math.round(next.share * 100)}%` : version;
}
