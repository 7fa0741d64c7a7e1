/** What CloudFormation's handlers do for each type of resource, as far as versions of flows depend on it. */
import type { InMemoryBedrock } from './in-memory-bedrock';
import type { InMemoryIam } from './in-memory-iam';
import type { Known } from './intrinsics';

export type Properties = { readonly [name: string]: any };

export interface Handler {
  /** Properties that can't be changed: a change makes another resource. */
  readonly createOnly: readonly string[];
  create(properties: Properties, id: string): Known;
  update?(known: Known, properties: Properties): void | Promise<void>;
  delete?(known: Known, properties: Properties): void;
}

const ARN = 'arn:aws:bedrock:us-east-1:111122223333';

export function handlersOver(bedrock: InMemoryBedrock, iam: InMemoryIam): { readonly [type: string]: Handler } {
  const idOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
  const definitions = new Map<string, unknown>();
  const executionRoles = new Map<string, string>();
  let prompts = 0;
  let roles = 0;
  let promptVersions = 0;
  return {
    'AWS::Bedrock::Flow': {
      createOnly: [],
      create: ({ Definition: definition, ExecutionRoleArn: role }) => {
        const id = bedrock.createFlow();
        definitions.set(id, definition);
        executionRoles.set(id, role);
        return { ref: `${ARN}:flow/${id}`, attributes: { Arn: `${ARN}:flow/${id}`, Id: id } };
      },
      update: ({ attributes: { Id: id } }, { Definition: definition, ExecutionRoleArn: role }) => {
        definitions.set(id, definition);
        executionRoles.set(id, role);
      },
      delete: ({ attributes: { Id: id } }) => bedrock.deleteFlow(id),
    },
    'AWS::Bedrock::FlowVersion': {
      createOnly: ['FlowArn', 'Description'],
      create: ({ FlowArn: arn, Description: description }) => {
        const version = bedrock.createVersion(idOf(arn), description, definitions.get(idOf(arn)),
          executionRoles.get(idOf(arn)));
        return { ref: `${arn}|${version}`, attributes: { Version: version } };
      },
      delete: ({ attributes: { Version: version } }, { FlowArn: arn }) => bedrock.deleteVersion(idOf(arn), version),
    },
    'AWS::Bedrock::FlowAlias': {
      createOnly: ['FlowArn'],
      create: ({ FlowArn: arn, Name: name, RoutingConfiguration: [{ FlowVersion: version }] }) => {
        const id = bedrock.createAlias(idOf(arn), name, version);
        return { ref: `${arn}/alias/${id}|${arn}`, attributes: { Arn: `${arn}/alias/${id}`, Id: id } };
      },
      update: (
        { attributes: { Id: id } }, { FlowArn: arn, Name: name, RoutingConfiguration: [{ FlowVersion: version }] },
      ) => (
        bedrock.updateAlias(idOf(arn), id, name, version)),
      delete: ({ attributes: { Id: id } }, { FlowArn: arn }) => bedrock.deleteAlias(idOf(arn), id),
    },
    'AWS::Bedrock::Prompt': {
      createOnly: [],
      create: () => {
        prompts++;
        const id = `PROMPT${String(prompts).padStart(4, '0')}`;
        bedrock.prompts.set(id, new Set());
        return { ref: `${ARN}:prompt/${id}`, attributes: { Arn: `${ARN}:prompt/${id}`, Id: id } };
      },
      // with all its versions
      delete: ({ attributes: { Id: id } }) => { bedrock.prompts.delete(id); },
    },
    'AWS::Bedrock::PromptVersion': {
      createOnly: ['PromptArn', 'Description'],
      create: ({ PromptArn: arn }) => {
        const versions = bedrock.prompts.get(idOf(arn))!;
        promptVersions++;
        const version = String(promptVersions);
        versions.add(version);
        return { ref: `${arn}:${version}`, attributes: { Arn: `${arn}:${version}`, Version: version } };
      },
      delete: ({ attributes: { Version: version } }, { PromptArn: arn }) => {
        bedrock.prompts.get(idOf(arn))?.delete(version);
      },
    },
    'AWS::IAM::Role': {
      createOnly: ['RoleName'],
      create: (_, id) => {
        roles++;
        const name = `S-${id}-${roles}`;
        iam.roles.set(name, new Map());
        return { ref: name, attributes: { Arn: `arn:aws:iam::111122223333:role/${name}`, RoleId: name } };
      },
      delete: ({ ref }) => iam.deleteRole(ref),
    },
    'AWS::IAM::Policy': {
      createOnly: [],
      create: ({ Roles: [role], PolicyName: name, PolicyDocument: document }) => {
        iam.put(role, name, document);
        return { ref: name, attributes: {} };
      },
      update: (_, { Roles: [role], PolicyName: name, PolicyDocument: document }) => iam.put(role, name, document),
      delete: ({ ref }, { Roles: [role] }) => iam.delete(role, ref),
    },
    'AWS::IAM::ManagedPolicy': {
      createOnly: ['ManagedPolicyName', 'Path', 'Description'],
      create: ({ Roles: names, Path: path = '/', PolicyDocument: document }, id) => {
        const arn = iam.createPolicy(path, `S-${id}`, document);
        try {
          for (const name of names) { iam.attach(name, arn); }
        } catch (error) {
          removePolicy(iam, arn);
          throw error;
        }
        return { ref: arn, attributes: { PolicyArn: arn } };
      },
      update: ({ ref }, { PolicyDocument: document }) => iam.changePolicy(ref, document),
      delete: ({ ref }) => removePolicy(iam, ref),
    },
  };
}

// CloudFormation may do all of it: the permissions of its handler name each of these operations
function removePolicy(iam: InMemoryIam, arn: string): void {
  const { roles, versions } = iam.policy(arn);
  for (const role of roles) { iam.detach(role, arn); }
  for (const name of [...versions.keys()].slice(0, -1)) { versions.delete(name); }
  iam.deletePolicy(arn);
}

/** Resources that nothing here depends on: made, changed and deleted without effect. */
export const OTHER: Handler = {
  createOnly: [],
  create: (_, id) =>
    ({ ref: id, attributes: new Proxy({}, { has: () => true, get: (_target, name) => `${id}.${String(name)}` }) }),
};
