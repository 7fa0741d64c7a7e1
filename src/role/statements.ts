/** Statements of a role as IAM takes them: rendered, merged and in one order, whoever asked for them first. */
import { Need } from './needs';
import { Statement } from './policy-parts';
import { canonical } from '../core/model/canonical';

/** A need as a statement of a template, with its tokens. */
export function statementOf(need: Need): Statement {
  if ('statement' in need) { return need.statement.toStatementJson(); }
  const { actions, resources, conditions, sid } = need;
  return {
    Action: actions.length === 1 ? actions[0] : actions,
    ...conditions && { Condition: conditions },
    Effect: 'Allow',
    Resource: resources,
    ...sid && { Sid: sid },
  };
}

/**
 * Statements that differ only in their resources become one; statements and resources are sorted. Both need resolved tokens, because the text of a
 * token depends on what else is in the app.
 */
export function mergedStatements(resolved: readonly Statement[]): readonly Statement[] {
  const byRest = new Map<string, Statement>();
  for (const { Resource, ...rest } of resolved) {
    const key = canonical(rest);
    const resources = Resource === undefined ? [] : Array.isArray(Resource) ? Resource : [Resource];
    const known = byRest.get(key);
    if (known) {
      (known.Resource as unknown[]).push(...resources);
    } else {
      byRest.set(key, { ...rest, Resource: [...resources] });
    }
  }
  return [...byRest.entries()].sort(byText).map(([, statement]) => tidy(statement));
}

function tidy(statement: Statement): Statement {
  const { Resource, ...rest } = statement;
  const distinct = new Map((Resource as unknown[]).map((resource) => [canonical(resource), resource]));
  const resources = [...distinct.entries()].sort(byText).map(([, resource]) => resource);
  if (resources.length === 0) { return rest; }
  return { ...rest, Resource: resources.length === 1 ? resources[0] : resources };
}

function byText([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
