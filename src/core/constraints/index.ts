export * from './cloud-formation';
export * from './codes';
export * from './exceptions';
export * from './limits';
export * from './nodes';
export * from './permissions';
export * from './models';
