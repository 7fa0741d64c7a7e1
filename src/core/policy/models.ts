/** Models against a policy: which of them may be used, and where they may process data. */
import { type ModelUse, modelUses, type PolicedFlow, type UnknownPrompt } from './policed-flow';
import { GLOBAL_PROFILE, parseModelId, PROFILE_REGIONS } from '../constraints/models';
import type { Report } from '../validate/finding';
import { at } from '../validate/places';
import { eitherOf, listed } from '../words/lists';

const UNKNOWN = 'known only at deployment';

/** The models that are not allowed; those that can't be seen are warnings. */
export function* forbiddenModels(flow: PolicedFlow, allowed: readonly string[]): Generator<Report> {
  const patterns = allowed.map(asPattern);
  for (const use of modelUses(flow)) {
    if (!('writes' in use)) {
      yield ofUnknownPrompt(use);
      continue;
    }
    const id = idOf(use.model);
    if (id === undefined) {
      yield notSeen(use, `the model is ${UNKNOWN}`, 'name it in the template');
    } else if (!patterns.some((pattern) => pattern.test(id))) {
      yield {
        ...said(use),
        message: `the policy does not allow the model '${id}'`,
        remedy: `use ${eitherOf(allowed)}`,
      };
    }
  }
}

/** The Regions that models lead to and that are not allowed. */
export function* forbiddenRegions(flow: PolicedFlow, allowed: readonly string[]): Generator<Report> {
  const { region } = flow.definition;
  if (region !== undefined && !allowed.includes(region)) {
    yield {
      path: '',
      message: `the flow is in ${region}, which the policy does not allow`,
      remedy: `deploy it to ${eitherOf(allowed)}`,
    };
  }
  for (const use of modelUses(flow)) {
    if (!('writes' in use)) {
      yield ofUnknownPrompt(use);
      continue;
    }
    const reached = regionsOf(use.model);
    if (reached === undefined) {
      yield notSeen(use, `where the model '${String(idOf(use.model) ?? UNKNOWN)}' processes data can't be seen`,
        'check it yourself, or use a model of one Region');
    } else if (reached === 'any') {
      yield {
        ...said(use),
        message: `the profile '${idOf(use.model)}' may process data in any Region`,
        remedy: 'use a model or a geographic profile whose Regions the policy allows',
      };
    } else {
      const foreign = reached.filter((one) => !allowed.includes(one));
      if (foreign.length > 0) {
        yield {
          ...said(use),
          message: `the model '${idOf(use.model)}' may process data in ${listed(foreign)}, which the policy `
            + 'does not allow',
          remedy: `use one that stays in ${listed(allowed)}`,
        };
      }
    }
  }
}

function said(use: ModelUse): Pick<Report, 'path' | 'node' | 'value'> {
  return { ...at(use.node), path: use.path, value: use.model };
}

function notSeen({ node, path }: Pick<ModelUse, 'node' | 'path'>, message: string, remedy: string): Report {
  return { ...at(node), path, severity: 'warning', message: `${message}, so the policy can't be checked`, remedy };
}

function ofUnknownPrompt(use: UnknownPrompt): Report {
  return notSeen(use, `the model is that of prompt '${use.promptArn}', which is not in the template`,
    'check the prompt yourself, or add it to the template');
}

/** The id of a model as a definition has it, or the end of its ARN; `undefined` where a part of it is not known. */
function idOf(model: unknown): string | undefined {
  if (typeof model !== 'string') { return undefined; }
  const id = model.startsWith('arn:') ? model.slice(model.lastIndexOf('/') + 1) : model;
  return id.includes('${') ? undefined : id;
}

/** Where a model processes data, beside the Region of the flow; `undefined` where that can't be seen. */
function regionsOf(model: unknown): readonly string[] | 'any' | undefined {
  if (typeof model !== 'string' || idOf(model) === undefined) { return undefined; }
  const { kind, geography = '' } = parseModelId(model.replace(/\$\{AWS::(\w+)\}/g, '$1'));
  switch (kind) {
    case 'inference-profile':
      if (geography === GLOBAL_PROFILE) { return 'any'; }
      return Object.hasOwn(PROFILE_REGIONS, geography) ? PROFILE_REGIONS[geography] : undefined;
    case 'application-inference-profile': case 'prompt-router': case 'default-prompt-router': case 'unknown':
      return undefined;
    default: {
      const [, , , region = ''] = model.startsWith('arn:') ? model.split(':') : [];
      return /^[a-z]{2}[a-z-]*-\d$/.test(region) ? [region] : [];
    }
  }
}

/** `*` stands for any characters. */
function asPattern(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
