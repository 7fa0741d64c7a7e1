// for `require('cdk-bedrock-flows/lambda')` and `import … from 'cdk-bedrock-flows/lambda'`
module.exports = require('./lib/lambda/index.js');
