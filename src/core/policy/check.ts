/** Checks the flows of a document against a policy. */
import type { PolicedFlow } from './policed-flow';
import { asWritten, type Policy } from './policy';
import { policyFindings } from './rules';
import { PRUNING } from '../contract/retention';
import { at } from '../diagram/values';
import { canonical } from '../model/canonical';
import { isRecord } from '../model/opaque';
import { resourcesIn } from '../template/flow-places';
import { byShownNames, promptsOf } from '../template/prompts-of';
import type { FlowSource } from '../template/read-flows';
import type { Finding } from '../validate/finding';
import { indexDefinition } from '../validate/index-definition';
import { byPlace } from '../validate/order';
import type { Surroundings } from '../validate/validate';

/** One document with its flows, as `readFlows` found them there. */
export class PolicyCheck {
  private readonly prompts: PolicedFlow['prompts'];
  private readonly resources: readonly (readonly [string, unknown])[];

  public constructor(
    private readonly policy: Policy, document: unknown, private readonly sources: readonly FlowSource[],
    private readonly spell = asWritten,
  ) {
    this.prompts = byShownNames(promptsOf(document));
    this.resources = Object.entries(resourcesIn(document));
  }

  /** What the policy says of one of the flows, sorted. */
  public findingsOf(source: FlowSource, { region }: Surroundings = {}): readonly Finding[] {
    const flow: PolicedFlow = {
      source,
      definition: indexDefinition(source.definition, region ?? source.region),
      prompts: this.prompts,
      retainedVersions: this.retainedVersions(source),
      sharesRoleWith: this.sharesRoleWith(source),
    };
    return [...policyFindings(flow, this.policy, this.spell)].sort(byPlace);
  }

  private sharesRoleWith(source: FlowSource): readonly string[] {
    if (source.executionRole === undefined) { return []; }
    const role = canonical(source.executionRole);
    return this.sources
      .filter((other) => other !== source && other.executionRole !== undefined)
      .filter((other) => canonical(other.executionRole) === role)
      .map(({ id }) => id ?? 'another flow');
  }

  private retainedVersions({ id }: FlowSource): number | undefined {
    if (id === undefined) { return undefined; }
    const ofFlow = (type: string, key: string) => this.resources.filter(([, resource]) => isRecord(resource)
      && resource.Type === type && namesResource(at(resource.Properties, key), id));
    if (ofFlow('AWS::Bedrock::FlowVersion', 'FlowArn').length === 0) { return undefined; }
    const [pruning] = ofFlow(PRUNING, 'FlowId');
    return pruning ? Number(at(pruning[1], 'Properties', 'Keep')) : 0;
  }
}

/** Whether a value of a template is an attribute of a resource, or refers to it. */
function namesResource(value: unknown, id: string): boolean {
  const attribute = at(value, 'Fn::GetAtt');
  return at(value, 'Ref') === id || (Array.isArray(attribute) ? attribute[0] === id
    : typeof attribute === 'string' && attribute.split('.')[0] === id);
}
