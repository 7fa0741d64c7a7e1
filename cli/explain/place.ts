/** What a finding is about, in the words of the user. */
import type { Finding } from '../../src/core/validate/finding';

/** `Triage/Reply`: the flow and the node, or the path where it is not a node's. */
export function placeOf(flow: string | undefined, finding: Finding): string {
  const path = finding.node ?? finding.path;
  return [flow, path].filter((part) => part).join('/') || 'definition';
}
