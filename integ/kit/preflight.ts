/** What every check would fail of, found once, before anything is made. Nothing here changes the account. */
import { ListFlowsCommand } from '@aws-sdk/client-bedrock-agent';
import { GetRoleCommand, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import type { Check } from './check';
import { rightsOf } from './rights';
import { sayingOf } from './saying';
import type { World } from './world';
import { errorLine } from '../../src/core/words/line';

/** A call of IAM takes so many actions. */
const AT_ONCE = 50;
/** What `cdk bootstrap` calls its roles unless it is told another qualifier; the stacks of the checks use this one. */
const BOOTSTRAP = 'cdk-hnb659fds';

export interface Preflight {
  /** Why the checks can't run, a line each. */
  readonly faults: readonly string[];
  /** What could not be found out. */
  readonly notes: readonly string[];
}

export async function preflight(world: World, checks: readonly Check[]): Promise<Preflight> {
  const [region, bootstrap, rights] =
    await Promise.all([regionFaults(world), bootstrapFaults(world, checks), missingRights(world, checks)]);
  return { faults: [...region, ...bootstrap, ...rights.faults], notes: rights.notes };
}

async function regionFaults({ clients, region }: World): Promise<readonly string[]> {
  try {
    await clients.bedrock.send(new ListFlowsCommand({ maxResults: 1 }));
    return [];
  } catch (error) {
    if (isDenied(error)) { return [missing(['bedrock:ListFlows'], sayingOf(error))]; }
    return [errorLine('integ',
      `Bedrock Flows do not answer in Region ${region} (${sayingOf(error)}); choose a Region that has `
      + 'them', 'NoAccount')];
  }
}

async function bootstrapFaults(
  { clients, account, region }: World, checks: readonly Check[],
): Promise<readonly string[]> {
  const deploying = checks.filter(({ deploys }) => deploys);
  if (deploying.length === 0) { return []; }
  try {
    await clients.iam.send(new GetRoleCommand({ RoleName: `${BOOTSTRAP}-deploy-role-${account}-${region}` }));
    return [];
  } catch (error) {
    if (isDenied(error)) { return [missing(['iam:GetRole'], sayingOf(error))]; }
    if (!/^NoSuchEntity/.test((error as Error).name)) {
      return [errorLine('integ', `the role of cdk bootstrap can't be read: ${sayingOf(error)}`, 'NoAccount')];
    }
    const others = checks.filter(({ deploys }) => !deploys).map(({ name }) => name);
    const instead = others.length > 0 ? `, or choose of ${others.join(', ')}` : '';
    return [errorLine('integ', `Region ${region} of account ${account} is not bootstrapped; run npx cdk bootstrap `
      + `aws://${account}/${region}${instead}`, 'NoAccount')];
  }
}

async function missingRights(world: World, checks: readonly Check[]): Promise<Preflight> {
  const unknown =
    (why: string): Preflight => ({ faults: [], notes: [`the rights of ${world.caller} can't be looked up: ${why}`] });
  // IAM does not simulate the root user, who may do everything
  if (/:root$/.test(world.caller)) { return { faults: [], notes: [] }; }
  const lacking: string[] = [];
  try {
    const PolicySourceArn = await principalOf(world);
    const rights = rightsOf(checks);
    for (let at = 0; at < rights.length; at += AT_ONCE) {
      const input = { PolicySourceArn, ActionNames: rights.slice(at, at + AT_ONCE) };
      for await (const { EvaluationResults = [] } of paginateSimulatePrincipalPolicy({ client: world.clients.iam },
        input)) {
        lacking.push(...EvaluationResults.flatMap(
          ({ EvalActionName = '', EvalDecision, OrganizationsDecisionDetail: organization }) => (
            EvalDecision === 'allowed' && organization?.AllowedByOrganizations !== false ? [] : EvalActionName),
        ));
      }
    }
  } catch (error) {
    return unknown(sayingOf(error));
  }
  return { faults: lacking.length > 0 ? [missing(lacking, 'IAM says of all resources')] : [], notes: [] };
}

/** A session of a role has the rights of that role; its ARN has the path, which that of the session lacks. */
async function principalOf({ clients, caller }: World): Promise<string> {
  const role = /:assumed-role\/([^/]+)\//.exec(caller)?.[1];
  if (role === undefined) { return caller; }
  return (await clients.iam.send(new GetRoleCommand({ RoleName: role }))).Role!.Arn!;
}

function missing(actions: readonly string[], source: string): string {
  return errorLine('integ',
    `the credentials may not ${actions.join(', ')} (${source}); allow it, choose other checks, or add `
    + '--no-preflight', 'NoAccount');
}

function isDenied(error: unknown): boolean {
  return /^AccessDenied/.test((error as Error).name);
}
