/** One rule for each demand of a policy. */
import { forbiddenModels, forbiddenRegions } from './models';
import { modelUses, type PolicedFlow, writesText } from './policed-flow';
import { asWritten, type Policy, type Spell } from './policy';
import type { Code } from '../constraints/codes';
import { DEFAULT_MAX_ITERATIONS } from '../constraints/nodes';
import type { Finding, Report } from '../validate/finding';
import { at } from '../validate/places';
import type { Rule } from '../validate/rule';
import { draftsOf } from '../validate/rules/draft-reference';
import { listed } from '../words/lists';

type Member = keyof Required<Policy>;

interface Row<M extends Member> extends Pick<Rule, 'severity' | 'meaning' | 'remedy'> {
  readonly code: Code;
  /** Called where the policy asks for it: a flag is true. */
  readonly check: (flow: PolicedFlow, wanted: Required<Policy>[M], spell: Spell) => Iterable<Report>;
}

/** By the member of a policy that asks for it. */
const RULES: { readonly [M in Member]: Row<M> } = {
  allowedModels: {
    code: 'ForbiddenModel',
    severity: 'error',
    meaning: 'a flow uses only models that the policy allows',
    remedy: 'use one that it allows',
    check: forbiddenModels,
  },
  allowedRegions: {
    code: 'ForbiddenRegion',
    severity: 'error',
    meaning: 'a flow and its models process data only in Regions that the policy allows',
    remedy: 'use a model that stays in them',
    check: forbiddenRegions,
  },
  requireGuardrail: {
    code: 'RequiredGuardrail',
    severity: 'error',
    meaning: 'each node in which a model generates text has a guardrail, if the policy requires one',
    remedy: 'give it a guardrail',
    check: withoutGuardrail,
  },
  forbidDrafts: {
    code: 'ForbiddenDraft',
    severity: 'error',
    meaning: 'a flow uses no working drafts, if the policy forbids them',
    remedy: 'name a version',
    check: drafts,
  },
  maxTokens: {
    code: 'RequiredMaxTokens',
    severity: 'error',
    meaning: 'each node in which a model generates text sets maxTokens, within the limit of the policy',
    remedy: 'set maxTokens in its inference configuration',
    check: unlimited,
  },
  maxLoopRounds: {
    code: 'TooManyRounds',
    severity: 'error',
    meaning: 'maxIterations of each loop (default: 10) is within the limit of the policy',
    remedy: 'lower maxIterations',
    check: longLoops,
  },
  requireEncryptionKey: {
    code: 'RequiredEncryptionKey',
    severity: 'error',
    meaning: 'a flow is encrypted with a customer managed key, if the policy requires one',
    remedy: 'give the flow an encryption key',
    check: ({ source }) => source.encryptionKey === undefined ? [{
      path: '',
      message: 'the policy requires an encryption key, but the flow has none',
      remedy: 'give the flow an encryption key',
    }] : [],
  },
  requireOwnRole: {
    code: 'SharedRole',
    severity: 'error',
    meaning: 'each flow has its own execution role, if the policy requires it',
    remedy: 'give the flow its own role',
    check: ({ sharesRoleWith }) => sharesRoleWith.length > 0 ? [{
      path: '',
      message: `the flow shares the execution role of ${listed(sharesRoleWith)}, but the policy requires a separate `
        + 'role',
      remedy: 'give the flow its own role',
    }] : [],
  },
  minRetainedVersions: {
    code: 'TooFewVersions',
    severity: 'error',
    meaning: 'a published flow keeps at least as many versions as the policy requires',
    remedy: 'set retainedVersions',
    check: ({ retainedVersions }, wanted, spell) => (
      retainedVersions !== undefined && retainedVersions < wanted ? [{
        path: '',
        message: `the flow keeps ${retainedVersions === 0 ? 'no replaced version' : retainedVersions}, but the policy `
          + `requires ${wanted}`,
        remedy: spell('set retainedVersions in currentVersionOptions of the flow'),
      }] : []),
  },
};

