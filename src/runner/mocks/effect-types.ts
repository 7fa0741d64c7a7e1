/** The types of nodes that are mocked: those whose work is done outside of the flow. */
import type { EffectType } from '../../core/simulate/types';

export const EFFECT_TYPES: readonly EffectType[] = [
  'Agent', 'InlineCode', 'KnowledgeBase', 'LambdaFunction', 'Lex', 'Prompt', 'Retrieval', 'Storage',
];
