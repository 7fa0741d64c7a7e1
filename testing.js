// for `require('cdk-bedrock-flows/testing')` and `import … from 'cdk-bedrock-flows/testing'`
module.exports = require('./lib/runner/index.js');
