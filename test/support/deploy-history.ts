/**
 * Plays histories of deployments against a service in memory, with the real templates and the real handler, and watches
 * what callers depend on.
 */
import { InMemoryBedrock } from './in-memory-bedrock';
import { InMemoryIam } from './in-memory-iam';
import { handlersOver } from './in-memory-resources';
import { AT_THE_END, type CustomResources, InMemoryStack } from './in-memory-stack';
import type { CfnResource, CfnTemplate } from './intrinsics';
import type { Clients } from '../../handlers/revisions';

export type Step =
  /**
   * A deployment of the program at this place of the list; `alarm` stops it at the alias, `late` at the end, a number
   * at that part of its way.
   */
  | { readonly deploy: number; readonly outcome: 'ok' | 'alarm' | 'late' | number; readonly isLastFirst?: boolean }
  /** Somebody points an alias of their own at the version that is live. */
  | { readonly blue: 'point' | 'remove' }
  | { readonly delete: true };

export interface Rules {
  /** Whether the service refuses to delete a version that an alias leads to: not known for sure. */
  readonly refusesInUse?: boolean;
  /** Whose permissions and prompts are watched: those of `live` alone, or those of every alias that somebody calls. */
  readonly watches?: 'live' | 'all';
  /**
   * Whether versions go when they are replaced; then none may be left but the one of the template and what an alias
   * beside leads to.
   */
  readonly isPlain?: boolean;
  /** Whether the versions have no pinned aliases. */
  readonly isUnpinned?: boolean;
}

export type MakeHandler = (clients: Clients) => CustomResources;

/** What was lost on the way; empty if nothing was. */
export async function losses(
  templates: readonly CfnTemplate[], steps: readonly Step[], makeHandler: MakeHandler, rules: Rules = {},
): Promise<readonly string[]> {
  const bedrock = new InMemoryBedrock(rules.refusesInUse ?? true);
  const iam = new InMemoryIam();
  const lost: string[] = [];
  const statements = new Map<string, readonly string[]>();
  let stack: InMemoryStack;
  let custom: CustomResources;
  let seen = 0;
  const watch = () => {
    const changes = bedrock.changes + iam.changes;
    if (changes !== seen) { lost.push(...missing(bedrock, iam, stack, statements, rules.watches ?? 'live')); }
    seen = changes;
  };
  const newStack = () => {
    stack = new InMemoryStack(handlersOver(bedrock, iam), (event) => custom(event), watch);
    const wait = async (ms: number) => { bedrock.now += ms; };
    custom = makeHandler({ bedrock: bedrock.client(), iam: iam.client(), cloudFormation: stack.client(), wait });
  };
  newStack();

  for (const [at, step] of steps.entries()) {
    const before = lost.length;
    if ('deploy' in step) {
      const template = templates[step.deploy];
      const live = liveOf(bedrock);
      const failsAt = failure(template, step.outcome);
      const isOk = await stack!.deploy(template, failsAt, step.isLastFirst);
      if (stack!.fault) { lost.push(`the deployment failed: ${stack!.fault.message}`); }
      if (rules.isPlain) {
        lost.push(...isOk ? leftOver(bedrock, iam, template) : []);
      } else if (!rules.isUnpinned) {
        lost.push(...unpinned(bedrock));
      }
      if (!isOk && live !== undefined && liveOf(bedrock) !== live) {
        lost.push(`live led to ${live}, and to ${liveOf(bedrock)} after a failure`);
      }
    } else if ('blue' in step) {
      pointBlue(bedrock, step.blue);
    } else {
      pointBlue(bedrock, 'remove');
      await stack!.delete().catch((error: Error) => lost.push(`the stack can't be deleted: ${error.message}`));
      const roles = [...iam.roles.keys()].filter((role) => !stack!.leftovers.includes(role));
      // what a role has that could not go with its flow stays with it
      const policies = [
        ...iam.managed,
      ].filter(([, { roles: owners }]) => ![...owners].some((role) => stack!.leftovers.includes(role)));
      if (bedrock.flows.size + bedrock.prompts.size + roles.length + policies.length > 0) {
        lost.push('something is left of the stack');
      }
      iam.roles.clear();
      iam.managed.clear();
      newStack();
    }
    if (lost.length > before) { return lost.slice(0, 5).map((what) => `step ${at}: ${what}`); }
  }
  return [];
}

/** Whether a policy says what a flow may do: by its path, or by its name, or since it has neither. */
function isOfFlow({ Path: path, PolicyName: name }: { readonly [property: string]: any }): boolean {
  return path === undefined ? name === undefined
    || name.includes('ExecutionPolicy') : path.startsWith('/cdk-bedrock-flows/');
}

/**
 * What stands after a deployment that went well and that its template does not have: of versions, and of permissions.
 */
