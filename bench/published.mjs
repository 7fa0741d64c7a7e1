/** 1,000 published flows of 10 nodes, each with a version and an alias, against aws-cdk-lib's own classes. */
import { deepStrictEqual } from 'node:assert';
import { ours } from './flow-ours.mjs';
import { raw } from './flow-raw.mjs';
import { comparedFigures, templateOf } from './synth.mjs';

/**
 * What the library adds to the ids of what it replaces, and what it says of them: flows written by hand have neither.
 */
const CONTENT = new RegExp([
  /(?<=[0-9A-F]{8})[0-9a-f]{16}(?=")/, /"Description":"\[revision [0-9a-f]{16}\]",/,
  /,"Metadata":\{"aws:cdk:do-not-refactor":true\}/,
].map(({ source }) => source).join('|'), 'g');

export function publishedFigures(require) {
  const add = { ours: oursPublished(require), raw: rawPublished(require) };
  checkEqual(require, add);

  return comparedFigures(require, add, '1,000 published flows of 10 nodes', { whole: 1.3 });
}

function oursPublished(require) {
  const { FlowAlias } = require('cdk-bedrock-flows');
  const add = ours(require);
  return (stack, id) => new FlowAlias(stack, `${id}Live`, { flow: add(stack, id), aliasName: 'live' });
}

function rawPublished(require) {
  const { CfnFlowAlias, CfnFlowVersion } = require('aws-cdk-lib/aws-bedrock');
  const { Construct } = require('constructs');
  const add = raw(require);
  return (stack, id) => {
    const flow = add(stack, id);
    const version = new CfnFlowVersion(new Construct(flow.node.scope, 'CurrentVersion'), 'Resource', {
      flowArn: flow.attrArn,
    });
    new CfnFlowAlias(new Construct(stack, `${id}Live`), 'Resource', {
      flowArn: flow.attrArn, name: 'live', routingConfiguration: [{ flowVersion: version.attrVersion }],
    });
  };
}

/** The comparison is fair only while both make the same resources. */
function checkEqual(require, add) {
  const [left, right] = [add.ours, add.raw].map((one) => JSON.parse(JSON.stringify(templateOf(require, one))
    .replace(CONTENT, '')));
  deepStrictEqual(left, right, 'the two programs do not give the same template');
}
