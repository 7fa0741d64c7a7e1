/** Statements of a role as IAM takes them: rendered, merged and in one order, whoever asked for them first. */
import { type KnownNeed, knownNeeds, type Need, wildcardIn } from './needs';
import type { Statement } from './policy-parts';
import { shown } from '../checks/shown';
import { canonical } from '../core/model/canonical';
import { errorLine } from '../core/words/line';

/** A need, and the name of the node that has it. */
export interface NeedOfNode {
  readonly need: Need;
  readonly node?: string;
}

/** What comes of needs: statements, and why there is none for some. */
export interface Rendered {
  readonly statements: readonly Statement[];
  readonly refusals: readonly string[];
}

export type Resolve = <T>(value: T) => T;

/** All needs as statements of a template. */
export function rendered(needs: readonly NeedOfNode[], resolve: Resolve): Rendered {
  const refusals = new Set<string>();
  const statements: Statement[] = [];
  for (const { need, node } of needs) {
    for (const known of knownNeeds([need])) {
      const statement = resolve(statementOf(known));
      const text = foreignWildcard(known, statement, resolve);
      if (text === undefined) { statements.push(statement); } else { refusals.add(refusal(text, node)); }
    }
  }
  return { statements: mergedStatements(statements), refusals: [...refusals].sort() };
}

/**
 * What of a need comes from outside and stands for more than one thing, so that the role could do more than the node
 * does. Statements of the user's own say what the user wants.
 */
function foreignWildcard(need: KnownNeed, statement: Statement, resolve: Resolve): string | undefined {
  if ('statement' in need) { return undefined; }
  return wildcardIn(need.named === undefined ? statement.Resource : resolve(need.named));
}

function refusal(text: string, node: string | undefined): string {
  const who = node === undefined ? 'the flow' : `node '${node}'`;
  return shown(errorLine('',
    `${who} names '${text}', and a role must not get everything that matches a wildcard or a policy variable; name one `
    + 'resource', 'IllegalValue'));
}

/** A need as a statement of a template, with its tokens. */
function statementOf(need: KnownNeed): Statement {
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
 * Statements that differ only in their resources become one; statements and resources are sorted. Both need resolved
 * tokens, because the text of a token depends on what else is in the app.
 */
function mergedStatements(resolved: readonly Statement[]): readonly Statement[] {
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
