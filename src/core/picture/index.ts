export * from './event-facts';
export * from './log-facts';
export * from './run-facts';
export * from './scene';
export * from './usage';
