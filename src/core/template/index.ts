export * from './assembly';
export * from './definition-text';
export { FLOW_TYPE, insteadOf, resourcesIn, templatesIn } from './flow-places';
export * from './normalise';
export * from './read-flows';
export * from './retired';
export * from './substitute';
export * from './to-cfn';
export { type Problem, toldAt } from './problem';
