export * from './lib/runner/index.js';
