/** The kinds of mocks: what each may have beside its own key, and the types of nodes it is for. */
import type { Mock, MockKind } from './mock';
import type { Mocks } from './parse-mocks';
import type { EffectType } from '../../core/simulate/types';

export type MockOption = 'latencyMs' | 'timeoutSeconds' | 'repeat' | 'region' | 'usage' | 'stopReason';

interface Kind {
  readonly options: readonly MockOption[];
  /** All, unless given. */
  readonly types?: readonly EffectType[];
  /** Whether a run may see what another has left behind. */
  readonly isShared?: true;
}

export const EFFECT_TYPES: readonly EffectType[] = [
  'Agent', 'InlineCode', 'KnowledgeBase', 'LambdaFunction', 'Lex', 'Prompt', 'Retrieval', 'Storage',
];

export const KINDS: { readonly [K in MockKind]: Kind } = {
  returns: { options: ['latencyMs', 'usage', 'stopReason'] },
  intervenes: { options: ['latencyMs'], types: ['KnowledgeBase', 'Prompt'] },
  throws: { options: ['latencyMs'] },
  asks: { options: ['latencyMs'], types: ['Agent'] },
  sequence: { options: ['repeat', 'latencyMs'] },
  calls: { options: ['repeat'] },
  command: { options: ['timeoutSeconds'] },
  lambda: { options: ['timeoutSeconds'], types: ['LambdaFunction'] },
  python: { options: ['timeoutSeconds'], types: ['InlineCode'] },
  replay: { options: [] },
  user: { options: [], isShared: true },
  objects: { options: [], types: ['Retrieval', 'Storage'], isShared: true },
  folder: { options: [], types: ['Retrieval', 'Storage'], isShared: true },
  aws: { options: ['region'], types: EFFECT_TYPES.filter((type) => type !== 'InlineCode') },
};

/** Whether runs with these mocks may see each other. */
export function sharesState({ nodes = {}, types = {} }: Mocks): boolean {
  return [...Object.values(nodes), ...Object.values(types)].some((mock) => typeof mock === 'object' && isShared(mock));
}

function isShared(mock: Mock): boolean {
  return 'calls' in mock ? mock.calls.some(isShared) : Object.keys(mock).some((key) => Object.hasOwn(KINDS, key)
    && KINDS[key as MockKind].isShared);
}
