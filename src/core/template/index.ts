export * from './definition-text';
export type { Case } from './keys';
export * from './normalise';
export type { Problem } from './problem';
export * from './read-flows';
export * from './substitute';
export * from './to-cfn';
export * from './retired';
