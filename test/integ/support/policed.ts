/** Clients of someone who may do only what a policy says. */
import { denied } from './denied';
import type { InMemoryFlows } from './in-memory-flows';
import type { Rules } from './rules';
import type { Statement } from '../../../integ/kit/own-role';
import type { FlowClients } from '../../../integ/kit/world';
import { operationOf } from '../../support/in-memory-bedrock';

const FLOW = 'arn:aws:bedrock:us-east-1:111122223333:flow/';

export function policedBy(
  { Statement: statements }: { readonly Statement: readonly Statement[] }, rules: Rules, flows: InMemoryFlows,
): FlowClients {
  const policed = <T extends { send: any }>(client: T): T => {
    const { send } = client;
    client.send = async (command: any) => {
      const operation = operationOf(command);
      const resource = resourceOf(command.input);
      const tags = rules.seesTags ? flows.aliasTags.get(command.input.flowAliasIdentifier) ?? {} : {};
      const matching = statements.filter(({ Action, Resource, Condition }) => (
        Action.includes(`bedrock:${operation}`) && Resource.some((pattern) => matches(pattern, resource))
          && holds(Condition, tags)));
      const isAllowed = matching.some(({ Effect }) => Effect === 'Allow')
        && !(rules.obeysDeny && matching.some(({ Effect }) => Effect === 'Deny'));
      if (!isAllowed || rules.denied.includes(operation)) { throw denied(operation); }
      return send.call(client, command);
    };
    return client;
  };
  return { bedrock: policed(flows.client()), runtime: policed(flows.runtime()) };
}

function resourceOf({ flowIdentifier, aliasIdentifier, flowAliasIdentifier }: any): string {
  const alias = aliasIdentifier ?? flowAliasIdentifier;
  return `${FLOW}${flowIdentifier}${alias === undefined ? '' : `/alias/${alias}`}`;
}

/** Tags that the resource must have; nothing else is asked for here. */
function holds(condition: Statement['Condition'], tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(condition?.StringEquals ?? {})
    .every(([key, value]) => tags[key.replace('aws:ResourceTag/', '')] === value);
}

function matches(pattern: string, resource: string): boolean {
  return pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : pattern === resource;
}
