export * from './assembly';
export * from './definition-text';
export * from './normalise';
export * from './read-flows';
export * from './retired';
export * from './substitute';
export * from './to-cfn';
export type { Case } from './keys';
export type { Problem } from './problem';
