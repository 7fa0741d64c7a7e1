export * from './flow-run';
export * from './flow-simulator';
export * from './node-mock';
