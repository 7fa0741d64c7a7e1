/** Finds the program that says the same as a definition: it is carried out, and compared. */
import { differences, type Difference } from './differences';
import { interpret } from './interpret';
import type { Library } from './library';
import { normalForm, type NormalForm } from './normal-form';
import { flowInDocument } from '../../../src/runner/sources/document-flow';
import { type Built, buildProgram, type Origin } from '../build/build';
import type { Program } from '../program';

export interface Proven {
  readonly program: Program;
  /** What the program does not say as the original does; nothing where it is the same. */
  readonly differences: readonly Difference[];
}

/**
 * What the constructs say otherwise, or refuse, is tried with RawNode; what that can't say either is left out. Each
 * round settles at least one node, so there is an end.
 */
export function provenProgram(origin: Origin, folder: string | undefined, library: Library): Proven {
  const original = normalForm(origin.definition, { prompts: {} });
  const attempt = (raw: ReadonlySet<string>, omitted: ReadonlyMap<string, string>): Attempt => {
    const built = buildProgram(origin, { folder, raw, omitted: new Set(omitted.keys()) });
    const outcome = interpret(built.program, library);
    return 'refused' in outcome
      ? { ...built, refused: outcome.refused.node, because: outcome.because }
      : { ...built, found: differences(original, formOf(outcome.resources, built)) };
  };
  const raw = new Set<string>();
  const omitted = new Map<string, string>();
  for (;;) {
    const tried = attempt(raw, omitted);
    if (!('found' in tried)) {
      const { refused, because, program } = tried;
      if (refused === undefined) { return { program, differences: [{ node: origin.name, message: because }] }; }
      if (raw.has(refused)) { omitted.set(refused, because); }
      raw.add(refused);
      continue;
    }
    const differing = tried.found.map(({ node }) => nodeIn(node));
    const next = differing.find((node) => !raw.has(node) && !omitted.has(node) && isThere(original, node));
    if (next === undefined) {
      const { program, found } = better(tried,
        attempt(new Set([...raw].filter((node) => !differing.includes(node))), omitted));
      return { program, differences: found.map((one) => reasoned(one, omitted)) };
    }
    raw.add(next);
  }
}

type Tried = Built & { readonly found: readonly Difference[] };
type Attempt = Tried | Built & { readonly refused: string | undefined; readonly because: string };

/** A RawNode that did not help is not worth having. */
function better(raw: Tried, other: Attempt): Tried {
  return 'found' in other && other.found.length <= raw.found.length ? other : raw;
}

function formOf(resources: Readonly<Record<string, unknown>>, { parameters }: Built): NormalForm {
  const { definition, prompts } = flowInDocument({ Resources: resources }, 'flow', undefined, false);
  return normalForm(definition, { prompts, instead: (value) => meantBy(value, parameters) });
}

function meantBy(value: unknown, parameters: ReadonlyMap<string, unknown>): unknown {
  const ref = typeof value === 'object' && value !== null
    && Object.keys(value).length === 1 ? (value as { readonly Ref?: unknown }).Ref : undefined;
  return typeof ref === 'string' ? parameters.get(ref) : undefined;
}

/** The parts of a loop that constructs make themselves stand for the loop. */
function nodeIn(path: string): string {
  const steps = path.split('/');
  const last = steps[steps.length - 1];
  return /^Loop(Input|Controller)$/.test(last) && steps.length > 1 ? steps[steps.length - 2] : last;
}

// flows make their Input node themselves
function isThere({ nodes }: NormalForm, name: string): boolean {
  return [...nodes].some(([path, form]) => nodeIn(path) === name
    && (form as { readonly type: string }).type !== 'Input');
}

function reasoned({ node, message }: Difference, omitted: ReadonlyMap<string, string>): Difference {
  const reason = omitted.get(nodeIn(node));
  return { node, message: reason === undefined ? message : `${message}: ${reason}` };
}