function leftOver({ flows }: InMemoryBedrock, iam: InMemoryIam, { Resources }: CfnTemplate): readonly string[] {
  const count = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type).length;
  const versions = [...flows.values()].flatMap((flow) => {
    const named = new Set([...flow.aliases.values()].map(({ flowVersion }) => flowVersion));
    return [...flow.versions.keys()].filter((version) => !named.has(version));
  });
  const inline = [...iam.roles.values()].reduce((sum, policies) => sum + policies.size, 0);
  return [
    ...versions.map((version) => `version ${version} is left, and nothing leads to it`),
    ...flows.size > count('AWS::Bedrock::Flow') ? ['a flow is left'] : [],
    ...iam.roles.size > count('AWS::IAM::Role') ? ['a role is left'] : [],
    ...inline > count('AWS::IAM::Policy') ? ['an inline policy is left'] : [],
    ...iam.managed.size > count('AWS::IAM::ManagedPolicy') ? ['a managed policy is left'] : [],
  ];
}

/** Versions that callers under way can't reach any more, though they are there. */
function unpinned({ flows }: InMemoryBedrock): readonly string[] {
  return [...flows.values()].flatMap(({ versions, aliases }) => {
    const names = new Set([...aliases.values()].map(({ name }) => name));
    return [...versions.keys()].filter((version) => !names.has(`pinned-${version}`))
      .map((version) => `version ${version} has no pinned alias`);
  });
}

function failure(template: CfnTemplate, outcome: 'ok' | 'alarm' | 'late' | number) {
  if (outcome === 'ok') { return () => false; }
  if (outcome === 'late') { return (id: string) => id === AT_THE_END; }
  if (outcome === 'alarm') {
    // CodeDeploy fails the alias of the router, which stands before the alias of the flow
    const isCanary = Object.values(template.Resources).some(({ Type }) => Type === 'AWS::Lambda::Alias');
    return (id: string, resource?: CfnResource) => isCanary
      ? resource?.Type === 'AWS::Lambda::Alias' : id.startsWith('Live');
  }
  let left = Math.floor(outcome * Object.keys(template.Resources).length);
  return () => left-- <= 0;
}

function liveOf(bedrock: InMemoryBedrock): string | undefined {
  const aliases = [...bedrock.flows.values()].flatMap((flow) => [...flow.aliases.values()]);
  return aliases.find(({ name }) => name === 'live')?.flowVersion;
}

function pointBlue(bedrock: InMemoryBedrock, what: 'point' | 'remove'): void {
  const [[id, flow] = []] = bedrock.flows;
  if (!id || !flow) { return; }
  const blue = [...flow.aliases.values()].find(({ name }) => name === 'blue');
  const live = liveOf(bedrock);
  if (what === 'remove') {
    if (blue) { bedrock.deleteAlias(id, blue.id); }
  } else if (live !== undefined) {
    if (blue) { bedrock.updateAlias(id, blue.id, 'blue', live); } else { bedrock.createAlias(id, 'blue', live); }
  }
}

/** What callers of an alias would miss right now: the version it leads to, or what the role may do for it. */
function missing(
  { flows, prompts }: InMemoryBedrock, iam: InMemoryIam, stack: InMemoryStack,
  statements: Map<string, readonly string[]>, watches: 'live' | 'all',
): readonly string[] {
  const lost: string[] = [];
  for (const [flowId, { versions, aliases }] of flows) {
    for (const version of versions.keys()) {
      const key = `${flowId}:${version}`;
      // the policies of the deployment that is making the version
      if (statements.has(key)) { continue; }
      const policies = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].flatMap((type) => stack.propertiesOf(type))
        .filter(isOfFlow);
      statements.set(key, policies.map(({ Roles: [role], PolicyDocument }) => JSON.stringify([role, PolicyDocument])));
    }
    for (const { name, flowVersion } of aliases.values()) {
      const version = versions.get(flowVersion);
      if (!version) { lost.push(`alias ${name} leads to version ${flowVersion}, which is gone`); }
      if (name !== 'live' && (watches === 'live' || name.startsWith('pinned-'))) { continue; }
      for (const [, id, number] of JSON.stringify(version?.definition ?? '').matchAll(/prompt\/(\w+):(\d+)"/g)) {
        if (!prompts.get(id)?.has(number)) {
          lost.push(`version ${flowVersion}, which ${name} leads to, lost version ${number} of prompt ${id}`);
        }
      }
      for (const statement of statements.get(`${flowId}:${flowVersion}`) ?? []) {
        const [role, document] = JSON.parse(statement);
        if (!iam.documentsOf(role).some((one) => JSON.stringify(one) === JSON.stringify(document))) {
          lost.push(`version ${flowVersion}, which ${name} leads to, lost its permissions`);
        }
      }
    }
  }
  return lost;
}
