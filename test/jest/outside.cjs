/**
 * A transformer of jest for packages that no test changes: instead of the file's text, the tests get what Node itself
 * loads, once for each worker. Loading aws-cdk-lib for each file took most of the time of the tests.
 */
module.exports = {
  getCacheKey: (_source, path) => `loaded by Node: ${path}`,
  process: (_source, path) => ({
    code: `module.exports = globalThis[Symbol.for('test/require')](${JSON.stringify(path)});`,
  }),
};
