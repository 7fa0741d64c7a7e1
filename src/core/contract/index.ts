/**
 * What the constructs and the Lambda functions of the library agree on: each name stands here once, and both sides read
 * it. Constructs write what a
 * `…Properties` or `…Environment` type lists, all of it; handlers read the same type.
 */
export * from './alias-tests';
export * from './approval';
export * from './call-metrics';
export * from './flow-calls';
export * from './flow-messages';
export * from './names';
export * from './retention';
export * from './router';
export * from './router-metrics';
export * from './smoke-tests';
