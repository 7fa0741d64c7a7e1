/** A random app as data: one member for each dimension. */
import * as fc from 'fast-check';
import { ASPECTS, type AspectKind } from './dimensions/aspects';
import { type GrantKind, GRANTS } from './dimensions/grants';
import { type KeyKind, KEYS } from './dimensions/keys';
import { type NodeKind, NODES } from './dimensions/nodes';
import { type Publishing, PUBLISHING, type Versions } from './dimensions/publishing';
import { type RoleKind, ROLES } from './dimensions/roles';
import { TEXT_SHAPES, type TextShape } from './dimensions/texts';
import { type Layout, LAYOUTS } from './world';

export interface FlowSpec {
  /** The shape of its name and of its description; `undefined` for none. */
  readonly name?: TextShape;
  readonly description?: TextShape;
  readonly tags?: TextShape;
  readonly role: RoleKind;
  readonly key: KeyKind;
  readonly nodes: readonly { readonly kind: NodeKind; readonly text: TextShape }[];
  readonly grants: readonly GrantKind[];
  readonly publishing: Publishing;
  readonly versions: Versions;
  /** The words of its prompts. */
  readonly words: string;
  /** How many such flows there are. */
  readonly copies: number;
}

export interface AppSpec {
  readonly layout: Layout;
  readonly beforeName: string;
  readonly flows: readonly FlowSpec[];
  readonly aspects: readonly AspectKind[];
}

const sometimes = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const flowSpec: fc.Arbitrary<FlowSpec> = fc.record({
  name: sometimes(TEXT_SHAPES),
  description: sometimes(TEXT_SHAPES),
  tags: sometimes(TEXT_SHAPES),
  role: fc.constantFrom(...ROLES),
  key: fc.constantFrom(...KEYS),
  nodes: fc.array(fc.record({ kind: fc.constantFrom(...NODES), text: fc.constantFrom(...TEXT_SHAPES) }),
    { minLength: 1, maxLength: 3 }),
  grants: fc.uniqueArray(fc.constantFrom(...GRANTS), { maxLength: 4 }),
  publishing: fc.constantFrom(...PUBLISHING),
  versions: fc.record({ retained: fc.constantFrom(undefined, 3), concurrency: fc.constantFrom(undefined, 5) }),
  words: fc.constantFrom('Answer', 'Sum up'),
  copies: fc.constant(1),
});

export const appSpec: fc.Arbitrary<AppSpec> = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  beforeName: fc.constant('base'),
  flows: fc.array(flowSpec, { minLength: 1, maxLength: 3 }),
  aspects: fc.uniqueArray(fc.constantFrom(...ASPECTS), { maxLength: 2 }),
});

/** Apps of one to sixty like flows. */
export const largeAppSpec: fc.Arbitrary<AppSpec> = fc.tuple(appSpec, fc.integer({ min: 1, max: 60 }))
  .map(([spec, copies]) => (
    { ...spec, flows: [{ ...spec.flows[0], copies }] }));
