export * from './lib/lambda/index.js';
