/** The kinds of mocks: what each may have beside its own key, and the types of nodes it is for. */
import type { MockKind } from './mock';
import type { EffectType } from '../../core/simulate/types';

export type MockOption = 'latencyMs' | 'timeoutSeconds' | 'repeat' | 'region';

interface Kind {
  readonly options: readonly MockOption[];
  /** All, unless given. */
  readonly types?: readonly EffectType[];
}

export const EFFECT_TYPES: readonly EffectType[] = [
  'Agent', 'InlineCode', 'KnowledgeBase', 'LambdaFunction', 'Lex', 'Prompt', 'Retrieval', 'Storage',
];

export const KINDS: { readonly [K in MockKind]: Kind } = {
  returns: { options: ['latencyMs'] },
  intervenes: { options: ['latencyMs'], types: ['KnowledgeBase', 'Prompt'] },
  throws: { options: ['latencyMs'] },
  asks: { options: ['latencyMs'], types: ['Agent'] },
  sequence: { options: ['repeat', 'latencyMs'] },
  calls: { options: ['repeat'] },
  command: { options: ['timeoutSeconds'] },
  lambda: { options: ['timeoutSeconds'], types: ['LambdaFunction'] },
  python: { options: ['timeoutSeconds'], types: ['InlineCode'] },
  replay: { options: [] },
  user: { options: [] },
  objects: { options: [], types: ['Retrieval', 'Storage'] },
  folder: { options: [], types: ['Retrieval', 'Storage'] },
  aws: { options: ['region'], types: EFFECT_TYPES.filter((type) => type !== 'InlineCode') },
};