/** What a policy asks of a flow and the flow does not have. */
export function policyFindings(flow: PolicedFlow, policy: Policy, spell: Spell = asWritten): readonly Finding[] {
  return (Object.keys(RULES) as Member[]).flatMap((member) => findingsOf(member, flow, policy, spell));
}

function findingsOf<M extends Member>(member: M, flow: PolicedFlow, policy: Policy, spell: Spell): readonly Finding[] {
  const wanted = policy[member];
  if (wanted === undefined || wanted === false) { return []; }
  const { code, severity, check }: Row<M> = RULES[member];
  return [...check(flow, wanted as Required<Policy>[M], spell)]
    .map((report) => ({ ...report, code, severity: report.severity ?? severity }));
}

/** The same as rows beside those of the definition, for RULES.md and `validate --explain`. */
export const POLICY_ROWS: readonly Rule[] = Object.values(RULES).map(({ code, severity, meaning, remedy }) => (
  { code, severity, meaning, remedy, source: 'your policy', confidence: 'documented', check: () => [] }
));

function* withoutGuardrail({ definition }: PolicedFlow): Generator<Report> {
  for (const node of definition.nodes) {
    if (!writesText(node) || node.configuration?.guardrailConfiguration !== undefined) { continue; }
    yield {
      ...at(node),
      message: 'the policy requires a guardrail for generated text, but the node has none',
      remedy: 'give the node a guardrail, or the flow a default one',
    };
  }
}

function* drafts({ definition }: PolicedFlow): Generator<Report> {
  for (const node of definition.nodes) {
    const { lambdaArn } = node.configuration ?? {};
    const latest = node.type === 'LambdaFunction' && typeof lambdaArn === 'string' && lambdaArn.endsWith(':$LATEST')
      ? [{ what: 'function', value: lambdaArn, path: 'lambdaFunction.lambdaArn', remedy: undefined }] : [];
    for (const { what, value, path, remedy } of [...draftsOf(node), ...latest]) {
      yield {
        ...at(node),
        path: `${node.path}.configuration.${path}`,
        value,
        message: `the ${what} is a working draft, which the policy forbids`,
        remedy: remedy ?? 'name a version',
      };
    }
  }
}

function* unlimited(flow: PolicedFlow, most: number, spell: Spell): Generator<Report> {
  for (const use of modelUses(flow)) {
    if (!('writes' in use) || !use.writes) { continue; }
    const { maxTokens, node, tokensPath: path } = use;
    if (maxTokens === undefined) {
      yield {
        ...at(node),
        path,
        message: spell(`the policy allows at most ${most} tokens, but the node has no maxTokens`),
        remedy: spell('set maxTokens in its inference configuration'),
      };
    } else if (typeof maxTokens !== 'number') {
      yield {
        ...at(node),
        path,
        severity: 'warning',
        remedy: 'write a number',
        message: spell('maxTokens is known only at deployment, so the policy can\'t be checked'),
      };
    } else if (maxTokens > most) {
      yield {
        ...at(node),
        path,
        value: maxTokens,
        remedy: `lower it to ${most}`,
        message: spell(`maxTokens is ${maxTokens}, but the policy allows ${most}`),
      };
    }
  }
}

function* longLoops({ definition }: PolicedFlow, most: number, spell: Spell): Generator<Report> {
  for (const node of definition.nodes) {
    if (node.type !== 'LoopController') { continue; }
    const rounds = node.configuration?.maxIterations ?? DEFAULT_MAX_ITERATIONS;
    if (typeof rounds !== 'number' || rounds <= most) { continue; }
    const isDefault = node.configuration?.maxIterations === undefined ? ', the default of the service' : '';
    yield {
      ...at(node),
      path: `${node.path}.configuration.loopController.maxIterations`,
      value: rounds,
      message: `the loop may take ${rounds} iterations${isDefault}, but the policy allows ${most}`,
      remedy: spell(`set maxIterations to ${most} or less`),
    };
  }
}
