/** What a change of a flow means. */
export * from './change';
export * from './compare';
export * from './kinds';
export * from './words';
